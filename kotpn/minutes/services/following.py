"""Following a resolution until it is done: who does it, progress, done, closed by somebody else or by a later meeting,
and the work it opens."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from core.pointers import Pointer
from core.thai.dates import thai_date
from kotpn.committee.permissions import may_keep
from kotpn.meetings.models import AgendaItem, Meeting
from kotpn.minutes import permissions
from kotpn.minutes.models import Resolution, ResolutionNote
from kotpn.minutes.opened import ACTION, KINDS
from kotpn.minutes.permissions import FOLLOW
from kotpn.minutes.services.base import (
    locked_resolution,
    owners,
    record_resolution_act,
    secretariat,
    tell_about_resolution,
)
from kotpn.minutes.services.resolutions import resolution_pointer
from processes.services import open_action
from schools.models import Person

S = Resolution.State


@transaction.atomic
def assign_resolution(
    resolution: Resolution, *, actor: Any, owner: Person | None, owner_label: str, due_on: date | None,
    now: datetime | None = None,
) -> Resolution:  # fmt: skip
    """Who does it until when. A resolution nobody had to follow is followed from now on; an observation never is."""
    now = now or timezone.now()
    held = locked_resolution(resolution)
    if not may_keep(actor, held.committee.district):
        raise NotAllowed("กำหนดผู้รับผิดชอบได้เฉพาะฝ่ายเลขานุการ")
    if not held.number:
        raise DomainError("ข้อสังเกตไม่ใช่มติ จึงไม่มีผู้รับผิดชอบ")
    if held.state not in (S.NOTHING, S.OPEN):
        raise DomainError("เปลี่ยนผู้รับผิดชอบได้เมื่อมติยังดำเนินการอยู่")
    owner_label = " ".join(owner_label.split()) or (str(owner) if owner else "")
    if not owner_label:
        raise DomainError("กรุณาระบุผู้รับผิดชอบ", field="owner")
    if owner is not None and owner.district_id != held.committee.district_id:
        raise DomainError("ผู้รับผิดชอบไม่ได้อยู่ในเขตนี้", field="owner")
    if due_on is not None and due_on < held.meeting.held_on:
        raise DomainError("กำหนดเสร็จต้องไม่ก่อนวันประชุม", field="due_on")
    values = {"owner": owner, "owner_label": owner_label[:250], "due_on": due_on, "state": S.OPEN}
    changed = [name for name, value in values.items() if getattr(held, name) != value]
    if not changed:
        return held
    for name in changed:
        setattr(held, name, values[name])
    held.updated_at = now
    held.save(update_fields=[*changed, "updated_at"])
    record_resolution_act(held, actor=actor, act="assigned", now=now, data={"owner": held.owner_label})
    tell_about_resolution(
        held, owners(held), code="assigned", title=f"มอบหมายตาม{held.reference}: {held.text[:120]}",
        body=f"กำหนด {thai_date(due_on)}" if due_on else "", but=actor, now=now,
    )  # fmt: skip
    return held


@transaction.atomic
def note_progress(resolution: Resolution, *, actor: Any, text: str, now: datetime | None = None) -> ResolutionNote:
    """What was done since; told to the secretariat when the owner writes."""
    now = now or timezone.now()
    text = needed(text, "กรุณาเขียนความก้าวหน้า", field="text")
    held = locked_resolution(resolution)
    FOLLOW.next(held.state, "note")
    if not permissions.may_follow(actor, held):
        raise NotAllowed("บันทึกความก้าวหน้าได้เฉพาะผู้รับผิดชอบและฝ่ายเลขานุการ")
    last = held.notes.last()
    if last is not None and (last.text, last.by_id) == (text, actor.pk):
        return last  # the second of two clicks
    made = ResolutionNote.objects.create(resolution=held, text=text, by=actor, at=now)
    record_resolution_act(held, actor=actor, act="noted", now=now, data={"text": text[:200]})
    return made


def report_done(resolution: Resolution, *, actor: Any, text: str, now: datetime | None = None) -> Resolution:
    """The owner (or the secretariat for one outside) says it is done; the words stand among the notes."""
    text = needed(text, "กรุณาเขียนผลการดำเนินการ", field="text")

    def done(held: Resolution, at: datetime) -> list[str]:
        ResolutionNote.objects.create(resolution=held, text=text, by=actor, at=at)
        held.done_at, held.done_by, held.reason = at, actor, ""
        return ["done_at", "done_by", "reason"]

    return _move(resolution, "report", actor=actor, allowed=permissions.may_follow, change=done, words=text, now=now)


def close_resolution(resolution: Resolution, *, actor: Any, now: datetime | None = None) -> Resolution:
    """Somebody of the secretariat, neither the owner nor who told it done, finds it done."""
    return _move(resolution, "close", actor=actor, allowed=permissions.may_close, change=_closed(actor), now=now)


def return_resolution(resolution: Resolution, *, actor: Any, reason: str, now: datetime | None = None) -> Resolution:
    reason = needed(reason, "กรุณาเขียนเหตุที่ส่งกลับ")
    return _move(
        resolution, "return", actor=actor, allowed=permissions.may_close, change=_opened_again(reason), words=reason,
        now=now,
    )  # fmt: skip


def reopen_resolution(resolution: Resolution, *, actor: Any, reason: str, now: datetime | None = None) -> Resolution:
    reason = needed(reason, "กรุณาเขียนเหตุที่เปิดใหม่")
    return _move(
        resolution, "reopen", actor=actor, allowed=_serves, change=_opened_again(reason), words=reason, now=now
    )


def stop_following(resolution: Resolution, *, actor: Any, reason: str, now: datetime | None = None) -> Resolution:
    """Nobody has to do anything any more; what was decided still stands. Taking a resolution back is another act."""
    reason = needed(reason, "กรุณาเขียนเหตุที่เลิกติดตาม")

    def stopped(held: Resolution, at: datetime) -> list[str]:
        held.reason = reason
        return ["reason"]

    return _move(resolution, "stop", actor=actor, allowed=_serves, change=stopped, words=reason, now=now)


def settle_at_meeting(
    resolution: Resolution, *, actor: Any, item: AgendaItem, now: datetime | None = None
) -> Resolution:
    """Closed because a later meeting, on the item about it, found it done: that meeting is written down."""
    item = AgendaItem.objects.select_related("section__meeting").get(pk=item.pk)
    meeting = item.section.meeting
    if item.source_kind != "resolution" or item.source_key != str(resolution.pk):
        raise DomainError("ระเบียบวาระนี้ไม่ใช่เรื่องสืบเนื่องของมตินี้")
    if meeting.state not in (Meeting.State.OPEN, Meeting.State.CLOSED):
        raise DomainError("ปิดตามมติได้เมื่อที่ประชุมพิจารณาแล้ว")
    decided = Resolution.objects.standing().numbered().filter(item=item)
    if not decided.exists():
        raise DomainError("ที่ประชุมยังไม่มีมติในเรื่องสืบเนื่องนี้")

    def settled(held: Resolution, at: datetime) -> list[str]:
        held.closed_in = meeting
        return ["closed_in", *_closed(actor)(held, at)]

    return _move(resolution, "settle", actor=actor, allowed=_serves, change=settled, words=meeting.occasion, now=now)


def _serves(user: Any, resolution: Resolution) -> bool:
    return may_keep(user, resolution.committee.district_id)


Change = Callable[[Resolution, datetime], list[str]]


def _closed(actor: Any) -> Change:
    def change(held: Resolution, at: datetime) -> list[str]:
        held.closed_at, held.closed_by = at, actor
        return ["closed_at", "closed_by"]

    return change


def _opened_again(reason: str) -> Change:
    def change(held: Resolution, at: datetime) -> list[str]:
        held.reason, held.closed_at, held.closed_by, held.closed_in = reason, None, None, None
        return ["reason", "closed_at", "closed_by", "closed_in"]

    return change


_PAST = {"report": "done", "close": "closed", "return": "returned", "reopen": "reopened", "stop": "stopped",
         "settle": "settled"}  # fmt: skip
_TITLES = {
    "report": "แจ้งว่าเสร็จแล้ว รอตรวจ", "close": "ปิดมติแล้ว", "return": "ส่งกลับให้ดำเนินการต่อ", "reopen": "เปิดใหม่",
    "stop": "เลิกติดตาม", "settle": "ที่ประชุมรับว่าเสร็จแล้ว",
}  # fmt: skip


def _move(
    resolution: Resolution, act: str, *, actor: Any, allowed: Callable[[Any, Resolution], bool], change: Change,
    words: str = "", now: datetime | None = None,
) -> Resolution:  # fmt: skip
    now = now or timezone.now()
    with transaction.atomic():
        held = locked_resolution(resolution)
        if held.state == {"report": S.DONE, "close": S.CLOSED, "settle": S.CLOSED, "stop": S.NOTHING}.get(act):
            return held  # the second of two clicks
        target = FOLLOW.next(held.state, act)
        if not allowed(actor, held):
            raise NotAllowed(_refusal(act, actor, held))
        fields = change(held, now)
        held.state, held.updated_at = target, now
        held.save(update_fields=["state", "updated_at", *fields])
        record_resolution_act(held, actor=actor, act=_PAST[act], now=now, data={"reason": words[:300]})
        people = secretariat(held.committee, now) if act == "report" else owners(held)
        tell_about_resolution(
            held, people, code=_PAST[act], title=f"{_TITLES[act]}: {held.reference} {held.text[:120]}", body=words,
            but=actor, now=now,
        )  # fmt: skip
    return held


def _refusal(act: str, actor: Any, resolution: Resolution) -> str:
    if act in ("close", "return") and _serves(actor, resolution):
        return "ผู้รับผิดชอบหรือผู้ที่แจ้งว่าเสร็จปิดเองไม่ได้ ต้องให้ผู้อื่นของฝ่ายเลขานุการตรวจและปิด"
    return f"ท่านไม่มีสิทธิ์{FOLLOW.labels[act]}"


@transaction.atomic
def open_work(
    resolution: Resolution, *, actor: Any, kind: str, target: Pointer | None = None, text: str = "",
    now: datetime | None = None,
) -> Resolution:  # fmt: skip
    """Open what carries it out and follow that: a new action for the owner, or the step or plan `target` names, which
    the caller has looked up among what the actor may see."""
    now = now or timezone.now()
    held = locked_resolution(resolution)
    if not _serves(actor, held):
        raise NotAllowed("เปิดงานติดตามได้เฉพาะฝ่ายเลขานุการ")
    if kind not in KINDS:
        raise DomainError("ไม่รู้จักงานชนิดนี้", field="kind")
    if held.opened_kind:
        if held.opened_kind == kind and (kind == ACTION or (target and target.key == held.opened_key)):
            return held  # the second of two clicks
        raise DomainError(f"มตินี้เปิดงานแล้ว: {held.opened_label}", field="kind")
    FOLLOW.next(held.state, "open_work")
    if kind == ACTION:
        action = open_action(
            actor=actor, district=held.committee.district, school=None, text=text.strip() or held.text,
            owner=held.owner, owner_label=held.owner_label, due_on=held.due_on, source=resolution_pointer(held),
            now=now,
        )  # fmt: skip
        target = Pointer(ACTION, str(action.pk), action.text[:200])
    elif target is None or target.kind != kind:
        raise DomainError(f"กรุณาเลือก{KINDS[kind]}", field="target")
    held.opened_kind, held.opened_key, held.opened_label = target.kind, target.key, target.label[:300]
    held.updated_at = now
    held.save(update_fields=["opened_kind", "opened_key", "opened_label", "updated_at"])
    record_resolution_act(held, actor=actor, act="opened_work", now=now, data={"label": held.opened_label})
    return held
