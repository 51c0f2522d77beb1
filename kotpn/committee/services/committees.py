"""Acts on a committee itself: found it, change its rules."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.pointers import Pointer
from kotpn.committee.models import Committee
from kotpn.committee.permissions import may_keep
from schools.models import District

RULES = (
    "size", "tenure_years", "quorum_rule", "quorum_number", "meetings_per_year", "numbering", "substitutes_allowed",
    "notice_days", "minutes_days", "warn_days",
)  # fmt: skip


def pointer(committee: Committee) -> Pointer:
    return Pointer("committee", str(committee.pk), committee.name)


@transaction.atomic
def found_committee(
    district: District, *, actor: Any, kind: str, name: str, short_name: str, parent: Committee | None = None,
    now: datetime | None = None, **rules: Any,
) -> Committee:  # fmt: skip
    """A committee with its rules; what is not given is as the office's main committee has it. The same name again is
    the committee that is there."""
    now = now or timezone.now()
    if not may_keep(actor, district):
        raise NotAllowed("จัดการองค์คณะได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    name = " ".join(needed(name, "กรุณากรอกชื่อคณะ", field="name").split())
    short_name = " ".join(needed(short_name, "กรุณากรอกชื่อย่อ", field="short_name").split())
    District.objects.select_for_update().get(pk=district.pk)
    found = Committee.objects.filter(district=district, name=name).first()
    if found is not None:
        return found
    main = Committee.objects.active().filter(district=district, kind=Committee.Kind.MAIN).first()
    if kind == Committee.Kind.MAIN and main is not None:
        raise DomainError(f"เขตนี้มี ก.ต.ป.น. อยู่แล้ว ({main})", field="kind")
    if kind == Committee.Kind.SUB:
        parent = parent or main
        if parent is None:
            raise DomainError("ตั้ง ก.ต.ป.น. ก่อนจึงจะตั้งอนุกรรมการได้", field="parent")
        if parent.district_id != district.pk:
            raise DomainError("คณะนี้ไม่ได้อยู่ในสำนักงานนี้", field="parent")
    else:
        parent = None
    as_main = {rule: getattr(main, rule) for rule in RULES} if main is not None else {}
    made = Committee.objects.create(
        district=district, kind=kind, name=name, short_name=short_name, parent=parent,
        position=Committee.objects.filter(district=district).count() + 1, **{**as_main, **rules},
    )  # fmt: skip
    audit.record(
        actor=actor, action="committee.founded", target=pointer(made), district_code=district.code, data={}, at=now
    )
    return made
