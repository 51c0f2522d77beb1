"""At the meeting: opening and closing it, and who is in the room from when until when.

Times are of the place and of the meeting's day, to the minute; a caller that names none gets `usual_time`.
"""

from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.thai.dates import thai_date, thai_time
from kotpn.committee.models import Member
from kotpn.committee.queries import members_on
from kotpn.meetings import signals
from kotpn.meetings.locks import refuse_if_locked
from kotpn.meetings.models import AgendaItem, Conflict, Meeting, OtherPresent, Presence, PresenceSpan
from kotpn.meetings.permissions import STATES, can_keep_meeting
from kotpn.meetings.quorum import Quorum, quorum_at
from kotpn.meetings.services.calling import locked, meeting_pointer
from schools.models import Person

Kind = Presence.Kind
NO_QUORUM = "เปิดประชุมไม่ได้ องค์ประชุมไม่ครบ"
_TOO_LONG = 250


def usual_time(meeting: Meeting, now: datetime) -> time:
    """The minute it is while the meeting sits; on any other day, when it began or is to begin."""
    moment = timezone.localtime(now)
    if moment.date() == meeting.held_on and meeting.closed_at is None:
        return moment.time().replace(second=0, microsecond=0, tzinfo=None)
    return meeting.opened_at or meeting.time_from


