"""Send, acknowledge, return, close, set right, take up again, cancel."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from core import bulk, notify
from core.errors import DomainError, NotAllowed
from core.missing import refuse_if_missing
from core.numbers import next_number
from core.thai.dates import thai_date
from processes.models import Action
from processes.services import open_action, update_action
from schools.queries import holders, next_above
from supervision.field import permissions
from supervision.field.content import Parts, content_hash, parts_of, snapshot
from supervision.field.missing import missing
from supervision.field.models import Finding, Visit, VisitRevision
from supervision.field.permissions import STATES
from supervision.field.services.writing import locked, one_act, trace, visit_pointer, visit_url, write

SERIES = "visit"


def submit_visit(visit: Visit, *, actor: Any, now: datetime | None = None, parts: Parts | None = None) -> Visit:
    """Fix a revision with its snapshot and hash, open the actions of its findings, tell the school.

    A second submit changes nothing. The number is given once, by fiscal year, without gaps. `parts` are the visit's as
    they stand, if the caller has read them under the visit's lock.
    """
    now = now or timezone.now()
    with one_act(visit):
        visit = locked(visit)
        if not permissions.may_write(actor, visit):
            raise NotAllowed("ส่งได้เฉพาะผู้นิเทศและผู้ร่วมนิเทศที่มีชื่อในบันทึกนี้")
        if visit.state == Visit.State.SUBMITTED:
            return visit
        target = STATES.next(visit.state, "submit")
        parts = parts or parts_of(visit)
        refuse_if_missing(missing(visit, parts=parts))
        content = snapshot(visit, parts=parts)
        digest = content_hash(content)
        last = visit.revisions.order_by("-number").first() if visit.submitted_at is not None else None
        corrected = visit.reopened == Visit.Reopened.CORRECT
        if corrected and last is not None and last.content_hash == digest:
            return _unchanged(visit, now)
        if last is None or last.content_hash != digest:
            visit.revision = last.number + 1 if last else 1
            facts = {"visit_id": visit.pk, "number": visit.revision, "made_by_id": actor.pk, "made_at": now}
            bulk.insert(VisitRevision, [{**facts, "content_hash": digest, "snapshot": content}])
        visit.state, visit.content_hash, visit.submitted_at, visit.return_reason = target, digest, now, ""
        visit.reopened = ""
        visit.acknowledged_by = visit.acknowledged_at = None
        visit.closed_by = visit.closed_at = None
        visit.updated_at = now
        fields = ["state", "content_hash", "submitted_at", "return_reason", "revision", "updated_at", "number",
                  "reopened", "acknowledged_by", "acknowledged_at", "closed_by", "closed_at"]  # fmt: skip
        _open_actions(visit, parts.findings, actor=actor, now=now)
        trace(visit, actor=actor, at=now, act="corrected" if corrected else "submitted")
        words = "บันทึกการนิเทศที่รอรับทราบมีการแก้ไข" if corrected else "มีบันทึกการนิเทศให้รับทราบ"
        _tell(
            visit, holders("principal", visit.district, timezone.localdate(now), school=visit.school),
            code="visit.corrected" if corrected else "visit.submitted", title=f"{words}: {visit.topic}", but=actor,
        )  # fmt: skip
        if visit.number is None:
            visit.number = next_number(visit.district.code, SERIES, visit.fiscal_year)
        write(visit, fields)
    return visit


def _unchanged(visit: Visit, now: datetime) -> Visit:
    """A correction that changed nothing: sent as before, and nobody is told."""
    visit.state, visit.reopened, visit.updated_at = Visit.State.SUBMITTED, "", now
    write(visit, ["state", "reopened", "updated_at"])
    return visit


def _open_actions(visit: Visit, findings: Iterable[Finding], *, actor: Any, now: datetime) -> None:
    pointer = visit_pointer(visit)
    for finding in findings:
        text = f"{finding.text} — {finding.recommendation}" if finding.recommendation else finding.text
        facts: dict[str, Any] = {
            "text": text,
            "owner": finding.owner,
            "owner_label": finding.owner_label,
            "due_on": finding.due_on,
        }
        if finding.action is None:
            finding.action = open_action(
                actor=actor, district=visit.district, school=visit.school, source=pointer, now=now, **facts
            )
            finding.save(update_fields=["action"])
        elif finding.action.state == Action.State.OPEN:
            update_action(finding.action, actor=actor, **facts)


def acknowledge_visit(
    visit: Visit, *, actor: Any, comment: str = "", reflection: str | None = None, now: datetime | None = None
) -> Visit:
    """The principal has read it, with or without a word; `reflection` is the school's own, None leaves it."""
    now = now or timezone.now()
    with one_act(visit):
        visit = locked(visit)
        if not permissions.may_acknowledge(actor, visit):
            raise NotAllowed("รับทราบได้เฉพาะ ผอ.โรงเรียนของบันทึกนี้")
        if visit.state == Visit.State.ACKNOWLEDGED:
            return visit
        visit.state = STATES.next(visit.state, "acknowledge")
        visit.acknowledged_by, visit.acknowledged_at, visit.updated_at = actor, now, now
        visit.school_comment = comment.strip()
        if reflection is not None:
            visit.reflection_school = reflection.strip()
        write(visit, ["state", "acknowledged_by", "acknowledged_at", "school_comment",
                                  "reflection_school", "updated_at"])  # fmt: skip
        trace(visit, actor=actor, at=now, act="acknowledged", data={"comment": visit.school_comment})
        _tell(
            visit, [visit.lead.user, *_deciders(visit, timezone.localdate(now))], code="visit.acknowledged",
            title=f"โรงเรียนรับทราบบันทึกการนิเทศแล้ว: {visit.school}", body=visit.school_comment, but=actor,
        )  # fmt: skip
    return visit


