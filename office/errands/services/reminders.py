"""Reminders of errands: the day before they are due and once they are late, to who answers for them."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from core import notify
from core.thai.dates import thai_date
from office.errands.models import Errand
from office.errands.queries import errand_pointer

_LOOK_BACK = timedelta(days=30)


def remind_of_errands(*, now: datetime | None = None) -> int:
    """Over all offices; safe to run twice and safe to miss a day. Gives how many notices were made."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    rows = Errand.objects.due_by(today + timedelta(days=1)).filter(due_on__gte=today - _LOOK_BACK)
    told = 0
    for row in rows.select_related("district", "person__user").order_by("pk"):
        if row.due_on is None:
            continue
        late = row.due_on < today
        made = notify.send(
            [row.person.user], code="errand.late" if late else "errand.due",
            title=f"{'เลยกำหนด' if late else 'ใกล้ครบกำหนด'}: {row.title}",
            body=f"กำหนด {thai_date(row.due_on, 'short')}",
            url=reverse("errands:errand", args=[row.pk]), pointer=errand_pointer(row), district_code=row.district.code,
            dedupe_key=f"errand-{row.pk}-{row.due_on:%Y%m%d}-{'late' if late else 'due'}", now=now,
        )  # fmt: skip
        told += len(made)
    return told
