"""What the acts on sets share: the set held until the transaction ends, refusals, years, the audit line."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import Pointer
from kotpn.standards.models import OfficeStandardSet
from kotpn.standards.permissions import is_used, may_keep_sets
from kotpn.standards.states import SET_STATES

KIND = "office_standard_set"


def allow(actor: Any, district: Any) -> None:
    if not may_keep_sets(actor, district):
        raise NotAllowed("จัดทำมาตรฐานสำนักงานได้เฉพาะ ผอ.กลุ่มนิเทศฯ")


def locked_set(row: OfficeStandardSet, *, actor: Any, lock_version: int | None = None) -> OfficeStandardSet:
    """The set as it stands; NotAllowed, or StaleRevision when it moved on."""
    found = OfficeStandardSet.objects.select_for_update(of=("self",)).select_related("district").get(pk=row.pk)
    allow(actor, found.district)
    if lock_version is not None and found.lock_version != lock_version:
        raise StaleRevision("มีผู้อื่นแก้ไขชุดนี้หลังจากที่ท่านเปิดหน้า กรุณาเปิดหน้านี้ใหม่ เทียบ แล้วบันทึกอีกครั้ง")
    return found


def locked_draft(row: OfficeStandardSet, *, actor: Any, lock_version: int | None = None) -> OfficeStandardSet:
    found = locked_set(row, actor=actor, lock_version=lock_version)
    if not SET_STATES.allows(found.state, "edit") or is_used(found):
        raise DomainError("ชุดนี้ประกาศใช้หรือถูกใช้ประเมินแล้ว จึงแก้ไม่ได้ กรุณาทำสำเนาเป็นฉบับใหม่แล้วแก้ที่สำเนา")
    return found


def check_years(year_from: int | None, year_to: int | None) -> None:
    if year_from is None or not 2400 <= year_from <= 2700:
        raise DomainError("กรุณาระบุปีงบประมาณที่เริ่มใช้เป็น พ.ศ.", field="year_from")
    if year_to is not None and not year_from <= year_to <= 2700:
        raise DomainError("ปีสิ้นสุดต้องไม่ก่อนปีที่เริ่มใช้", field="year_to")


def one_line(text: str, *, field: str, most: int, empty: str = "") -> str:
    """Without line breaks and doubled blanks; `empty` is the refusal of an empty one."""
    found = " ".join(text.split())
    if not found and empty:
        raise DomainError(empty, field=field)
    if len(found) > most:
        raise DomainError(f"ยาวได้ไม่เกิน {most} ตัวอักษร", field=field)
    return found


def save(held: OfficeStandardSet, act: str, *, actor: Any, now: datetime | None, **data: Any) -> OfficeStandardSet:
    """Write the set with its next version and leave an audit line."""
    held.lock_version += 1
    held.updated_at = now or timezone.now()
    held.save()
    trace(held, act, actor=actor, at=held.updated_at, **data)
    return held


def trace(row: OfficeStandardSet, act: str, *, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"{KIND}.{act}", target=Pointer(KIND, str(row.pk), row.name),
        district_code=row.district.code, data=data, at=at,
    )  # fmt: skip
