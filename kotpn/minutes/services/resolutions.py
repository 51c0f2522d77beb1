"""มติที่ประชุม: recorded with the quorum of its minute, numbered without a gap, changed while the minutes may be."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, notify, numbers
from core.errors import DomainError, StaleRevision, needed
from core.models import NumberSeries
from core.pointers import Pointer
from core.thai.dates import thai_date, thai_time
from kotpn.committee.models import Committee
from kotpn.meetings.models import AgendaItem, Meeting
from kotpn.meetings.quorum import Quorum, quorum_at
from kotpn.meetings.services.calling import year_of
from kotpn.minutes.models import Resolution
from kotpn.minutes.services.entries import to_write
from kotpn.minutes.signals import resolution_changed, resolution_recorded, resolution_withdrawn
from processes.models import Action
from processes.services import cancel_action, open_action
from schools.models import Person, School

Kind, Manner, State = Resolution.Kind, Resolution.Manner, Resolution.State
LONGEST = 10_000


@dataclass(frozen=True)
class Votes:
    """For, against and abstaining; of members in the room without a conflict."""

    for_: int
    against: int
    abstain: int = 0

    @property
    def total(self) -> int:
        return self.for_ + self.against + self.abstain


@dataclass(frozen=True)
class Words:
    """What a resolution says. `owner` is a person of the office or a school; a body or post may be named in words."""

    kind: str
    text: str
    manner: str = Manner.CONSENSUS
    votes: Votes | None = None
    owner: Person | None = None
    owner_label: str = ""
    due_on: date | None = None


def resolution_pointer(resolution: Resolution) -> Pointer:
    label = f"{resolution.reference} {resolution.text}"
    return Pointer("resolution", str(resolution.pk), label[:200], resolution.meeting.held_on)


def series_of(committee: Committee) -> str:
    """The counter of a committee's resolutions."""
    return f"kotpn.resolution.{committee.pk}"


def next_number(meeting: Meeting) -> tuple[int, int]:
    """(number, year) the next resolution of this meeting would get; a look, nothing is taken."""
    committee = meeting.committee
    year = year_of(committee, meeting.held_on)
    row = NumberSeries.objects.filter(district_code=committee.district.code, series=series_of(committee), year=year)
    return (row.values_list("last", flat=True).first() or 0) + 1, year


@transaction.atomic
def record_resolution(
    item: AgendaItem, *, actor: Any, kind: str, text: str, at: time, manner: str = Manner.CONSENSUS,
    votes_for: int | None = None, votes_against: int | None = None, votes_abstain: int | None = None,
    owner: Person | None = None, owner_label: str = "", due_on: date | None = None,
    corrects: Resolution | None = None, opens: Pointer | None = None, as_action: bool = False,
    school: School | None = None, now: datetime | None = None,
) -> Resolution:  # fmt: skip
    """Record what was decided at `at`; refused without a quorum then unless it is an observation (ข้อสังเกต), which
    takes no number. The same words of the same kind for the same item again are the resolution that is there.

    With an owner or a due date it is followed until done. `opens` points at a plan, finding or step it changes;
    `as_action` opens an action of processes for the owner, or for `school`.
    """
    now = now or timezone.now()
    words = Words(
        kind, text, manner, _votes(manner, votes_for, votes_against, votes_abstain), owner, owner_label, due_on
    )
    meeting = to_write(item.section.meeting, actor)
    item = _item_of(item, meeting)
    words = _checked(words, meeting, item, school)
    same = item.resolutions.standing().filter(kind=words.kind, text=words.text).first()
    if same is not None:
        return same
    at, count = _counted(words, meeting, item, at, now)
    if corrects is not None and corrects.committee_id != meeting.committee_id:
        raise DomainError("มติที่แก้ไขต้องเป็นของคณะเดียวกัน", field="corrects")
    made = Resolution(
        meeting=meeting, item=item, committee=meeting.committee, corrects=corrects, created_by=actor, created_at=now
    )
    _write(made, words, at, count, now)
    if opens is not None:
        made.opened_kind, made.opened_key, made.opened_label = opens.kind, str(opens.key), opens.label[:300]
    _number(made)
    made.save()
    if as_action:
        _open_action(made, school, actor=actor, now=now)
    else:
        _tell_owner(made, actor=actor, now=now)
    _trace(made, "resolved", actor=actor, now=now, count=count)
    resolution_recorded.send(sender=Resolution, resolution=made, actor=actor, now=now)
    return made


