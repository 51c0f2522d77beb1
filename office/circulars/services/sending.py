"""Sending a circular: its number of the calendar year and a receipt for everyone it goes to; cancelling."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, needed
from core.numbers import next_number
from core.thai.dates import be_year, thai_date
from office.circulars.models import Circular, Receipt
from office.circulars.queries import people_of, schools_of
from office.circulars.services.common import locked, tell, trace
from office.circulars.services.drafts import check_letter
from office.letters.models import Letter
from schools.queries import people_of_schools


@transaction.atomic
def send_circular(circular: Circular, *, actor: Any, now: datetime | None = None) -> Circular:
    """Send a draft to the people and schools of its choice as they stand today; a second click changes nothing."""
    current = Circular.objects.select_for_update(of=("self",)).select_related("district").get(pk=circular.pk)
    if current.state == Circular.State.SENT:
        return current
    row, at = locked(circular, actor, "send"), now or timezone.now()
    today = timezone.localdate(at)
    if row.letter_id is not None:
        check_letter(row, Letter.objects.select_for_update(of=("self",)).get(pk=row.letter_id))
    if row.due_on and row.due_on < today:
        raise DomainError("วันที่ให้รับทราบภายในผ่านไปแล้ว กรุณาแก้ไขก่อนส่ง", field="due_on")
    people, schools = people_of(row, today), schools_of(row, today)
    if not people and not schools:
        raise DomainError("ยังไม่มีผู้รับ กรุณาเลือกคนในสำนักงานหรือโรงเรียน")
    row.state, row.sent_at, row.updated_at, row.sent_by, row.year = Circular.State.SENT, at, at, actor, be_year(today)
    row.number = next_number(row.district.code, "circular", row.year)
    row.save()
    Receipt.objects.bulk_create(
        [
            *(Receipt(circular=row, person=person) for person in people),
            *(Receipt(circular=row, school=school) for school in schools),
        ]
    )
    trace(row, "sent", actor, at, number=f"{row.number}/{row.year}", people=len(people), schools=len(schools))
    told = [person.user for person in people]
    for users in people_of_schools([school.pk for school in schools], today).values():
        told += users
    body = f"กรุณารับทราบภายใน {thai_date(row.due_on, 'short')}" if row.due_on else ""
    tell(told, row, code="sent", title="หนังสือเวียน", at=at, body=body, key=f"circular-{row.pk}")
    return row


@transaction.atomic
def cancel_circular(circular: Circular, *, actor: Any, reason: str, now: datetime | None = None) -> Circular:
    """Take a circular back; its readers see that and why, its number stays used."""
    row = locked(circular, actor, "cancel")
    row.cancel_reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")[:2000]
    row.state, row.updated_at = Circular.State.CANCELLED, now or timezone.now()
    row.save(update_fields=["state", "cancel_reason", "updated_at"])
    trace(row, "cancelled", actor, row.updated_at, reason=row.cancel_reason)
    return row
