"""Note where a medium was used and what came of it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from schools.models import School
from schools.scope import holds
from supervision.media.models import Medium, MediumUse
from supervision.media.permissions import can_note_use, schools_to_note_for
from supervision.media.services.common import locked, trace


@transaction.atomic
def note_use(
    medium: Medium, *, actor: Any, used_on: date, user_name: str, result: str, school: School | None = None,
    place: str = "", learners: int | None = None, now: datetime | None = None,
) -> MediumUse:  # fmt: skip
    """A listed medium that the person may read. The same use again is the one that is there."""
    now = now or timezone.now()
    row = locked(medium)
    if not Medium.objects.visible_to(actor).filter(pk=row.pk).exists() or not can_note_use(actor, row):
        raise NotAllowed("บันทึกการใช้ได้กับผลงานที่ขึ้นทะเบียนและท่านใช้ได้")
    allowed = schools_to_note_for(actor, row.district)
    if school is None and not holds(actor, "register.write", district=row.district_id):
        raise DomainError("กรุณาเลือกโรงเรียนที่ใช้", field="school")
    if school is not None and not allowed.filter(pk=school.pk).exists():
        raise NotAllowed("บันทึกได้เฉพาะการใช้ของโรงเรียนตน")
    if used_on > timezone.localdate(now):
        raise DomainError("วันที่ใช้ยังมาไม่ถึง", field="used_on")
    made, new = MediumUse.objects.get_or_create(
        medium=row, school=school, used_on=used_on,
        user_name=needed(" ".join(user_name.split()), "กรุณาระบุผู้ใช้", field="user_name"),
        place=" ".join(place.split()),
        defaults={
            "result": needed(result, "กรุณาเขียนผลการใช้", field="result"), "learners": learners, "saved_by": actor,
            "saved_at": now,
        },
    )  # fmt: skip
    if new:
        trace(row, "used", actor=actor, at=now, where=school.name if school is not None else "สำนักงานเขต")
    return made
