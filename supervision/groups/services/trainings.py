"""A person's own training log: written, corrected, and cancelled with a reason."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from core.stamps import held_since
from core.twice import says_the_same
from schools.models import Person
from supervision.groups.models import Training
from supervision.groups.permissions import can_change_training, can_log
from supervision.groups.services.common import trace, training_pointer

WORDS = ("kind", "title", "starts_on", "ends_on", "hours", "organiser", "place", "use")


def _put(row: Training, values: dict[str, Any]) -> None:
    if unknown := set(values) - set(WORDS):
        raise ValueError(f"not words of a training: {sorted(unknown)}")
    for name, value in values.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.title = needed(" ".join(row.title.split()), "กรุณาเขียนเรื่องที่อบรม", field="title")
    if row.ends_on is None:
        row.ends_on = row.starts_on
    if row.ends_on < row.starts_on:
        raise DomainError("วันสุดท้ายต้องไม่อยู่ก่อนวันแรก", field="ends_on")
    if not 0 <= row.hours <= 5000:
        raise DomainError("จำนวนชั่วโมงต้องอยู่ระหว่าง 0 ถึง 5,000", field="hours")


def _saved(row: Training) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "training_written_once" not in str(error):
            raise
        raise DomainError("บันทึกเรื่องนี้ในวันเดียวกันไว้แล้ว", field="title") from error


@transaction.atomic
def log_training(person: Person, *, actor: Any, now: datetime | None = None, **values: Any) -> Training:
    """One's own; the very same again (a second click) is the entry that is there."""
    now = now or timezone.now()
    if not can_log(actor, person):
        raise NotAllowed("บันทึกการอบรมได้เฉพาะของตนเอง")
    row = Training(district=person.district, person=person, created_by=actor, created_at=now, updated_at=now)
    _put(row, values)
    same = Training.objects.of_person(person).standing().filter(title=row.title, starts_on=row.starts_on).first()
    if same is not None and says_the_same(same, row, WORDS):
        return same
    _saved(row)
    trace(training_pointer(row), "training.written", actor=actor, district=person.district, at=now)
    return row


def _locked(training: Training, actor: Any) -> Training:
    rows = Training.objects.select_for_update(of=("self",)).select_related("district", "person")
    row: Training = rows.get(pk=training.pk)
    if not can_log(actor, row.person):
        raise NotAllowed("แก้ไขได้เฉพาะบันทึกของตนเอง")
    return row


@transaction.atomic
def edit_training(
    training: Training, *, actor: Any, stamp: int | None = None, now: datetime | None = None, **values: Any
) -> Training:
    """StaleRevision where it was saved since the form with this `stamp` was opened."""
    now = now or timezone.now()
    row = _locked(training, actor)
    if not can_change_training(actor, row):
        raise DomainError("บันทึกนี้ยกเลิกแล้ว จึงแก้ไขไม่ได้")
    held_since(row, stamp, actor=actor, values=values)
    _put(row, values)
    row.stamp, row.updated_at = row.stamp + 1, now
    _saved(row)
    trace(training_pointer(row), "training.edited", actor=actor, district=row.district, at=now)
    return row


@transaction.atomic
def cancel_training(training: Training, *, actor: Any, reason: str, now: datetime | None = None) -> Training:
    """The row stays with its reason and counts no more; a second click changes nothing."""
    now = now or timezone.now()
    row = _locked(training, actor)
    if row.cancelled_at is not None:
        return row
    row.cancel_reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    row.cancelled_at = row.updated_at = now
    row.save(update_fields=["cancel_reason", "cancelled_at", "updated_at"])
    data = {"reason": row.cancel_reason}
    trace(training_pointer(row), "training.cancelled", actor=actor, district=row.district, at=now, data=data)
    return row
