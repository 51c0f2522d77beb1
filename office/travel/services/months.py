"""Closing a month, and what an office sets about travel."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from core.thai.dates import thai_date
from office.travel.models import MonthClosing, TravelRules
from office.travel.permissions import may_keep
from office.travel.queries import month_page
from office.travel.queries.days import month_end
from schools.models import District
from schools.services.locks import lock_district


def _record(district: District, actor: Any, action: str, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=action, target=Pointer("district", str(district.pk), district.name),
        district_code=district.code, data=data, at=at,
    )  # fmt: skip


@transaction.atomic
def close_month(
    district: District, *, actor: Any, month: date, now: datetime | None = None, today: date | None = None
) -> MonthClosing:
    """Fix what everybody's days of a month are. DomainError while the month goes on or a request of it is undecided; a
    second click finds it closed."""
    if not may_keep(actor, district):
        raise NotAllowed("ท่านปิดสรุปวันไปราชการของสำนักงานนี้ไม่ได้")
    at = now or timezone.now()
    day = today or timezone.localdate(at)
    month = month.replace(day=1)
    lock_district(district.pk)
    if (found := MonthClosing.objects.of_district(district).filter(month=month).first()) is not None:
        return found
    name = thai_date(month, "month")
    if day <= month_end(month):
        raise DomainError(f"เดือน{name}ยังไม่สิ้นสุด ปิดได้ตั้งแต่วันแรกของเดือนถัดไป")
    page = month_page(district, month, day)
    if page.undecided:
        raise DomainError(f"ยังมีคำขอที่ไม่ได้พิจารณา {len(page.undecided)} เรื่อง ต้องอนุมัติ ส่งกลับ หรือยกเลิกก่อนปิดเดือน")
    people = [
        {"person": row.person.pk, "name": row.person.full_name, "halves": row.halves, "trips": len(row.trips)}
        for row in page.rows
    ]
    made = MonthClosing.objects.create(
        district=district, month=month, content={"people": people, "trips": page.trips}, closed_by=actor, closed_at=at
    )
    _record(district, actor, "travel_month.closed", at, month=name, days=page.total, people=len(people))
    return made


@transaction.atomic
def save_rules(district: District, *, actor: Any, report_days: int, now: datetime | None = None) -> TravelRules:
    if not may_keep(actor, district):
        raise NotAllowed("ท่านตั้งค่าการไปราชการของสำนักงานนี้ไม่ได้")
    if not 1 <= report_days <= 60:
        raise DomainError("ต้องเป็นจำนวน 1–60 วัน", field="report_days")
    lock_district(district.pk)
    row, _ = TravelRules.objects.get_or_create(district=district)
    if row.report_days != report_days:
        row.report_days = report_days
        row.save(update_fields=["report_days"])
        _record(district, actor, "travel_rules.saved", now or timezone.now(), days=report_days)
    return row