def close_visit(visit: Visit, *, actor: Any, now: datetime | None = None, today: date | None = None) -> Visit:
    """Acknowledged: closed. Not acknowledged within the office's days: closed as ไม่ได้รับทราบ."""
    now = now or timezone.now()
    today = today or timezone.localdate(now)
    with one_act(visit):
        visit = locked(visit)
        if visit.is_closed:
            return visit
        act = "close" if visit.state == Visit.State.ACKNOWLEDGED else "close_unseen"
        target = STATES.next(visit.state, act)
        if not permissions.may_decide(actor, visit):
            raise NotAllowed(
                "ผู้นิเทศปิดเรื่องของตนเองไม่ได้" if permissions.is_author(actor, visit) else "ปิดเรื่องได้เฉพาะ ผอ.กลุ่มนิเทศฯ"
            )
        first = permissions.unseen_from(visit)
        if act == "close_unseen" and (first is None or today < first):
            until = thai_date(first, "short") if first else ""
            raise DomainError(f"โรงเรียนยังไม่รับทราบ ปิดโดยไม่ได้รับทราบได้ตั้งแต่ {until}")
        visit.state, visit.closed_by, visit.closed_at, visit.updated_at = target, actor, now, now
        visit.closed_hash = visit.content_hash
        write(visit, ["state", "closed_by", "closed_at", "closed_hash", "updated_at"])
        trace(visit, actor=actor, at=now, act="closed" if act == "close" else "closed_unseen")
        _tell(visit, [visit.lead.user], code="visit.closed", title=f"ปิดเรื่องการนิเทศแล้ว: {visit.school}", but=actor)
    return visit


