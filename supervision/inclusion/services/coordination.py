"""The log of coordination: written, corrected, cancelled with a reason."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.pointers import Pointer
from core.stamps import held_since
from schools.models import District, OutsideBody, School
from schools.services.locks import lock_district
from supervision.inclusion.models import Coordination
from supervision.inclusion.permissions import may_keep


def _trace(row: Coordination, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"coordination.{act}", target=Pointer("coordination", str(row.pk), row.about, row.done_on),
        district_code=row.district.code, data=data or {}, at=at,
    )  # fmt: skip


@transaction.atomic
def write_coordination(
    district: District, *, actor: Any, done_on: date, about: str, body: OutsideBody | None = None, body_text: str = "",
    school: School | None = None, result: str = "", next_on: date | None = None, row: Coordination | None = None,
    stamp: int | None = None, now: datetime | None = None,
) -> Coordination:  # fmt: skip
    """A line, or other words of one; the very same again (a second click) is the line that is there. StaleRevision
    where it was saved since the form with this `stamp` was opened."""
    now = now or timezone.now()
    if not may_keep(actor, district):
        raise NotAllowed("บันทึกได้เฉพาะผู้รับผิดชอบของสำนักงานเขต")
    about = needed(" ".join(about.split()), "กรุณาเขียนเรื่องที่ประสาน", field="about")
    body_text = "" if body is not None else " ".join(body_text.split())
    if body is None and not body_text:
        raise DomainError("กรุณาเลือกหรือเขียนหน่วยงานที่ประสาน", field="body")
    for name, thing in (("body", body), ("school", school)):
        if thing is not None and thing.district_id != district.pk:
            raise DomainError("รายการที่เลือกไม่ใช่ของเขตนี้", field=name)
    if done_on > timezone.localdate(now):
        raise DomainError("วันที่ประสานต้องไม่เป็นวันข้างหน้า", field="done_on")
    if next_on is not None and next_on < done_on:
        raise DomainError("วันติดตามต้องไม่ก่อนวันที่ประสาน", field="next_on")
    values = {
        "done_on": done_on, "about": about, "body": body, "body_text": body_text, "school": school,
        "result": result.strip(), "next_on": next_on,
    }  # fmt: skip
    lock_district(district.pk)
    if row is None:
        same = Coordination.objects.filter(district=district, cancel_reason="", **values).first()
        if same is not None:
            return same
        held = Coordination(district=district, stamp=0, made_by=actor, made_at=now)
    else:
        held = Coordination.objects.select_for_update(of=("self",)).select_related("district").get(pk=row.pk)
        if held.is_cancelled or held.district_id != district.pk:
            raise DomainError("รายการนี้ยกเลิกแล้ว จึงแก้ไขไม่ได้")
        held_since(held, stamp, actor=actor, values=values)
    for name, value in values.items():
        setattr(held, name, value)
    held.stamp, held.updated_at = held.stamp + 1, now
    held.save()
    _trace(held, "written" if row is None else "edited", actor=actor, at=now)
    return held


@transaction.atomic
def cancel_coordination(row: Coordination, *, actor: Any, reason: str, now: datetime | None = None) -> Coordination:
    now = now or timezone.now()
    held = Coordination.objects.select_for_update(of=("self",)).select_related("district").get(pk=row.pk)
    if not may_keep(actor, held.district):
        raise NotAllowed("ยกเลิกได้เฉพาะผู้รับผิดชอบของสำนักงานเขต")
    if held.is_cancelled:
        return held
    held.cancel_reason, held.updated_at = needed(reason, "กรุณาเขียนเหตุที่ยกเลิก"), now
    held.save(update_fields=["cancel_reason", "updated_at"])
    _trace(held, "cancelled", actor=actor, at=now, data={"reason": held.cancel_reason})
    return held