@transaction.atomic
def change_resolution(
    resolution: Resolution, *, actor: Any, kind: str, text: str, at: time, manner: str = Manner.CONSENSUS,
    votes_for: int | None = None, votes_against: int | None = None, votes_abstain: int | None = None,
    owner: Person | None = None, owner_label: str = "", due_on: date | None = None, base: datetime | None = None,
    now: datetime | None = None,
) -> Resolution:  # fmt: skip
    """Put a resolution right while its minutes may still be written; number and what it opened stay, the quorum is
    counted again at its minute. StaleRevision when it was changed since `base` (its `updated_at`)."""
    now = now or timezone.now()
    words = Words(
        kind, text, manner, _votes(manner, votes_for, votes_against, votes_abstain), owner, owner_label, due_on
    )
    meeting = to_write(resolution.meeting, actor)
    resolution = Resolution.objects.select_related("item__section", "owner").get(pk=resolution.pk)
    resolution.meeting, resolution.committee = meeting, meeting.committee
    _refuse_if_over(resolution)
    if base is not None and base != resolution.updated_at:
        raise StaleRevision("มีผู้แก้มตินี้ไปแล้วหลังจากท่านเปิดหน้านี้ กรุณาตรวจข้อความล่าสุดก่อนแก้", field="text")
    words = _checked(words, meeting, resolution.item, None)
    before = resolution.kind
    at, count = _counted(words, meeting, resolution.item, at, now)
    state = resolution.state
    _write(resolution, words, at, count, now)
    if state not in (State.NOTHING, State.OPEN):
        resolution.state = state
    _number(resolution)
    resolution.save()
    _trace(resolution, "resolution_changed", actor=actor, now=now, count=count)
    resolution_changed.send(sender=Resolution, resolution=resolution, kind_before=before, actor=actor, now=now)
    return resolution


@transaction.atomic
def withdraw_resolution(resolution: Resolution, *, actor: Any, reason: str, now: datetime | None = None) -> Resolution:
    """Cancel one recorded by mistake; its number stays with it and is not given again."""
    now = now or timezone.now()
    meeting = to_write(resolution.meeting, actor)
    resolution = Resolution.objects.select_related("item").get(pk=resolution.pk)
    resolution.meeting, resolution.committee = meeting, meeting.committee
    if resolution.state == State.CANCELLED:
        return resolution
    _refuse_if_over(resolution)
    resolution.reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิกมติ")
    resolution.state, resolution.updated_at = State.CANCELLED, now
    resolution.save(update_fields=["reason", "state", "updated_at"])
    if resolution.opened_kind == "action":
        action = Action.objects.filter(pk=resolution.opened_key, state=Action.State.OPEN).first()
        if action is not None:
            cancel_action(action, actor=actor, reason=f"ยกเลิก{resolution.reference}: {resolution.reason}", now=now)
    _trace(resolution, "resolution_withdrawn", actor=actor, now=now)
    resolution_withdrawn.send(sender=Resolution, resolution=resolution, actor=actor, now=now)
    return resolution


def _refuse_if_over(resolution: Resolution) -> None:
    if resolution.state == State.CANCELLED:
        raise DomainError("มตินี้ยกเลิกแล้ว")
    if resolution.state in (State.DONE, State.CLOSED):
        raise DomainError("มตินี้มีการแจ้งผลแล้ว จึงแก้หรือยกเลิกที่หน้าประชุมไม่ได้")


def _item_of(item: AgendaItem, meeting: Meeting) -> AgendaItem:
    found = AgendaItem.objects.select_related("section", "adopts").filter(pk=item.pk, section__meeting=meeting).first()
    if found is None:
        raise DomainError("เรื่องนี้ถูกนำออกจากระเบียบวาระแล้ว")
    found.section.meeting = meeting
    return found


def _votes(manner: str, for_: int | None, against: int | None, abstain: int | None) -> Votes | None:
    if manner != Manner.VOTE:
        return None
    if for_ is None or against is None:
        raise DomainError("กรุณากรอกจำนวนผู้เห็นด้วยและไม่เห็นด้วย", field="votes_for" if for_ is None else "votes_against")
    if min(for_, against, abstain or 0) < 0:
        raise DomainError("จำนวนคะแนนต้องไม่ติดลบ", field="votes_for")
    return Votes(for_, against, abstain or 0)


def _checked(words: Words, meeting: Meeting, item: AgendaItem, school: School | None) -> Words:
    """The words as they are kept; DomainError for what cannot be a resolution of this item."""
    if words.kind not in Kind.values:
        raise DomainError("กรุณาเลือกชนิดของมติ", field="kind")
    text = needed(words.text.replace("\r\n", "\n"), "กรุณาเขียนมติที่ประชุม", field="text")
    if len(text) > LONGEST:
        raise DomainError(f"มติยาวเกิน {LONGEST:,} ตัวอักษร", field="text")
    if words.kind == Kind.ADOPT:
        if item.adopts is None:
            raise DomainError("เรื่องนี้ไม่ใช่การรับรองรายงานการประชุม", field="kind")
        if item.adopts.state == Meeting.State.CANCELLED:
            raise DomainError(f"{item.adopts}ถูกยกเลิก จึงไม่มีรายงานการประชุมให้รับรอง", field="kind")
    district = meeting.committee.district_id
    if words.owner is not None and words.owner.district_id != district:
        raise DomainError("ผู้รับผิดชอบไม่ได้อยู่ในเขตนี้", field="owner")
    if school is not None and school.district_id != district:
        raise DomainError("โรงเรียนไม่ได้อยู่ในเขตนี้", field="school")
    if words.due_on is not None and words.due_on < meeting.held_on:
        raise DomainError("กำหนดเสร็จอยู่ก่อนวันประชุม", field="due_on")
    label = " ".join((words.owner_label or str(words.owner or school or "")).split())[:250]
    if words.due_on is not None and not label:
        raise DomainError("มติที่มีกำหนดเสร็จต้องมีผู้รับผิดชอบ", field="owner")
    return replace(words, text=text, owner_label=label)


