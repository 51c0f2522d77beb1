"""Reminders of rounds: one button for all who have not answered, and by the calendar; a school at most once a day."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError, NotAllowed
from core.thai.dates import thai_date
from schools.queries import people_of_schools
from supervision.rounds import permissions
from supervision.rounds.models import CollectionRound, RoundSchool
from supervision.rounds.services.common import round_pointer, trace_round


@transaction.atomic
def remind_round(round_: CollectionRound, *, actor: Any, now: datetime | None = None) -> int:
    """Remind every school that has not answered and was not reminded today; gives how many schools."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    held = CollectionRound.objects.select_related("district", "version__instrument__district").get(pk=round_.pk)
    if not permissions.may_run(actor, held):
        raise NotAllowed("เตือนได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงานเจ้าของเครื่องมือ")
    if not held.accepts(today):
        raise DomainError("รอบนี้ไม่ได้เปิดรับอยู่ จึงไม่มีโรงเรียนที่ต้องเตือน")
    count = _remind(held, held.schools.unanswered().filter(_not_since(today)), today=today, now=now)
    if count:
        trace_round(held, "reminded", actor=actor, at=now, data={"schools": count})
    return count


def remind_on_schedule(*, now: datetime | None = None) -> int:
    """What the calendar asks for on this day, over all offices; safe to run twice and safe to miss a day.

    Rounds that close on their due date are closed on the way. Gives how many schools were reminded.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    reminded = 0
    for round_ in CollectionRound.objects.open_on(today).select_related("district").order_by("pk"):
        with transaction.atomic():
            held = CollectionRound.objects.select_for_update(of=("self",)).select_related("district").get(pk=round_.pk)
            if held.state != CollectionRound.State.OPEN:
                continue
            if held.closes_on_due and today > held.due_on:
                held.state, held.updated_at = CollectionRound.State.CLOSED, now
                held.save(update_fields=["state", "updated_at"])
                trace_round(held, "closed", actor=audit.SYSTEM, at=now)
                continue
            due = _due_rule(held, today)
            if due is not None:
                reminded += _remind(held, held.schools.unanswered().filter(due), today=today, now=now)
    return reminded


def _not_since(day: date) -> Q:
    """Rows not reminded on that day or after it."""
    return Q(reminded_on__isnull=True) | Q(reminded_on__lt=day)


def _due_rule(round_: CollectionRound, today: date) -> Q | None:
    """Which rows the calendar reminds today: once in the days before the due date, then every so many days."""
    if today <= round_.due_on:
        first = round_.due_on - timedelta(days=round_.remind_before)
        return _not_since(first) if round_.remind_before and today >= first else None
    if not round_.remind_every:
        return None
    since = max(round_.due_on + timedelta(days=1), today - timedelta(days=round_.remind_every - 1))
    return _not_since(since)


def _remind(round_: CollectionRound, rows: Any, *, today: date, now: datetime) -> int:
    """Claim the rows first, so that two clicks remind once."""
    keys = list(rows.select_for_update(of=("self",)).values_list("pk", "school"))
    if not keys:
        return 0
    RoundSchool.objects.filter(pk__in=[key for key, _ in keys]).update(reminded_on=today)
    _send(round_, [school for _, school in keys], today=today, now=now)
    return len(keys)


def _send(round_: CollectionRound, schools: Collection[int], *, today: date, now: datetime) -> None:
    late = today > round_.due_on
    title = f"{'เลยกำหนดส่งแล้ว' if late else 'ใกล้ครบกำหนดส่ง'}: {round_}"
    found: dict[int, Any] = {}
    for users in people_of_schools(schools, today).values():
        found.update({user.pk: user for user in users})
    notify.send(
        found.values(), code="round.reminded", title=title[:300], body=f"กำหนดส่ง {thai_date(round_.due_on, 'short')}",
        url=reverse("rounds:round", args=[round_.pk]), pointer=round_pointer(round_),
        district_code=round_.district.code, dedupe_key=f"round-{round_.pk}-{today:%Y%m%d}", now=now,
    )  # fmt: skip
