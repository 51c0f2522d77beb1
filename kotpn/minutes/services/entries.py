"""What was said to an item, written by several hands at once: nobody's words are overwritten unseen."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, StaleRevision
from kotpn.committee.permissions import may_keep
from kotpn.meetings.locks import refuse_if_locked
from kotpn.meetings.models import AgendaItem, Meeting
from kotpn.meetings.permissions import STATES as MEETING_STATES
from kotpn.meetings.services.calling import locked, meeting_pointer
from kotpn.minutes import permissions
from kotpn.minutes.models import Entry, EntryVersion, Minutes

MOST = 50_000
# One writer's own saves are kept as a version when this much time lay between them.
_APART = timedelta(minutes=10)


def to_write(meeting: Meeting, actor: Any) -> Meeting:
    """The meeting locked for writing what was said and decided at it; the door of every act here and of resolutions."""
    meeting = locked(meeting)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    allowed = permissions.may_write(actor, minutes) if minutes else may_keep(actor, meeting.committee.district_id)
    if minutes is not None:
        minutes.meeting = meeting
    if not allowed:
        raise NotAllowed("จดรายงานการประชุมได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. ผอ.กลุ่มนิเทศฯ และผู้จดรายงานการประชุม")
    if minutes is not None and minutes.state == Minutes.State.ADOPTED:
        raise DomainError("รายงานการประชุมนี้รับรองแล้ว แก้ไม่ได้ หากต้องแก้ให้ที่ประชุมครั้งต่อไปลงมติ")
    MEETING_STATES.next(meeting.state, "write")
    refuse_if_locked(meeting)
    if minutes is not None:
        permissions.STATES.next(minutes.state, "write")
    return meeting


@transaction.atomic
def save_entry(
    item: AgendaItem, *, actor: Any, text: str, stamp: int, over_other: bool = False, now: datetime | None = None
) -> Entry:
    """Keep the text written on the base `stamp` (0: on nothing yet). `over_other`: both texts were seen side by side
    and this one is meant; the other is kept as a version.

    StaleRevision, and nothing written, when the base is no longer what stands — also for the same person in another
    window. A writer whose own save arrived though its answer was lost goes on: their text still holds all that stands.
    """
    now = now or timezone.now()
    meeting = to_write(item.section.meeting, actor)
    if not AgendaItem.objects.filter(pk=item.pk, section__meeting=meeting).exists():
        raise DomainError("เรื่องนี้ถูกนำออกจากระเบียบวาระแล้ว")
    text = text.replace("\r\n", "\n").rstrip()
    if len(text) > MOST:
        raise DomainError(f"ข้อความยาวเกิน {MOST:,} ตัวอักษร", field="text")
    entry = Entry.objects.select_for_update(of=("self",)).select_related("saved_by").filter(item=item).first()
    if entry is None:
        if not text:
            return Entry(item=item, stamp=0)
        entry = Entry.objects.create(item=item, text=text, stamp=1, saved_by=actor, saved_at=now)
        _trace(meeting, item, actor=actor, now=now, stamp=1)
        return entry
    if entry.text == text:
        return entry
    if stamp != entry.stamp and not _holds_all(entry, actor, text):
        raise StaleRevision(f"{entry.saved_by} บันทึกข้อความเรื่องนี้ไปแล้ว กรุณาเทียบสองฉบับแล้วเลือก", field="text")
    if entry.text and (over_other or entry.saved_by_id != actor.pk or _is_old(entry, now)):
        EntryVersion.objects.get_or_create(
            entry=entry,
            stamp=entry.stamp,
            defaults={"text": entry.text, "by": entry.saved_by, "at": entry.saved_at or now},
        )
        _trace(meeting, item, actor=actor, now=now, stamp=entry.stamp + 1)
    entry.text, entry.stamp, entry.saved_by, entry.saved_at = text, entry.stamp + 1, actor, now
    entry.save(update_fields=["text", "stamp", "saved_by", "saved_at"])
    return entry


def _holds_all(entry: Entry, actor: Any, text: str) -> bool:
    return entry.saved_by_id == actor.pk and bool(entry.text) and entry.text in text


def _is_old(entry: Entry, now: datetime) -> bool:
    return entry.saved_at is not None and now - entry.saved_at > _APART


def _trace(meeting: Meeting, item: AgendaItem, *, actor: Any, now: datetime, stamp: int) -> None:
    audit.record(
        actor=actor, action="minutes.entry_saved", target=meeting_pointer(meeting),
        district_code=meeting.committee.district.code, data={"item": item.title[:200], "stamp": stamp}, at=now,
    )  # fmt: skip
