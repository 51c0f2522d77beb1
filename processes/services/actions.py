"""Acts on an action: open, report done, close by someone else, return, reopen, cancel."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, files, notify
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from processes import permissions
from processes.models import Action
from processes.permissions import STATES
from schools.models import District, Person, School
from schools.queries import holders


def action_pointer(action: Action) -> Pointer:
    return Pointer("action", str(action.pk), action.text[:200], action.due_on)


DRAFT = "action_draft"


def draft_pointer(action: Action) -> Pointer:
    """Where the evidence of a draft answer hangs until it is sent; only the school sees it."""
    return Pointer(DRAFT, str(action.pk), f"ร่างคำตอบ: {action.text[:180]}")


def open_action(
    *,
    actor: Any,
    district: District,
    school: School | None,
    text: str,
    owner: Person | None,
    owner_label: str,
    due_on: date | None,
    source: Pointer,
    now: datetime | None = None,
) -> Action:
    """Open an action for `source`; who may is the question of the service that found it.

    The owner is a person, or only a post in words (`owner_label`).
    """
    text, owner_label = text.strip(), " ".join(owner_label.split())[:200]
    _check(district=district, school=school, text=text, owner=owner, owner_label=owner_label)
    now = now or timezone.now()
    with transaction.atomic():
        action = Action.objects.create(
            district=district,
            school=school,
            text=text,
            owner=owner,
            owner_label=owner_label or str(owner),
            due_on=due_on,
            source_kind=source.kind,
            source_key=source.key,
            source_label=source.label[:300],
            created_by=actor,
            created_at=now,
        )
        _trace(action, actor=actor, act="opened", at=now)
        _tell(
            action,
            _owners(action, now),
            code="action.opened",
            title=f"มีเรื่องให้ดำเนินการ: {text[:120]}",
            but=actor,
            stamp=now,
        )
    return action


def _check(*, district: District, school: School | None, text: str, owner: Person | None, owner_label: str) -> None:
    if not text:
        raise DomainError("กรุณาระบุสิ่งที่ต้องดำเนินการ", field="text")
    if owner is None and not owner_label:
        raise DomainError("กรุณาระบุผู้รับผิดชอบ", field="owner")
    if school is not None and school.district_id != district.pk:
        raise DomainError("โรงเรียนไม่ได้อยู่ในเขตนี้", field="school")
    if owner is not None and owner.district_id != district.pk:
        raise DomainError("ผู้รับผิดชอบไม่ได้อยู่ในเขตนี้", field="owner")


def update_action(
    action: Action, *, actor: Any, text: str, owner: Person | None, owner_label: str, due_on: date | None
) -> Action:
    """Correct an action that is still open; called by the service that owns its source."""
    with transaction.atomic():
        action = Action.objects.select_for_update().get(pk=action.pk)
        if action.state != Action.State.OPEN:
            raise DomainError("เรื่องนี้มีการแจ้งผลหรือปิดแล้ว จึงแก้ผู้รับผิดชอบหรือกำหนดไม่ได้", field="due_on")
        text, owner_label = text.strip(), " ".join(owner_label.split())[:200]
        _check(district=action.district, school=action.school, text=text, owner=owner, owner_label=owner_label)
        values = {"text": text, "owner": owner, "owner_label": owner_label or str(owner), "due_on": due_on}
        changed = [name for name, value in values.items() if getattr(action, name) != value]
        for name in changed:
            setattr(action, name, values[name])
        if changed:
            action.save(update_fields=changed)
            _trace(action, actor=actor, act="updated")
    return action


def report_action(action: Action, *, actor: Any, result: str, now: datetime | None = None) -> Action:
    """The owner or the school says it is done; evidence hangs on the action as files."""
    return _move(
        action, "report", actor=actor, allowed=permissions.may_report, now=now, words=result,
        empty=DomainError("กรุณาเขียนผลการดำเนินการ", field="result"),
    )  # fmt: skip


def close_action(action: Action, *, actor: Any, now: datetime | None = None) -> Action:
    """Somebody else than who reported it, and not its owner, finds it done."""
    return _move(action, "close", actor=actor, allowed=permissions.may_check, now=now)


def return_action(action: Action, *, actor: Any, reason: str, now: datetime | None = None) -> Action:
    return _move(
        action, "return", actor=actor, allowed=permissions.may_check, now=now, words=reason,
        empty=DomainError("กรุณาเขียนเหตุที่ส่งคืน", field="reason"),
    )  # fmt: skip


def reopen_action(action: Action, *, actor: Any, reason: str, now: datetime | None = None) -> Action:
    return _move(
        action, "reopen", actor=actor, allowed=permissions.follows_up, now=now, words=reason,
        empty=DomainError("กรุณาเขียนเหตุที่เปิดเรื่องใหม่", field="reason"),
    )  # fmt: skip


def cancel_action(action: Action, *, actor: Any, reason: str, now: datetime | None = None) -> Action:
    return _move(
        action, "cancel", actor=actor, allowed=permissions.may_cancel, now=now, words=reason,
        empty=DomainError("กรุณาเขียนเหตุที่ยกเลิก", field="reason"),
    )  # fmt: skip


_PAST = {"report": "done", "close": "closed", "return": "returned", "reopen": "reopened", "cancel": "cancelled"}
_TITLES = {
    "report": "แจ้งผลแล้ว รอตรวจ",
    "close": "ปิดเรื่องแล้ว",
    "return": "ส่งคืนให้ดำเนินการต่อ",
    "reopen": "เปิดเรื่องใหม่",
    "cancel": "ยกเลิกเรื่อง",
}


def _move(
    action: Action,
    act: str,
    *,
    actor: Any,
    allowed: Callable[[Any, Action], bool],
    now: datetime | None,
    words: str | None = None,
    empty: DomainError | None = None,
) -> Action:
    now = now or timezone.now()
    if words is not None:
        words = words.strip()
        if not words and empty is not None:
            raise empty
    with transaction.atomic():
        action = Action.objects.select_for_update(of=("self",)).select_related("district", "school").get(pk=action.pk)
        if action.state == {"report": Action.State.DONE, "close": Action.State.CLOSED}.get(act):
            return action  # the second of two clicks
        target = STATES.next(action.state, act)
        if not allowed(actor, action):
            raise NotAllowed(_refusal(act, actor, action))
        action.state = target
        fields = ["state"]
        if act == "report":
            action.result, action.done_by, action.done_at, action.reason = words or "", actor, now, ""
            fields += ["result", "done_by", "done_at", "reason"]
        elif act == "close":
            action.closed_by, action.closed_at = actor, now
            fields += ["closed_by", "closed_at"]
        else:
            action.reason = words or ""
            fields += ["reason"]
            if act in ("return", "reopen"):
                action.closed_by = action.closed_at = None
                fields += ["closed_by", "closed_at"]
        action.save(update_fields=fields)
        if act == "report" and permissions.is_of_school(actor, action):
            files.move(draft_pointer(action), action_pointer(action), actor=actor)
        _trace(action, actor=actor, act=_PAST[act], at=now, data={"reason": words} if words else None)
        receivers = _checkers(action, now) if act == "report" else _owners(action, now)
        _tell(action, receivers, code=f"action.{_PAST[act]}", title=f"{_TITLES[act]}: {action.text[:120]}",
              body=words or "", but=actor, stamp=now)  # fmt: skip
    return action


def _refusal(act: str, actor: Any, action: Action) -> str:
    if act in ("close", "return") and permissions.follows_up(actor, action):
        return "ผู้รับผิดชอบหรือผู้ที่แจ้งผลเองปิดเรื่องไม่ได้ ต้องให้ผู้อื่นของสำนักงานตรวจและปิด"
    return f"ท่านไม่มีสิทธิ์{STATES.labels[act]}"


def _trace(
    action: Action, *, actor: Any, act: str, at: datetime | None = None, data: dict[str, Any] | None = None
) -> None:
    audit.record(
        actor=actor,
        action=f"action.{act}",
        target=action_pointer(action),
        district_code=action.district.code,
        data={"due_on": action.due_on.isoformat() if action.due_on else None, **(data or {})},
        at=at,
    )


def _owners(action: Action, now: datetime) -> list[Any]:
    if action.owner is not None and action.owner.user is not None:
        return [action.owner.user]
    if action.school is not None:
        return holders("principal", action.district, timezone.localdate(now), school=action.school)
    return []


def _checkers(action: Action, now: datetime) -> list[Any]:
    """Who opened it, and the group director."""
    return [action.created_by, *holders("group_director", action.district, timezone.localdate(now))]


def _tell(
    action: Action,
    people: list[Any],
    *,
    code: str,
    title: str,
    but: Any,
    body: str = "",
    stamp: datetime | None = None,
) -> None:
    notify.send(
        [person for person in people if person != but],
        code=code,
        title=title,
        body=body,
        url=reverse("processes:action", args=[action.pk]),
        pointer=action_pointer(action),
        district_code=action.district.code,
        now=stamp,
    )
