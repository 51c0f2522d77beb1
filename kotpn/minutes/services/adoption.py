"""รับรองรายงานการประชุม: the next meeting's resolution adopts, its amendments are written beside the text, and from then
on nothing of the meeting may be changed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from kotpn.committee.permissions import may_keep
from kotpn.meetings.models import AgendaItem, Meeting
from kotpn.minutes.models import Amendment, Minutes, Resolution
from kotpn.minutes.permissions import STATES, can_amend
from kotpn.minutes.services.base import (
    locked_minutes,
    locked_resolution,
    member_accounts,
    record_minutes,
    record_resolution_act,
    tell_about_minutes,
)


def refuse_adoption(of: Meeting, by: Meeting) -> None:
    """DomainError when `by` cannot adopt the minutes of `of`, in words that say why."""
    if of.committee_id != by.committee_id:
        raise DomainError("รับรองได้เฉพาะรายงานการประชุมของคณะเดียวกัน", field="adopts")
    if of.state == Meeting.State.CANCELLED:
        raise DomainError(f"{of.occasion} ยกเลิกการประชุมแล้ว จึงไม่มีรายงานให้รับรอง", field="adopts")
    if of.pk == by.pk or of.held_on >= by.held_on:
        raise DomainError("รับรองได้เฉพาะรายงานของการประชุมครั้งก่อน", field="adopts")
    if of.state != Meeting.State.CLOSED:
        raise DomainError(f"{of.occasion} ยังไม่เลิกประชุม จึงยังรับรองรายงานไม่ได้", field="adopts")
    minutes = Minutes.objects.filter(meeting=of).first()
    if minutes is not None and minutes.state == Minutes.State.ADOPTED:
        raise DomainError(f"รายงานการประชุม{of.occasion} รับรองแล้ว", field="adopts")
    if minutes is None or minutes.state != Minutes.State.CIRCULATED:
        raise DomainError(f"รายงานการประชุม{of.occasion} ยังไม่ผ่านการตรวจและแจ้งเวียน จึงยังรับรองไม่ได้", field="adopts")


def adopt_when_resolved(sender: Any, resolution: Resolution, actor: Any, now: datetime, **kwargs: Any) -> None:
    """A resolution to adopt, on the item that puts the minutes forward, adopts them in the same transaction."""
    if resolution.kind != Resolution.Kind.ADOPT:
        return
    of = resolution.item.adopts
    if of is None:
        raise DomainError("ระเบียบวาระนี้ไม่ได้เสนอรายงานการประชุมครั้งใดให้รับรอง", field="kind")
    refuse_adoption(of, resolution.meeting)
    held = locked_minutes(of.minutes)
    if held.state != Minutes.State.CIRCULATED:
        raise DomainError(f"รายงานการประชุม{of.occasion} รับรองแล้ว", field="adopts")
    held.state, held.adopted_at, held.adopted_in = Minutes.State.ADOPTED, now, resolution.meeting
    held.save(update_fields=["state", "adopted_at", "adopted_in"])
    data = {"occasion": resolution.meeting.occasion, "amendments": held.amendments.count()}
    record_minutes(held, actor=actor, act="adopted", now=now, data=data)
    accounts, _ = member_accounts(held)
    tell_about_minutes(held, accounts, code="adopted", title=f"{held} รับรองแล้ว", but=actor, now=now)


def _put_back(resolution: Resolution, actor: Any, now: datetime) -> None:
    """The minutes this resolution had adopted wait for adoption again."""
    of = resolution.item.adopts
    found = Minutes.objects.filter(meeting=of, state=Minutes.State.ADOPTED, adopted_in=resolution.meeting).first()
    if found is None:
        return
    held = locked_minutes(found)
    held.state = STATES.next(held.state, "put_back")
    held.adopted_at = held.adopted_in = None
    held.save(update_fields=["state", "adopted_at", "adopted_in"])
    record_minutes(held, actor=actor, act="put_back", now=now, data={"occasion": resolution.meeting.occasion})


def adopt_when_changed(
    sender: Any, resolution: Resolution, kind_before: str, actor: Any, now: datetime, **kwargs: Any
) -> None:
    """A resolution put right while its meeting's minutes are written: adopting may begin or end with it."""
    adopts, adopted = resolution.kind == Resolution.Kind.ADOPT, kind_before == Resolution.Kind.ADOPT
    if adopts and not adopted:
        adopt_when_resolved(sender, resolution, actor, now)
    elif adopted and not adopts:
        _put_back(resolution, actor, now)


