"""Decisions on trips, the approval of somebody outside the office, and cancelling."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, StaleRevision, needed
from office.travel.models import Trip
from office.travel.permissions import may_keep
from office.travel.services.common import locked, note_closed, refuse_closed, saved, tell, travellers

S = Trip.State


@transaction.atomic
def approve_trip(trip: Trip, *, actor: Any, stamp: int | None = None, now: datetime | None = None) -> Trip:
    """Approve; in a month that is closed already the month says so. StaleRevision where it was changed since the page
    with this `stamp` was read: nobody approves what they have not seen."""
    at = now or timezone.now()
    row = locked(trip, actor, "decide", at)
    if stamp is not None and stamp != row.stamp:
        raise StaleRevision("คำขอนี้ถูกแก้ไขไปแล้วหลังจากท่านเปิดหน้า กรุณาตรวจฉบับล่าสุดแล้วพิจารณาอีกครั้ง")
    return _approved(row, actor, at)


@transaction.atomic
def enter_approval(trip: Trip, *, actor: Any, authority: str, now: datetime | None = None) -> Trip:
    """The desk writes down by which paper a higher office approved a trip nobody here may decide on."""
    at = now or timezone.now()
    row = locked(trip, actor, "enter", at)
    row.authority = needed(" ".join(authority.split()), "กรุณาระบุหนังสือหรือคำสั่งที่อนุมัติ", field="authority")[:300]
    return _approved(row, actor, at)


def _approved(row: Trip, actor: Any, at: datetime) -> Trip:
    row.state, row.decided_by, row.decided_at, row.reason = S.APPROVED, actor, at, ""
    saved(
        row, "approved", actor, at, "state", "decided_by", "decided_at", "reason", "authority", authority=row.authority
    )
    note_closed(row, actor, f"อนุมัติ {row} หลังปิดเดือน", at)
    tell(row, travellers(row), "approved", f"อนุมัติไปราชการแล้ว: {row.purpose}", now=at)
    return row


@transaction.atomic
def return_trip(trip: Trip, *, actor: Any, reason: str, now: datetime | None = None) -> Trip:
    at = now or timezone.now()
    row = locked(trip, actor, "decide", at)
    row.reason = needed(reason, "กรุณาเขียนเหตุผลที่ส่งกลับ")[:2000]
    row.state, row.decided_by, row.decided_at = S.RETURNED, actor, at
    saved(row, "returned", actor, at, "state", "decided_by", "decided_at", "reason", reason=row.reason)
    tell(row, [row.lead.user, row.asked_by], "returned", f"ส่งกลับคำขอไปราชการ: {row.purpose}", now=at, body=row.reason)
    return row


@transaction.atomic
def cancel_trip(trip: Trip, *, actor: Any, reason: str, now: datetime | None = None) -> Trip:
    """A trip that is not made; its half-days are free again. One that counted in a closed month is the desk's."""
    at = now or timezone.now()
    row = locked(trip, actor, "cancel", at)
    counted = row.state == S.APPROVED
    row.reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")[:2000]
    if counted:
        try:
            refuse_closed(row, desk=may_keep(actor, row.district))
        except DomainError as refusal:
            raise DomainError(refusal.message, field="reason") from None
    row.state = S.CANCELLED
    saved(row, "cancelled", actor, at, "state", "reason", reason=row.reason)
    row.people.update(is_live=False)
    if counted:
        note_closed(row, actor, f"ยกเลิก {row} หลังปิดเดือน: {row.reason}", at)
    tell(row, travellers(row), "cancelled", f"ยกเลิกไปราชการ: {row.purpose}", now=at, body=row.reason)
    return row
