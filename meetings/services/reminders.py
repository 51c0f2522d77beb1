"""Reminders of minutes that are due: the day before and once they are late, to who records."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from core import notify
from core.thai.dates import thai_date
from meetings.models import Gathering, MeetingRules
from meetings.pointing import pointer

_AHEAD = 60  # days; the longest an office may set


def remind_of_minutes(*, now: datetime | None = None) -> int:
    """Over all offices; safe to run twice and safe to miss a day. Gives how many notices were made."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    days = dict(MeetingRules.objects.values_list("district", "minutes_days"))
    rows = Gathering.objects.minutes_missing(today).filter(held_to__gte=today - timedelta(days=_AHEAD + 30))
    told = 0
    for row in rows.select_related("district", "recorder__user").order_by("pk"):
        due = row.minutes_due(days.get(row.district_id, MeetingRules.MINUTES_DAYS))
        if today < due - timedelta(days=1) or row.recorder is None:
            continue
        late = today > due
        made = notify.send(
            [row.recorder.user], code="gathering.minutes_late" if late else "gathering.minutes_due",
            title=f"{'เลยกำหนด' if late else 'ใกล้ครบกำหนด'}ส่งบันทึกการประชุม: {row.title}"[:300],
            body=f"กำหนดส่ง {thai_date(due, 'short')}", url=reverse("meetings:gathering", args=[row.pk]),
            pointer=pointer(row), district_code=row.district.code,
            dedupe_key=f"minutes-{row.pk}-{due:%Y%m%d}-{'late' if late else 'due'}", now=now,
        )  # fmt: skip
        told += len(made)
    return told
