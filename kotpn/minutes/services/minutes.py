"""From the meeting's end to the members' hands: begin, name who writes and checks, send, remark, return, circulate."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from core.missing import refuse_if_missing
from core.thai.dates import thai_date
from kotpn.committee.permissions import may_keep
from kotpn.meetings.models import AgendaItem, Meeting
from kotpn.minutes.content import content_of
from kotpn.minutes.missing import missing_for_check
from kotpn.minutes.models import Minutes, Remark
from kotpn.minutes.permissions import (
    STATES,
    can_remark_as_member,
    can_settle,
    is_member,
    is_recorder,
    may_check,
    may_write,
)
from kotpn.minutes.services.base import (
    locked_minutes,
    member_accounts,
    record_minutes,
    recorders,
    secretariat,
    tell_about_minutes,
)
from schools.models import Person
from schools.queries import person_of

REMARK_DAYS = 7


@transaction.atomic
def begin_minutes(meeting: Meeting, *, actor: Any, now: datetime | None = None) -> Minutes:
    """The minutes of a meeting that was held; the same row however often it is asked for. Whoever closed the meeting
    is put down as recorder until another is named. The day they are due counts calendar days."""
    now = now or timezone.now()
    if meeting.state == Meeting.State.CANCELLED:
        raise DomainError("การประชุมครั้งนี้ยกเลิกแล้ว จึงไม่มีรายงานการประชุม")
    if meeting.state not in (Meeting.State.OPEN, Meeting.State.CLOSED):
        raise DomainError("การประชุมยังไม่เริ่ม จึงยังไม่มีรายงานการประชุม")
    district = meeting.committee.district
    if not may_keep(actor, district):
        raise NotAllowed("เริ่มรายงานการประชุมได้เฉพาะฝ่ายเลขานุการ")
    person = person_of(actor, district)
    minutes, made = Minutes.objects.get_or_create(
        meeting=meeting,
        defaults={
            "due_on": meeting.held_on + timedelta(days=meeting.committee.minutes_days),
            "recorder": person,
            "recorder_name": str(person or actor)[:250],
            "recorder_post": person.position if person else "",
        },
    )
    if made:
        record_minutes(minutes, actor=actor, act="begun", now=now)
    return minutes


def begin_when_closed(sender: Any, meeting: Meeting, actor: Any, now: datetime, **kwargs: Any) -> None:
    """Closing the meeting is where its minutes begin."""
    begin_minutes(meeting, actor=actor, now=now)


@transaction.atomic
def name_writers(
    minutes: Minutes, *, actor: Any, recorder: Person | None, recorder_name: str, recorder_post: str,
    checker: Person | None, checker_name: str, checker_post: str, now: datetime | None = None,
) -> Minutes:  # fmt: skip
    """Who wrote and who checks, one of our people or a name typed; never the same person."""
    held = locked_minutes(minutes)
    _allow(actor, held, "write")
    district = held.meeting.committee.district
    for person, field in ((recorder, "recorder"), (checker, "checker")):
        if person is not None and person.district_id != district.pk:
            raise DomainError("ไม่มีบุคคลนี้ในสำนักงาน", field=field)
    values = {
        "recorder": recorder,
        "recorder_name": (recorder_name.strip() or (str(recorder) if recorder else ""))[:250],
        "recorder_post": (recorder_post.strip() or (recorder.position if recorder else ""))[:300],
        "checker": checker,
        "checker_name": (checker_name.strip() or (str(checker) if checker else ""))[:250],
        "checker_post": (checker_post.strip() or (checker.position if checker else ""))[:300],
    }
    same = recorder is not None and recorder == checker
    if same or (values["checker_name"] and values["checker_name"] == values["recorder_name"]):
        raise DomainError("ผู้ตรวจต้องไม่ใช่ผู้จดรายงานการประชุม", field="checker")
    changed = [name for name, value in values.items() if getattr(held, name) != value]
    for name in changed:
        setattr(held, name, values[name])
    if changed:
        held.save(update_fields=changed)
        record_minutes(held, actor=actor, act="named", now=now, data={"recorder": held.recorder_name,
                                                                     "checker": held.checker_name})  # fmt: skip
    return held


def _allow(actor: Any, minutes: Minutes, act: str) -> str:
    """The state after `act`, or the refusal in words."""
    if minutes.state == Minutes.State.ADOPTED:
        raise DomainError(LOCKED)
    target = STATES.next(minutes.state, act)
    if not may_write(actor, minutes):
        raise NotAllowed("แก้ไขรายงานการประชุมได้เฉพาะผู้จดและฝ่ายเลขานุการ")
    return target


LOCKED = "รายงานรับรองแล้ว แก้ไขได้โดยมติใหม่"


def lock_of(meeting: Meeting) -> None:
    """Refuses every change of a meeting whose minutes were adopted (kotpn.meetings.locks)."""
    if Minutes.objects.filter(meeting=meeting, state=Minutes.State.ADOPTED).exists():
        raise DomainError(LOCKED)


@transaction.atomic
def send_to_check(minutes: Minutes, *, actor: Any, now: datetime | None = None) -> Minutes:
    """To the checker, complete, with every remark of the last round answered."""
    now = now or timezone.now()
    held = locked_minutes(minutes)
    if held.state == Minutes.State.CHECKING and held.sent_by_id == actor.pk:
        return held  # the second of two clicks
    target = _allow(actor, held, "send")
    refuse_if_missing(missing_for_check(held))
    unsettled = held.remarks.filter(settled_at=None).count()
    if unsettled:
        raise DomainError(f"ยังมีข้อแก้ไขของผู้ตรวจที่ยังไม่ได้ตอบ {unsettled} ข้อ")
    again = held.sent_at is not None
    held.state, held.sent_at, held.sent_by, held.return_reason = target, now, actor, ""
    held.revision += 1 if again else 0
    held.content_hash = content_of(held.meeting).hash()
    held.save(update_fields=["state", "sent_at", "sent_by", "return_reason", "revision", "content_hash"])
    record_minutes(held, actor=actor, act="sent", now=now, data={"revision": held.revision})
    named = held.checker.user if held.checker is not None else None
    receivers = [named] if named is not None else secretariat(held.meeting.committee, now)
    tell_about_minutes(held, receivers, code="sent", title=f"รอท่านตรวจ: {held}", but=actor, now=now)
    return held


def _check(actor: Any, minutes: Minutes, act: str) -> str:
    target = STATES.next(minutes.state, act)
    if not may_check(actor, minutes):
        if is_recorder(actor, minutes):
            raise NotAllowed("ผู้จดรายงานการประชุมตรวจรายงานของตนเองไม่ได้")
        raise NotAllowed("ตรวจได้เฉพาะผู้ตรวจรายงานการประชุมที่ระบุไว้")
    return target


@transaction.atomic
def remark(minutes: Minutes, *, actor: Any, item: AgendaItem | None, text: str, now: datetime | None = None) -> Remark:
    """แก้ไขวาระที่ … ข้อ …: of the checker while it is checked, of a member once it is circulated."""
    now = now or timezone.now()
    text = needed(text, "กรุณาเขียนข้อที่ขอให้แก้ไข", field="text")
    held = locked_minutes(minutes)
    if held.state == Minutes.State.ADOPTED:
        raise DomainError(LOCKED)
    STATES.next(held.state, "remark")
    if item is not None and item.section.meeting_id != held.meeting_id:
        raise DomainError("ระเบียบวาระนี้ไม่ใช่ของการประชุมครั้งนี้", field="item")
    circulated = held.state == Minutes.State.CIRCULATED
    if circulated:
        if not is_member(actor, held):
            raise NotAllowed("แจ้งขอแก้ไขได้เฉพาะกรรมการของการประชุมครั้งนั้น")
        if not can_remark_as_member(actor, held, timezone.localdate(now)):
            raise DomainError("พ้นกำหนดแจ้งขอแก้ไขแล้ว ขอแก้ไขได้ในที่ประชุมครั้งที่รับรองรายงาน")
    else:
        _check(actor, held, "remark")
    same = held.remarks.filter(by=actor, item=item, text=text, settled_at=None).first()
    if same is not None:
        return same  # the second of two clicks
    made = Remark.objects.create(minutes=held, item=item, text=text, by=actor, at=now, by_member=circulated)
    record_minutes(held, actor=actor, act="remarked", now=now, data={"text": text[:200]})
    if circulated:
        tell_about_minutes(held, recorders(held), code="remarked", title=f"กรรมการขอแก้ไข: {held}", body=text, now=now)
    return made


@transaction.atomic
def settle_remark(row: Remark, *, actor: Any, answer: str, now: datetime | None = None) -> Remark:
    """Say what was done about it; whoever asked is told."""
    now = now or timezone.now()
    answer = needed(answer, "กรุณาเขียนผลการแก้ไข", field="answer")
    minutes = locked_minutes(row.minutes)
    held = Remark.objects.select_for_update(of=("self",)).select_related("by").get(pk=row.pk)
    if minutes.state == Minutes.State.ADOPTED:
        raise DomainError(LOCKED)
    if not can_settle(actor, minutes):
        if may_write(actor, minutes):
            raise DomainError("รายงานอยู่ระหว่างการตรวจ ตอบข้อแก้ไขได้เมื่อผู้ตรวจส่งกลับ")
        raise NotAllowed("ตอบข้อแก้ไขได้เฉพาะผู้จดและฝ่ายเลขานุการ")
    if held.settled_at is not None:
        if held.answer == answer:
            return held
        raise DomainError("ข้อนี้ตอบแล้ว", field="answer")
    held.settled_at, held.settled_by, held.answer = now, actor, answer
    held.save(update_fields=["settled_at", "settled_by", "answer"])
    record_minutes(minutes, actor=actor, act="settled", now=now, data={"text": held.text[:120], "answer": answer[:120]})
    tell_about_minutes(
        minutes, [held.by], code="settled", title=f"ตอบข้อแก้ไขแล้ว: {minutes}", body=answer, but=actor, now=now
    )
    return held


@transaction.atomic
def return_minutes(minutes: Minutes, *, actor: Any, reason: str, now: datetime | None = None) -> Minutes:
    """Back to the recorder with what is to be put right: the remarks, or the reason in words."""
    now = now or timezone.now()
    held = locked_minutes(minutes)
    target = _check(actor, held, "return")
    open_remarks = held.remarks.filter(settled_at=None).count()
    reason = reason.strip()
    if not reason and not open_remarks:
        raise DomainError("กรุณาเขียนเหตุผล หรือแจ้งข้อแก้ไขรายวาระก่อนส่งกลับ", field="reason")
    reason = reason or f"แก้ไขตามข้อแจ้ง {open_remarks} ข้อ"
    held.state, held.return_reason = target, reason
    held.save(update_fields=["state", "return_reason"])
    record_minutes(held, actor=actor, act="returned", now=now, data={"reason": reason})
    tell_about_minutes(held, recorders(held), code="returned", title=f"ให้แก้ไข: {held}", body=reason, but=actor, now=now)
    return held


@transaction.atomic
def circulate(minutes: Minutes, *, actor: Any, remark_days: int = REMARK_DAYS, now: datetime | None = None) -> Minutes:
    """Passed by the checker: the content is fixed by its hash and every member told, by e-mail too."""
    now = now or timezone.now()
    held = locked_minutes(minutes)
    if held.state == Minutes.State.CIRCULATED and held.checked_by_id == actor.pk:
        return held
    target = _check(actor, held, "pass")
    if not 1 <= remark_days <= 60:
        raise DomainError("กำหนดเวลาให้กรรมการแจ้งขอแก้ไข 1–60 วัน", field="remark_days")
    refuse_if_missing(missing_for_check(held))
    open_remarks = held.remarks.filter(settled_at=None).count()
    if open_remarks:
        raise DomainError(f"ยังมีข้อแก้ไขที่ยังไม่ได้ตอบ {open_remarks} ข้อ ส่งกลับให้ผู้จดแก้ไขก่อน")
    held.state, held.checked_at, held.checked_by, held.circulated_at = target, now, actor, now
    held.remarks_until = timezone.localdate(now) + timedelta(days=remark_days)
    held.content_hash = content_of(held.meeting).hash()
    held.save(update_fields=["state", "checked_at", "checked_by", "circulated_at", "remarks_until", "content_hash"])
    accounts, without = member_accounts(held)
    record_minutes(
        held, actor=actor, act="circulated", now=now, data={"people": len(accounts), "by_hand": len(without)}
    )
    tell_about_minutes(
        held, accounts, code="circulated", title=f"{held} แจ้งเวียนแล้ว",
        body=f"ขอให้ตรวจสอบ แจ้งขอแก้ไขได้ถึง {thai_date(held.remarks_until)}", always_mail=True,
        dedupe=f"minutes-{held.pk}-circulated-{held.revision}", now=now,
    )  # fmt: skip
    return held


def changed_since_circulation(minutes: Minutes) -> bool:
    """Whether what stands there is no longer what the members were sent."""
    if minutes.state not in (Minutes.State.CIRCULATED, Minutes.State.ADOPTED):
        return False
    return content_of(minutes.meeting).hash() != minutes.content_hash