def _counted(words: Words, meeting: Meeting, item: AgendaItem, at: time, now: datetime) -> tuple[time, Quorum]:
    """The minute of the decision and the quorum then; DomainError where it could not be decided."""
    at = at.replace(second=0, microsecond=0)
    if meeting.opened_at is None or at < meeting.opened_at:
        raise DomainError(f"เวลาลงมติอยู่ก่อนเวลาเริ่มประชุม {thai_time(meeting.opened_at)}", field="at")
    if meeting.closed_at is not None and at > meeting.closed_at:
        raise DomainError(f"เวลาลงมติอยู่หลังเวลาเลิกประชุม {thai_time(meeting.closed_at)}", field="at")
    moment = timezone.localtime(now)
    if moment.date() == meeting.held_on and at > moment.time():
        raise DomainError("เวลาลงมติยังมาไม่ถึง", field="at")
    count = quorum_at(meeting, at, item)
    if not count.holds and words.kind != Kind.OBSERVE:
        raise DomainError(f"{count.sentence} จึงลงมติไม่ได้ บันทึกได้เฉพาะข้อสังเกต", field="kind")
    votes = words.votes
    if votes is not None and votes.total > count.present:
        raise DomainError(f"คะแนนรวม {votes.total} มากกว่าผู้มีสิทธิ์ลงมติในที่ประชุม {count.present} คน", field="votes_for")
    if votes is not None and words.kind in (Kind.AGREE, Kind.ADOPT, Kind.ASSIGN) and votes.for_ <= votes.against:
        raise DomainError("ผู้เห็นด้วยไม่มากกว่าผู้ไม่เห็นด้วย จึงบันทึกว่าเห็นชอบไม่ได้", field="votes_for")
    return at, count


def _write(made: Resolution, words: Words, at: time, count: Quorum, now: datetime) -> None:
    votes = words.votes
    made.kind, made.text, made.manner = words.kind, words.text, words.manner
    made.votes_for, made.votes_against, made.votes_abstain = (
        (votes.for_, votes.against, votes.abstain) if votes else (None, None, None)
    )
    made.decided_at, made.updated_at = at, now
    made.in_force, made.needed = count.in_force, count.needed
    made.present, made.conflicted = count.present, count.conflicted
    made.owner, made.owner_label, made.due_on = words.owner, words.owner_label, words.due_on
    followed = words.kind != Kind.OBSERVE and (words.owner_label or words.due_on)
    made.state = State.OPEN if followed else State.NOTHING


def _number(made: Resolution) -> None:
    """A number for what decides; once given it stays, whatever the resolution is changed to."""
    if made.number is not None or made.kind == Kind.OBSERVE:
        return
    made.year = year_of(made.committee, made.meeting.held_on)
    made.number = numbers.next_number(made.committee.district.code, series_of(made.committee), made.year)


def _open_action(made: Resolution, school: School | None, *, actor: Any, now: datetime) -> None:
    if made.kind == Kind.OBSERVE:
        raise DomainError("ข้อสังเกตเปิดเป็นเรื่องติดตามไม่ได้", field="as_action")
    if not made.owner_label:
        raise DomainError("เรื่องติดตามต้องมีผู้รับผิดชอบ", field="owner")
    action = open_action(
        actor=actor, district=made.committee.district, school=school, text=made.text, owner=made.owner,
        owner_label=made.owner_label, due_on=made.due_on, source=resolution_pointer(made), now=now,
    )  # fmt: skip
    made.opened_kind, made.opened_key, made.opened_label = "action", str(action.pk), action.text[:300]
    made.save(update_fields=["opened_kind", "opened_key", "opened_label"])


def _tell_owner(made: Resolution, *, actor: Any, now: datetime) -> None:
    user = made.owner.user if made.owner is not None else None
    if user is None or user == actor:
        return
    notify.send(
        [user], code="resolution.assigned", title=f"มอบหมายตาม{made.reference}: {made.text[:120]}",
        body=f"กำหนด {thai_date(made.due_on)}" if made.due_on else "",
        url=reverse("minutes:resolution", args=[made.pk]), pointer=resolution_pointer(made),
        district_code=made.committee.district.code, now=now,
    )  # fmt: skip


def _trace(made: Resolution, act: str, *, actor: Any, now: datetime, count: Quorum | None = None) -> None:
    data = {"reference": made.reference, "text": made.text[:200], "reason": made.reason[:200]}
    audit.record(
        actor=actor, action=f"minutes.{act}", target=resolution_pointer(made),
        district_code=made.committee.district.code, data={**data, "quorum": count.sentence if count else ""}, at=now,
    )  # fmt: skip
