"""Reminders of reports that are due: the day before and once they are late, to who reports."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from core import notify
from core.thai.dates import thai_date
from office.travel.models import TravelRules, Trip
from office.travel.queries import pointer_of

_BACK = 90  # days; older ones stand in the inbox and are not written about again


def remind_of_reports(*, now: datetime | None = None) -> int:
    """Over all offices; safe to run twice and safe to miss a day. Gives how many notices were made."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    days = dict(TravelRules.objects.values_list("district", "report_days"))
    rows = Trip.objects.report_missing(today).filter(ends_on__gte=today - timedelta(days=_BACK))
    told = 0
    for row in rows.select_related("district", "lead__user").order_by("pk"):
        due = row.report_due(days.get(row.district_id, TravelRules.REPORT_DAYS))
        if today < due - timedelta(days=1) or row.lead.user is None:
            continue
        late = today > due
        made = notify.send(
            [row.lead.user], code="trip.report_late" if late else "trip.report_due",
            title=f"{'เลยกำหนด' if late else 'ใกล้ครบกำหนด'}รายงานการไปราชการ: {row.purpose}"[:300],
            body=f"กำหนดรายงาน {thai_date(due, 'short')}", url=reverse("travel:trip", args=[row.pk]),
            pointer=pointer_of(row), district_code=row.district.code,
            dedupe_key=f"trip-report-{row.pk}-{due:%Y%m%d}-{'late' if late else 'due'}", now=now,
        )  # fmt: skip
        told += len(made)
    return told
