"""Receipts: read once, and reminders to who has not; somebody at most once a day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from core.thai.dates import thai_date
from office.circulars.models import Circular, Receipt
from office.circulars.permissions import STATES
from office.circulars.services.common import locked, tell, trace
from schools.queries import people_of_schools

_BEFORE, _EVERY = timedelta(days=1), timedelta(days=7)


@transaction.atomic
def read_circular(circular: Circular, *, actor: Any, now: datetime | None = None) -> int:
    """Write down that the person, or the school they belong to, has read it; gives how many receipts that were open
    are closed by it, 0 for a second click. The first reading stands."""
    row = Circular.objects.select_for_update(of=("self",)).select_related("district").get(pk=circular.pk)
    STATES.next(row.state, "read")
    mine = Receipt.objects.of_reader(actor).filter(circular=row)
    if not mine.exists():
        raise NotAllowed("หนังสือเวียนฉบับนี้ไม่ได้ส่งถึงท่าน")
    at = now or timezone.now()
    done = mine.unread().update(read_at=at, read_by=actor)
    if done:
        trace(row, "read", actor, at)
    return int(done)


@transaction.atomic
def remind_unread(circular: Circular, *, actor: Any, now: datetime | None = None) -> int:
    """Remind everyone who has not read it and was not reminded today; gives how many."""
    row, at = locked(circular, actor, "remind"), now or timezone.now()
    today = timezone.localdate(at)
    if not row.receipts.unread().exists():
        raise DomainError("ทุกคนรับทราบแล้ว ไม่มีผู้ที่ต้องเตือน")
    return _remind(row, _not_since(today), actor=actor, at=at)


def remind_of_due(*, now: datetime | None = None) -> int:
    """What the calendar asks for today over all offices: the day before the last day, then weekly. Gives how many were
    reminded; safe to run twice and safe to miss."""
    at = now or timezone.now()
    today = timezone.localdate(at)
    count = 0
    rows = Circular.objects.sent().filter(due_on__lte=today + _BEFORE, receipts__read_at__isnull=True).distinct()
    for key in list(rows.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            # Somebody may have cancelled it since the list was read.
            held = Circular.objects.sent().select_for_update(of=("self",)).select_related("district")
            row = held.filter(pk=key).first()
            if row is not None:
                count += _remind(row, _not_since(today - _EVERY + timedelta(days=1)), actor=audit.SYSTEM, at=at)
    return count


def _not_since(day: date) -> Q:
    """Receipts not reminded on that day or after it."""
    return Q(reminded_on__isnull=True) | Q(reminded_on__lt=day)


def _remind(row: Circular, rule: Q, *, actor: Any, at: datetime) -> int:
    """Claim the receipts first, so that two clicks remind once."""
    today = timezone.localdate(at)
    held = list(row.receipts.unread().filter(rule).select_related("person__user").select_for_update(of=("self",)))
    if not held:
        return 0
    Receipt.objects.filter(pk__in=[one.pk for one in held]).update(reminded_on=today)
    body = f"ให้รับทราบภายใน {thai_date(row.due_on, 'short')}" if row.due_on else ""
    tell(_accounts(held, today), row, code="reminded", title="ยังไม่ได้รับทราบหนังสือเวียน", at=at, body=body,
         key=f"circular-{row.pk}-{today:%Y%m%d}")  # fmt: skip
    trace(row, "reminded", actor, at, count=len(held))
    return len(held)


def _accounts(held: Iterable[Receipt], today: date) -> list[Any]:
    held = list(held)
    found = [one.person.user for one in held if one.person is not None]
    schools = [one.school_id for one in held if one.school_id is not None]
    for users in people_of_schools(schools, today).values():
        found += users
    return found