def _begin(meeting: Meeting, act: str, actor: Any, *, done: str = "") -> Meeting:
    """The meeting locked for this act; NotAllowed or DomainError where it may not be done. In state `done` the act was
    done already, and the caller leaves it so."""
    meeting = locked(meeting)
    if not can_keep_meeting(actor, meeting):
        raise NotAllowed("บันทึกการประชุมได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    if meeting.state != done:
        STATES.next(meeting.state, act)
        refuse_if_locked(meeting)
    return meeting


def _trace(meeting: Meeting, act: str, *, actor: Any, now: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"committee_meeting.{act}", target=meeting_pointer(meeting),
        district_code=meeting.committee.district.code, data=data, at=now,
    )  # fmt: skip


@transaction.atomic
def open_meeting(meeting: Meeting, *, actor: Any, at: time | None = None, now: datetime | None = None) -> Meeting:
    """เริ่มประชุม, only with a quorum at that minute; a second press finds it open."""
    now = now or timezone.now()
    meeting = _begin(meeting, "open", actor, done=Meeting.State.OPEN)
    if meeting.state == Meeting.State.OPEN:
        return meeting
    at = _minute(at or usual_time(meeting, now))
    if timezone.localdate(now) < meeting.held_on:
        raise DomainError(f"ยังไม่ถึงวันประชุม ({thai_date(meeting.held_on)}) จึงเปิดประชุมไม่ได้", field="at")
    count = quorum_at(meeting, at)
    if not count.holds:
        raise DomainError(f"ยังเปิดประชุมไม่ได้: {count.sentence}", field="at")
    meeting.state, meeting.opened_at, meeting.updated_at = Meeting.State.OPEN, at, now
    meeting.save(update_fields=["state", "opened_at", "updated_at"])
    _trace(meeting, "opened", actor=actor, now=now, at=_said(at), quorum=count.sentence)
    signals.meeting_opened.send(sender=Meeting, meeting=meeting, actor=actor, now=now)
    return meeting


@transaction.atomic
def fail_to_open(meeting: Meeting, *, actor: Any, at: time | None = None, now: datetime | None = None) -> Quorum:
    """Record that the committee did not come together: the meeting is cancelled with who was there as its reason, and
    its number is free for the one called instead."""
    now = now or timezone.now()
    meeting = _begin(meeting, "cancel", actor)
    at = _minute(at or usual_time(meeting, now))
    if timezone.localdate(now) < meeting.held_on:
        raise DomainError(f"ยังไม่ถึงวันประชุม ({thai_date(meeting.held_on)})", field="at")
    count = quorum_at(meeting, at)
    if count.holds:
        raise DomainError(f"{count.sentence} จึงเปิดประชุมได้", field="at")
    meeting.state, meeting.updated_at = Meeting.State.CANCELLED, now
    meeting.cancel_reason = f"{NO_QUORUM}: {count.sentence}"
    meeting.save(update_fields=["state", "cancel_reason", "updated_at"])
    _trace(meeting, "not_opened", actor=actor, now=now, quorum=count.sentence)
    signals.meeting_not_opened.send(sender=Meeting, meeting=meeting, actor=actor, now=now)
    return count


@transaction.atomic
def close_meeting(meeting: Meeting, *, actor: Any, at: time | None = None, now: datetime | None = None) -> Meeting:
    """เลิกประชุม: whoever is still there leaves with it; a second press finds it closed."""
    now = now or timezone.now()
    meeting = _begin(meeting, "close", actor, done=Meeting.State.CLOSED)
    if meeting.state == Meeting.State.CLOSED:
        return meeting
    at = _minute(at or usual_time(meeting, now))
    assert meeting.opened_at is not None
    if at < meeting.opened_at:
        raise DomainError(f"เลิกประชุมก่อนเวลาเริ่ม {_said(meeting.opened_at)} ไม่ได้", field="at")
    for row in _spans(meeting):
        who = _who(row.presence)
        if row.left is None and row.arrived >= at:
            raise DomainError(f"{who} มาถึงเวลา {_said(row.arrived)} เวลาเลิกประชุมต้องอยู่หลังจากนั้น", field="at")
        if row.left is not None and row.left > at:
            raise DomainError(f"บันทึกว่า {who} กลับเวลา {_said(row.left)} ซึ่งอยู่หลังเวลาเลิกประชุม", field="at")
    PresenceSpan.objects.filter(presence__meeting=meeting, left__isnull=True).update(left=at)
    meeting.state, meeting.closed_at, meeting.updated_at = Meeting.State.CLOSED, at, now
    meeting.save(update_fields=["state", "closed_at", "updated_at"])
    _trace(meeting, "closed", actor=actor, now=now, at=_said(at))
    signals.meeting_closed.send(sender=Meeting, meeting=meeting, actor=actor, now=now)
    return meeting


@transaction.atomic
def note_presence(
    meeting: Meeting, member: Member, *, actor: Any, kind: str, at: time | None = None, substitute_name: str = "",
    substitute_post: str = "", reason: str = "", now: datetime | None = None,
) -> Presence:  # fmt: skip
    """How a seat is filled: the member came, somebody sits for them, or nobody does. Coming opens a span at `at`
    unless one was noted already; being away takes the spans of a slip back out."""
    now = now or timezone.now()
    meeting = _begin(meeting, "attend", actor)
    _of_meeting(meeting, member)
    values: dict[str, Any] = {"kind": kind, "substitute_name": "", "substitute_post": "", "reason": ""}
    if kind == Kind.SUBSTITUTE:
        values |= _substitute(meeting, member, substitute_name, substitute_post)
    elif kind == Kind.ABSENT:
        values["reason"] = " ".join(reason.split())[:300]
    elif kind != Kind.SELF:
        raise DomainError("กรุณาเลือกว่ามาด้วยตนเอง มีผู้แทน หรือไม่มา", field="kind")
    presence, _ = Presence.objects.update_or_create(meeting=meeting, member=member, defaults=values)
    if kind == Kind.ABSENT:
        presence.spans.all().delete()
    elif not presence.spans.exists():
        _add_span(meeting, presence, _minute(at or usual_time(meeting, now)))
    _trace(
        meeting, "presence", actor=actor, now=now, who=_who(presence), how=presence.get_kind_display(),
        reason=presence.reason,
    )  # fmt: skip
    return presence


def note_arrival(
    meeting: Meeting, member: Member, *, actor: Any, at: time | None = None, now: datetime | None = None
) -> Presence:
    """มาแล้ว, or back again after having left: another span."""
    now = now or timezone.now()
    with transaction.atomic():
        meeting = _begin(meeting, "attend", actor)
        presence = meeting.presences.filter(member=member).first()
        if presence is None or presence.kind == Kind.ABSENT:
            return note_presence(meeting, member, actor=actor, kind=Kind.SELF, at=at, now=now)
        if presence.spans.filter(left__isnull=True).exists():
            return presence  # the second of two clicks
        at = _minute(at or usual_time(meeting, now))
        _add_span(meeting, presence, at)
        _trace(meeting, "arrived", actor=actor, now=now, who=_who(presence), at=_said(at))
    return presence


@transaction.atomic
def note_leaving(
    meeting: Meeting, member: Member, *, actor: Any, at: time | None = None, now: datetime | None = None
) -> Presence:
    """กลับก่อน: ends the span that is open."""
    now = now or timezone.now()
    meeting = _begin(meeting, "attend", actor)
    presence = meeting.presences.filter(member=member).first()
    if presence is None or presence.kind == Kind.ABSENT:
        raise DomainError(f"ยังไม่ได้บันทึกว่า {member.name} มาประชุม จึงบันทึกเวลากลับไม่ได้", field="at")
    span = presence.spans.filter(left__isnull=True).first()
    if span is None:
        return presence  # the second of two clicks
    at = _minute(at or usual_time(meeting, now))
    _check_span(meeting, presence, span.arrived, at, but=span)
    span.left = at
    span.save(update_fields=["left"])
    _trace(meeting, "left", actor=actor, now=now, who=_who(presence), at=_said(at))
    return presence


@transaction.atomic
def correct_span(
    span: PresenceSpan, *, actor: Any, arrived: time, left: time | None, now: datetime | None = None
) -> PresenceSpan:
    """Put the times of a span right."""
    now = now or timezone.now()
    meeting = _begin(span.presence.meeting, "attend", actor)
    span = PresenceSpan.objects.select_related("presence__member").get(pk=span.pk)
    arrived, left = _minute(arrived), _minute(left) if left else None
    _check_span(meeting, span.presence, arrived, left, but=span)
    span.arrived, span.left = arrived, left
    span.save(update_fields=["arrived", "left"])
    _trace(
        meeting, "times", actor=actor, now=now, who=_who(span.presence), arrived=_said(arrived),
        left=_said(left) if left else "–",
    )  # fmt: skip
    return span


@transaction.atomic
def take_back(meeting: Meeting, member: Member, *, actor: Any, now: datetime | None = None) -> None:
    """Undo a slip: the last leaving, else the last coming, else what was noted at all."""
    now = now or timezone.now()
    meeting = _begin(meeting, "attend", actor)
    presence = meeting.presences.filter(member=member).first()
    if presence is None:
        return
    last = presence.spans.order_by("arrived").last()
    if last is not None and last.left is not None and meeting.closed_at is None:
        last.left = None
        last.save(update_fields=["left"])
    elif last is not None and presence.spans.count() > 1:
        last.delete()
    else:
        presence.delete()
    _trace(meeting, "taken_back", actor=actor, now=now, who=member.name)


@transaction.atomic
def note_other(
    meeting: Meeting, *, actor: Any, name: str = "", post: str = "", person: Person | None = None,
    now: datetime | None = None,
) -> OtherPresent:  # fmt: skip
    """ผู้เข้าร่วมประชุม: somebody present who holds no seat; the same name again is the row that is there."""
    now = now or timezone.now()
    meeting = _begin(meeting, "attend", actor)
    if person is not None and person.district_id != meeting.committee.district_id:
        raise DomainError("บุคคลนี้ไม่ได้อยู่ในเขต", field="person")
    name = " ".join((name or (str(person) if person else "")).split())[:_TOO_LONG]
    needed(name, "กรุณาระบุชื่อผู้เข้าร่วมประชุม", field="name")
    seats = {member.person_id for member in members_on(meeting.committee, meeting.held_on) if member.person_id}
    if person is not None and person.pk in seats:
        raise DomainError(f"{name} เป็นกรรมการ ให้บันทึกเป็นผู้มาประชุม", field="person")
    found = meeting.others.filter(name=name).first()
    if found is not None:
        return found
    post = post or (person.position if person else "")
    made = OtherPresent.objects.create(
        meeting=meeting,
        position=meeting.others.count() + 1,
        person=person,
        name=name,
        post=" ".join(post.split())[:300],
    )
    _trace(meeting, "other", actor=actor, now=now, who=name)
    return made


@transaction.atomic
def drop_other(other: OtherPresent, *, actor: Any, now: datetime | None = None) -> None:
    now = now or timezone.now()
    meeting = _begin(other.meeting, "attend", actor)
    if meeting.others.filter(pk=other.pk).delete()[0]:
        _trace(meeting, "other_dropped", actor=actor, now=now, who=other.name)


@transaction.atomic
def declare_conflict(
    item: AgendaItem, member: Member, *, actor: Any, note: str = "", now: datetime | None = None
) -> Conflict:
    """A member with an interest in the item does not count for it; declared once."""
    now = now or timezone.now()
    meeting = _begin(item.section.meeting, "attend", actor)
    _of_meeting(meeting, member, counting=True)
    made, new = Conflict.objects.get_or_create(
        item=item, member=member, defaults={"note": " ".join(note.split())[:300]}
    )
    if new:
        _trace(meeting, "conflict", actor=actor, now=now, who=member.name, item=item.title[:200])
    return made


@transaction.atomic
def withdraw_conflict(conflict: Conflict, *, actor: Any, now: datetime | None = None) -> None:
    now = now or timezone.now()
    meeting = _begin(conflict.item.section.meeting, "attend", actor)
    if Conflict.objects.filter(pk=conflict.pk).delete()[0]:
        _trace(
            meeting,
            "conflict_withdrawn",
            actor=actor,
            now=now,
            who=conflict.member.name,
            item=conflict.item.title[:200],
        )


def _of_meeting(meeting: Meeting, member: Member, *, counting: bool = False) -> None:
    for held in members_on(meeting.committee, meeting.held_on):
        if held.pk == member.pk and (held.counts or not counting):
            return
    raise DomainError(f"{member.name} ไม่ใช่กรรมการของคณะนี้ในวันประชุม", field="member")


def _substitute(meeting: Meeting, member: Member, name: str, post: str) -> dict[str, str]:
    if not meeting.committee.substitutes_allowed:
        raise DomainError("คณะนี้ไม่ให้มีผู้แทน ให้บันทึกผู้ที่มาเป็นผู้เข้าร่วมประชุม", field="substitute_name")
    name = " ".join(needed(name, f"กรุณาระบุชื่อผู้แทนของ {member.name}", field="substitute_name").split())
    if name == member.name:
        raise DomainError("ผู้แทนต้องไม่ใช่กรรมการคนเดียวกัน", field="substitute_name")
    return {"substitute_name": name[:_TOO_LONG], "substitute_post": " ".join(post.split())[:300]}


def _spans(meeting: Meeting) -> list[PresenceSpan]:
    return list(PresenceSpan.objects.filter(presence__meeting=meeting).select_related("presence__member"))


def _add_span(meeting: Meeting, presence: Presence, arrived: time) -> PresenceSpan:
    """One more span; of a meeting that is over it ends with the meeting."""
    left = meeting.closed_at
    _check_span(meeting, presence, arrived, left)
    return PresenceSpan.objects.create(presence=presence, arrived=arrived, left=left)


def _check_span(
    meeting: Meeting, presence: Presence, arrived: time, left: time | None, *, but: PresenceSpan | None = None
) -> None:
    who = _who(presence)
    if left is not None and left <= arrived:
        raise DomainError(f"เวลากลับ {_said(left)} ต้องอยู่หลังเวลามา {_said(arrived)}", field="left")
    if left is not None and meeting.opened_at is not None and left <= meeting.opened_at:
        raise DomainError(f"{who} กลับก่อนเริ่มประชุมเวลา {_said(meeting.opened_at)} ให้บันทึกว่าไม่มาประชุม", field="left")
    if meeting.closed_at is not None and (left is None or left > meeting.closed_at):
        raise DomainError(f"เวลากลับต้องไม่เกินเวลาเลิกประชุม {_said(meeting.closed_at)}", field="left")
    for other in presence.spans.all():
        if but is not None and other.pk == but.pk:
            continue
        if other.left is None and left is None:
            raise DomainError(f"{who} ยังอยู่ในที่ประชุมตั้งแต่เวลา {_said(other.arrived)}", field="arrived")
        if (left is None or other.arrived < left) and (other.left is None or arrived < other.left):
            until = _said(other.left) if other.left else "เลิกประชุม"
            raise DomainError(f"เวลาทับกับช่วง {_said(other.arrived)}–{until} ของ {who}", field="arrived")


def _who(presence: Presence) -> str:
    if presence.kind == Kind.SUBSTITUTE:
        return f"{presence.substitute_name} แทน {presence.member.name}"
    return str(presence.member.name)


def _minute(at: time) -> time:
    return at.replace(second=0, microsecond=0)


def _said(at: time) -> str:
    return thai_time(at)