def put_back_when_withdrawn(sender: Any, resolution: Resolution, actor: Any, now: datetime, **kwargs: Any) -> None:
    if resolution.kind == Resolution.Kind.ADOPT:
        _put_back(resolution, actor, now)


@transaction.atomic
def amend(
    minutes: Minutes, *, actor: Any, meeting: Meeting, item: AgendaItem | None, before: str, after: str,
    now: datetime | None = None,
) -> Amendment:  # fmt: skip
    """What the meeting that is to adopt them changes; the circulated text itself stays as it is."""
    now = now or timezone.now()
    after = needed(after, "กรุณาเขียนข้อความที่แก้ไขเป็น", field="after")
    held = locked_minutes(minutes)
    if not may_keep(actor, held.meeting.committee.district):
        raise NotAllowed("บันทึกการแก้ไขรายงานได้เฉพาะฝ่ายเลขานุการ")
    refuse_adoption(held.meeting, meeting)
    if meeting.state != Meeting.State.OPEN:
        raise DomainError("บันทึกการแก้ไขได้ระหว่างการประชุมครั้งที่รับรองรายงาน")
    if not AgendaItem.objects.filter(section__meeting=meeting, adopts=held.meeting).exists():
        raise DomainError("การประชุมครั้งนี้ไม่มีวาระรับรองรายงานครั้งนั้น")
    if not can_amend(actor, held):
        raise NotAllowed("บันทึกการแก้ไขรายงานได้เฉพาะฝ่ายเลขานุการ")
    if item is not None and item.section.meeting_id != held.meeting_id:
        raise DomainError("ระเบียบวาระนี้ไม่ใช่ของการประชุมครั้งนั้น", field="item")
    same = held.amendments.filter(meeting=meeting, item=item, before=before.strip(), after=after).first()
    if same is not None:
        return same  # the second of two clicks
    made = Amendment.objects.create(
        minutes=held, meeting=meeting, item=item, before=before.strip(), after=after, by=actor, at=now
    )
    record_minutes(held, actor=actor, act="amended", now=now, data={"after": after[:200]})
    return made


@transaction.atomic
def drop_amendment(row: Amendment, *, actor: Any, now: datetime | None = None) -> None:
    """One written down by mistake, before the meeting adopts."""
    held = locked_minutes(row.minutes)
    if held.state == Minutes.State.ADOPTED:
        raise DomainError("รายงานรับรองแล้ว แก้ไขได้โดยมติใหม่")
    if not can_amend(actor, held):
        raise NotAllowed("บันทึกการแก้ไขรายงานได้เฉพาะฝ่ายเลขานุการ")
    row.delete()
    record_minutes(held, actor=actor, act="amendment_dropped", now=now, data={"after": row.after[:200]})


@transaction.atomic
def correct(later: Resolution, earlier: Resolution, *, actor: Any, now: datetime | None = None) -> Resolution:
    """Say that a later resolution puts an earlier one right; the earlier text stays."""
    held = locked_resolution(later)
    if not may_keep(actor, held.committee.district):
        raise NotAllowed("ระบุมติที่แก้ไขได้เฉพาะฝ่ายเลขานุการ")
    if earlier.committee_id != held.committee_id:
        raise DomainError("แก้ไขได้เฉพาะมติของคณะเดียวกัน", field="corrects")
    if not held.number or not earlier.number:
        raise DomainError("ข้อสังเกตไม่ใช่มติ จึงแก้ไขมติอื่นหรือถูกแก้ไขไม่ได้", field="corrects")
    if (earlier.meeting.held_on, earlier.decided_at, earlier.pk) >= (held.meeting.held_on, held.decided_at, held.pk):
        raise DomainError("มติที่แก้ไขต้องมาหลังมติเดิม", field="corrects")
    if held.corrects_id == earlier.pk:
        return held
    if held.corrects is not None:
        raise DomainError(f"มตินี้แก้ไข{held.corrects.reference} อยู่แล้ว", field="corrects")
    held.corrects, held.updated_at = earlier, now or timezone.now()
    held.save(update_fields=["corrects", "updated_at"])
    record_resolution_act(held, actor=actor, act="corrected", now=now, data={"earlier": earlier.reference})
    return held
