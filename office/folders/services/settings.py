"""How long a folder may lie before it is chased."""

from typing import Any

from django.db import transaction

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from office.folders.models import DeskSettings
from office.folders.permissions import keeps_desk
from schools.models import District


@transaction.atomic
def save_settings(district: District, *, actor: Any, folder_days: int) -> DeskSettings:
    """`folder_days` from 1 to 30 days."""
    if not keeps_desk(actor, district):
        raise NotAllowed("ท่านตั้งค่างานธุรการของสำนักงานนี้ไม่ได้")
    if not 1 <= folder_days <= 30:
        raise DomainError("จำนวนวันต้องอยู่ระหว่าง 1 ถึง 30", field="folder_days")
    row, _ = DeskSettings.objects.update_or_create(district=district, defaults={"folder_days": folder_days})
    audit.record(
        actor=actor, action="desk_settings.saved", target=Pointer("district", str(district.pk), district.name),
        district_code=district.code, data={"days": folder_days},
    )  # fmt: skip
    return row
