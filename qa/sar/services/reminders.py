"""Reminders: one button for all who have not sent, and by the calendar; a school at most once a day."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed
from core.thai.dates import thai_date
from qa.sar import permissions
from qa.sar.models import Sar, SarCall
from qa.sar.services.common import call_pointer, trace_call
from schools.queries import people_of_schools


@transaction.atomic
def remind_call(call: SarCall, *, actor: Any, now: datetime | None = None) -> int:
    """Remind every school that has not sent and was not reminded today; gives how many schools."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    held = SarCall.objects.select_related("district").get(pk=call.pk)
    if not permissions.may_call(actor, held.district):
        raise NotAllowed("เตือนได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    if held.state != SarCall.State.OPEN:
        raise DomainError("ไม่ได้เปิดรับอยู่ จึงไม่มีโรงเรียนที่ต้องเตือน")
    count = _remind(held, held.sars.unanswered().filter(_not_since(today)), today=today, now=now)
    if count:
        trace_call(held, "reminded", actor=actor, at=now, data={"schools": count})
    return count


def remind_on_schedule(*, now: datetime | None = None) -> int:
    """What the calendar asks for on this day, over all offices; safe to run twice and safe to miss a day. Gives how
    many schools were reminded. A school with a later day of its own is reminded by that day."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    reminded = 0
    for key in SarCall.objects.taking().order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            held = SarCall.objects.select_for_update(of=("self",)).select_related("district").get(pk=key)
            if held.state not in (SarCall.State.OPEN, SarCall.State.CLOSED):
                continue
            rows = held.sars.unanswered()
            if held.state == SarCall.State.CLOSED:
                rows = rows.filter(Q(extended_to__gte=today) | Q(state=Sar.State.RETURNED))
            own = {day for day in rows.values_list("extended_to", flat=True).distinct() if day and day > held.due_on}
            plain = rows.exclude(extended_to__in=own) if own else rows
            for due, group in [(held.due_on, plain), *((day, rows.filter(extended_to=day)) for day in sorted(own))]:
                rule = _due_rule(held, due, today)
                if rule is not None:
                    reminded += _remind(held, group.filter(rule), today=today, now=now, due=due)
    return reminded


def _not_since(day: date) -> Q:
    """Rows not reminded on that day or after it."""
    return Q(reminded_on__isnull=True) | Q(reminded_on__lt=day)


def _due_rule(call: SarCall, due: date, today: date) -> Q | None:
    """Which rows the calendar reminds today: once in the days before the due date, then every so many days."""
    if today <= due:
        first = due - timedelta(days=call.remind_before)
        return _not_since(first) if call.remind_before and today >= first else None
    if not call.remind_every:
        return None
    since = max(due + timedelta(days=1), today - timedelta(days=call.remind_every - 1))
    return _not_since(since)


def _remind(call: SarCall, rows: Any, *, today: date, now: datetime, due: date | None = None) -> int:
    """Claim the rows first, so that two clicks remind once."""
    keys = list(rows.select_for_update(of=("self",)).values_list("pk", "school"))
    if not keys:
        return 0
    Sar.objects.filter(pk__in=[key for key, _ in keys]).update(reminded_on=today)
    _send(call, [school for _, school in keys], due=due or call.due_on, today=today, now=now)
    return len(keys)


def _send(call: SarCall, schools: Collection[int], *, due: date, today: date, now: datetime) -> None:
    title = f"{'เลยกำหนดส่งแล้ว' if today > due else 'ใกล้ครบกำหนดส่ง'}: {call}"
    found: dict[int, Any] = {}
    for users in people_of_schools(schools, today).values():
        found.update({user.pk: user for user in users})
    notify.send(
        found.values(), code="sar_call.reminded", title=title[:300], body=f"กำหนดส่ง {thai_date(due, 'short')}",
        url=reverse("sar:call", args=[call.pk]), pointer=call_pointer(call), district_code=call.district.code,
        dedupe_key=f"sar-{call.pk}-{today:%Y%m%d}", now=now,
    )  # fmt: skip
