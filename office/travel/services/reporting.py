"""The report of a trip, and that its superior read it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, needed
from core.thai.dates import thai_date
from office.travel.models import Trip, TripReport
from office.travel.permissions import Posts
from office.travel.services.common import in_day, locked, saved, tell, travellers

S = Trip.State


@transaction.atomic
def report_trip(
    trip: Trip, *, actor: Any, did: str, outcome: str = "", follow_up: str = "", problems: str = "",
    spent: Decimal | None = None, now: datetime | None = None, today: date | None = None,
) -> TripReport:  # fmt: skip
    """Write the report, or correct it until it was read. Nobody reports a trip before its last day."""
    at = now or timezone.now()
    row = locked(trip, actor, "report", at)
    if in_day(at, today) < row.ends_on:
        raise DomainError(f"รายงานได้ตั้งแต่วันสุดท้ายของการเดินทาง {thai_date(row.ends_on, 'short')}")
    report = TripReport.objects.select_for_update().filter(trip=row).first() or TripReport(trip=row)
    if report.seen_at is not None:
        raise DomainError("ผู้บังคับบัญชารับทราบรายงานแล้ว แก้ไขไม่ได้")
    if spent is not None and spent < 0:
        raise DomainError("ค่าใช้จ่ายต้องไม่น้อยกว่า 0", field="spent")
    first = report.pk is None
    report.did = needed(did, "กรุณาเขียนสิ่งที่ได้ดำเนินการ", field="did")
    report.outcome, report.follow_up, report.problems = outcome.strip(), follow_up.strip(), problems.strip()
    report.spent, report.written_by, report.written_at = spent, actor, at
    report.save()
    row.state = S.REPORTED
    saved(row, "reported" if first else "rewritten", actor, at, "state")
    if first:
        nearest = Posts(row.district, timezone.localdate(at)).deciders(row)[:1]
        tell(row, nearest, "reported", f"รายงานการไปราชการ: {row.purpose}", now=at, body=f"โดย {row.lead}")
    return report


@transaction.atomic
def see_report(trip: Trip, *, actor: Any, now: datetime | None = None) -> TripReport:
    """The superior read it; a second click changes nothing."""
    at = now or timezone.now()
    row = locked(trip, actor, "see", at)
    report = TripReport.objects.select_for_update().get(trip=row)
    if report.seen_at is None:
        report.seen_by, report.seen_at = actor, at
        report.save(update_fields=["seen_by", "seen_at"])
        saved(row, "seen", actor, at)
        tell(row, travellers(row), "seen", f"รับทราบรายงานการไปราชการแล้ว: {row.purpose}", now=at)
    return report
