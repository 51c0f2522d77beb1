"""Reminders of letters that are due or late, to whom they were handed to; a letter and person at most once a week."""

from datetime import datetime, timedelta

from django.utils import timezone

from core.thai.dates import thai_date
from office.letters.models import Letter, LetterRoute
from office.letters.services.common import tell

_BEFORE = timedelta(days=1)


def remind_of_due(*, now: datetime | None = None) -> int:
    """Remind everyone whose day is tomorrow, today or past; gives how many were. Safe to run twice, safe to miss."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    rows = LetterRoute.objects.filter(
        done_at__isnull=True, due_on__lte=today + _BEFORE, letter__state=Letter.State.ROUTED, person__user__isnull=False
    ).select_related("letter__district", "person__user")
    count = 0
    for row in rows.order_by("pk"):
        late = row.due_on is not None and row.due_on < today
        week = today.isocalendar()
        tell(
            [row.person.user], row.letter, code="due", at=now,
            title="หนังสือเลยกำหนด" if late else "หนังสือใกล้ครบกำหนด",
            body=f"กำหนด {thai_date(row.due_on, 'short')}",
            key=f"letter-due-{row.pk}-{'late' if late else 'near'}-{week.year}{week.week:02}",
        )  # fmt: skip
        count += 1
    return count
