"""What the day brings by itself: minutes that fall due, resolutions before and after their day."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from core.thai.dates import thai_date
from kotpn.minutes.models import Minutes, Resolution
from kotpn.minutes.services.base import (
    owners,
    recorders,
    secretariat,
    tell_about_minutes,
    tell_about_resolution,
)
from schools.queries import holders, holders_kept

SOON = timedelta(days=7)
EVERY = 7


def remind_minutes(*, now: datetime | None = None) -> int:
    """The recorder and the group director, on the day minutes are due and each day they are late; gives how many."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    rows = Minutes.objects.filter(state__in=("draft", "returned", "checking"), due_on__lte=today)
    told = 0
    with holders_kept():
        for minutes in rows.unreminded(today).select_related(
            "meeting__committee__district", "recorder__user", "sent_by", "checker__user"
        ):
            with transaction.atomic():
                # Whoever takes the day first tells; a second worker finds it taken.
                if not Minutes.objects.filter(pk=minutes.pk).unreminded(today).update(reminded_on=today):
                    continue
                late = (today - minutes.due_on).days if minutes.due_on else 0
                words = f"เลยกำหนด {late} วัน" if late else "ครบกำหนดวันนี้"
                people = recorders(minutes)
                if minutes.state == Minutes.State.CHECKING and minutes.checker is not None:
                    people = [*people, minutes.checker.user]
                directors = holders("group_director", minutes.meeting.committee.district, today)
                tell_about_minutes(
                    minutes, [*people, *directors], code="due", title=f"{minutes} ยังไม่แจ้งเวียน {words}",
                    body=f"กำหนดส่ง {thai_date(minutes.due_on)}", dedupe=f"minutes-{minutes.pk}-due-{today}", now=now,
                )  # fmt: skip
                told += 1
    return told


def _is_day(due_on: date, today: date) -> bool:
    """A week before, on the day, and every week after."""
    left = (due_on - today).days
    return left in (SOON.days, 0) or (left < 0 and -left % EVERY == 0)


def remind_resolutions(*, now: datetime | None = None) -> int:
    """Owners before and after the day; the secretariat too once it is late; gives how many."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    rows = Resolution.objects.to_do().filter(due_on__lte=today + SOON).unreminded(today)
    told = 0
    with holders_kept():
        for row in rows.select_related("committee__district", "meeting", "owner__user"):
            if row.due_on is None or not _is_day(row.due_on, today):
                continue
            with transaction.atomic():
                if not Resolution.objects.filter(pk=row.pk).unreminded(today).update(reminded_on=today):
                    continue
                late = (today - row.due_on).days
                words = f"เลยกำหนด {late} วัน" if late > 0 else f"ครบกำหนด {thai_date(row.due_on)}"
                people = owners(row)
                if late > 0 or not people:
                    people = [*people, *secretariat(row.committee, now)]
                tell_about_resolution(
                    row, people, code="due", title=f"{words}: {row.reference} {row.text[:120]}",
                    dedupe=f"resolution-{row.pk}-due-{today}", now=now,
                )  # fmt: skip
                told += 1
    return told