def return_visit(visit: Visit, *, actor: Any, reason: str, now: datetime | None = None) -> Visit:
    """Back to its author with a reason, which always reaches them."""
    now, reason = now or timezone.now(), _needed(reason, "กรุณาเขียนเหตุที่ตีกลับ")
    with one_act(visit):
        visit = locked(visit)
        target = STATES.next(visit.state, "return")
        if not permissions.may_decide(actor, visit):
            raise NotAllowed("ตีกลับได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
        visit.state, visit.return_reason, visit.updated_at = target, reason, now
        visit.reopened = Visit.Reopened.RETURN
        write(visit, ["state", "return_reason", "reopened", "updated_at"])
        trace(visit, actor=actor, at=now, act="returned", data={"reason": reason})
        _tell(visit, [visit.lead.user, visit.created_by], code="visit.returned",
              title=f"บันทึกการนิเทศถูกส่งกลับ: {visit.school}", body=reason, but=actor)  # fmt: skip
    return visit


def correct_visit(visit: Visit, *, actor: Any, now: datetime | None = None) -> Visit:
    """Take a sent visit back to set it right, without a reason, until the school has acknowledged it. Sending it again
    makes a new revision and tells the school once; a half-made correction cannot be acknowledged."""
    now = now or timezone.now()
    with one_act(visit):
        visit = locked(visit)
        if visit.state == Visit.State.RETURNED and visit.reopened == Visit.Reopened.CORRECT:
            return visit
        target = STATES.next(visit.state, "correct")
        if not permissions.may_write(actor, visit):
            raise NotAllowed("แก้ไขได้เฉพาะผู้นิเทศและผู้ร่วมนิเทศที่มีชื่อในบันทึกนี้")
        visit.state, visit.reopened, visit.updated_at = target, Visit.Reopened.CORRECT, now
        write(visit, ["state", "reopened", "updated_at"])
    return visit


def amend_visit(visit: Visit, *, actor: Any, reason: str, now: datetime | None = None) -> Visit:
    """Take up again, with a reason, a visit the school has acknowledged or that was closed: it stays counted and goes
    its way once more. What was closed shows แก้ไขหลังอนุมัติ."""
    now, reason = now or timezone.now(), _needed(reason, "กรุณาเขียนเหตุที่แก้ไขหลังโรงเรียนรับทราบ")
    with one_act(visit):
        visit = locked(visit)
        was_closed = visit.is_closed
        target = STATES.next(visit.state, "amend")
        if not permissions.may_write(actor, visit):
            raise NotAllowed("แก้ไขได้เฉพาะผู้นิเทศและผู้ร่วมนิเทศที่มีชื่อในบันทึกนี้")
        visit.state, visit.return_reason, visit.updated_at = target, reason, now
        visit.reopened = Visit.Reopened.AMEND
        write(visit, ["state", "return_reason", "reopened", "updated_at"])
        trace(visit, actor=actor, at=now, act="amended", data={"reason": reason})
        told = _deciders(visit, timezone.localdate(now))
        if not was_closed and visit.acknowledged_by is not None:
            told.append(visit.acknowledged_by)
        words = "มีการแก้ไขบันทึกที่ปิดแล้ว" if was_closed else "มีการแก้ไขบันทึกที่โรงเรียนรับทราบแล้ว"
        _tell(visit, told, code="visit.amended", title=f"{words}: {visit.school}", body=reason, but=actor)
    return visit


def cancel_visit(visit: Visit, *, actor: Any, reason: str, now: datetime | None = None) -> Visit:
    """Nothing is deleted: it stays with its reason, and its unfinished actions are cancelled with it."""
    now, reason = now or timezone.now(), _needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    with one_act(visit):
        visit = locked(visit)
        target = STATES.next(visit.state, "cancel")
        if not permissions.may_cancel(actor, visit):
            raise NotAllowed("ท่านไม่มีสิทธิ์ยกเลิกบันทึกนี้")
        visit.state, visit.cancel_reason, visit.updated_at = target, reason, now
        write(visit, ["state", "cancel_reason", "updated_at"])
        Action.objects.filter(finding__visit=visit).unfinished().update(
            state=Action.State.CANCELLED, reason=f"ยกเลิกบันทึกการนิเทศ: {reason}"
        )
        trace(visit, actor=actor, at=now, act="cancelled", data={"reason": reason})
        if visit.number is not None:
            _tell(visit, [visit.lead.user, *holders("principal", visit.district, timezone.localdate(now),
                  school=visit.school)], code="visit.cancelled", title=f"ยกเลิกบันทึกการนิเทศ: {visit.school}",
                  body=reason, but=actor)  # fmt: skip
    return visit


def _needed(reason: str, message: str) -> str:
    reason = reason.strip()
    if not reason:
        raise DomainError(message, field="reason")
    return reason


def _deciders(visit: Visit, today: date) -> list[Any]:
    """The group director; above them when the group director made the visit or came along."""
    found = holders("group_director", visit.district, today)
    there = {visit.lead.user_id, *visit.members.values_list("person__user", flat=True)}
    if any(user.pk in there for user in found):
        post = next_above("group_director", visit.district, today)
        found = list(post.holders) if post else []
    return found


def _tell(visit: Visit, people: list[Any], *, code: str, title: str, but: Any, body: str = "") -> None:
    """Once: every act that tells moves the state under the row's lock, so its second click comes to nothing before."""
    notify.send(
        [person for person in people if person is not None and person != but],
        code=code,
        title=title[:300],
        body=body,
        url=visit_url(visit),
        pointer=visit_pointer(visit),
        district_code=visit.district.code,
        now=visit.updated_at,
    )
