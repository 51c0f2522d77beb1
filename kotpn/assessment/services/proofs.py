"""What proves an issue: accept or refuse what the work offers, say that it was carried out, hang evidence by hand."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

import evidence.services as evidence
from core.errors import DomainError, needed
from core.thai.years import fiscal_label, fiscal_year
from evidence.models import EvidenceItem
from evidence.proofs import Gathered, Scope
from kotpn.assessment.models import IssueAnswer, IssueEvidence, LineProof
from kotpn.assessment.proof import KEY
from kotpn.assessment.proposing import Offer, offer
from kotpn.assessment.services.common import line_of, to_write, touch, trace
from kotpn.assessment.services.told import know
from kotpn.standards.models import ProofLine

D = LineProof.Decision


@transaction.atomic
def state_carried_out(
    answer: IssueAnswer, *, actor: Any, carried_out: bool | None, now: datetime | None = None
) -> IssueAnswer:
    """A person says whether the issue was carried out, apart from what proves it; None: not said."""
    now = now or timezone.now()
    held = to_write(answer, actor)
    if held.carried_out == carried_out:
        return held
    held.carried_out = carried_out
    held.carried_by, held.carried_at = (None, None) if carried_out is None else (actor, now)
    held.save(update_fields=["carried_out", "carried_by", "carried_at"])
    know(held, done=bool(carried_out))
    touch(held.assessment, now)
    words = {True: "ดำเนินการแล้ว", False: "ยังไม่ได้ดำเนินการ", None: "ยังไม่ระบุ"}[carried_out]
    trace(held.assessment, "carried_out", actor=actor, at=now, issue=held.issue.number, words=words)
    return held


@transaction.atomic
def explain_no_evidence(answer: IssueAnswer, *, actor: Any, reason: str, now: datetime | None = None) -> IssueAnswer:
    """Why an issue that was carried out has nothing to show; empty takes the reason away."""
    now = now or timezone.now()
    held = to_write(answer, actor)
    if held.no_evidence_reason == reason.strip():
        return held
    held.no_evidence_reason = reason.strip()[:2000]
    held.save(update_fields=["no_evidence_reason"])
    touch(held.assessment, now)
    trace(held.assessment, "no_evidence", actor=actor, at=now, issue=held.issue.number, reason=held.no_evidence_reason)
    return held


@transaction.atomic
def accept(
    answer: IssueAnswer, line: ProofLine, *, actor: Any, reason: str = "", now: datetime | None = None
) -> LineProof:
    """Take what the work offers for a line. DomainError when it offers nothing yet, and, field "reason", when there
    are records of another fiscal year among it and no reason. Accepted already: the same decision, with the reason
    given now if one is."""
    held = to_write(answer, actor)
    found = _offer(held, line_of(held, line))
    if not found.count:
        raise DomainError(f"ยังไม่มีรายการของ “{line.title}” ในระบบ จึงยังรับไม่ได้")
    kept = LineProof.objects.filter(answer=held, line=line, decision=D.ACCEPTED).first()
    if (
        kept is not None
        and (not reason.strip() or kept.reason == reason.strip())
        and not (found.off_year and not kept.reason)
    ):
        return kept
    if found.off_year:
        reason = needed(reason, _other_year(found))
    return _decide(held, line, D.ACCEPTED, actor=actor, reason=reason.strip(), now=now, count=found.count)


@transaction.atomic
def accept_all(answer: IssueAnswer, *, actor: Any, now: datetime | None = None) -> list[LineProof]:
    """Take every proposal of the issue that waits and has enough records of its own year; those that need a reason
    are left for a person. Gives what was taken now."""
    held = to_write(answer, actor)
    decided = set(LineProof.objects.filter(answer=held).values_list("line", flat=True))
    lines = [line for line in ProofLine.objects.filter(issue=held.issue_id) if line.pk not in decided]
    gathered = Gathered(Scope(held.assessment.district, held.assessment.fiscal_year))
    offers = [offer(line, gathered) for line in lines]
    return [
        _decide(held, found.line, D.ACCEPTED, actor=actor, reason="", now=now, count=found.count)
        for found in offers
        if found.enough and not found.off_year
    ]


@transaction.atomic
def refuse(
    answer: IssueAnswer, line: ProofLine, *, actor: Any, reason: str = "", now: datetime | None = None
) -> LineProof:
    """Leave a proposal out; its list stays to be read."""
    held = to_write(answer, actor)
    line_of(held, line)
    kept = LineProof.objects.filter(answer=held, line=line, decision=D.REFUSED).first()
    if kept is not None and kept.reason == reason.strip():
        return kept
    return _decide(held, line, D.REFUSED, actor=actor, reason=reason.strip(), now=now)


@transaction.atomic
def drop(answer: IssueAnswer, line: ProofLine, *, actor: Any, now: datetime | None = None) -> None:
    """Take a decision back: the line is a proposal again."""
    now = now or timezone.now()
    held = to_write(answer, actor)
    gone, _ = LineProof.objects.filter(answer=held, line=line_of(held, line)).delete()
    if gone:
        know(held, lost=f"line-{line.pk}")
        touch(held.assessment, now)
        trace(held.assessment, "dropped", actor=actor, at=now, issue=held.issue.number, line=line.title)


@transaction.atomic
def hang(
    answer: IssueAnswer, item: EvidenceItem, *, actor: Any, line: ProofLine | None = None, proof_on: date | None = None,
    reason: str = "", now: datetime | None = None,
) -> IssueEvidence:  # fmt: skip
    """Hang a piece of evidence on the issue, for a line or besides them. Its day is the one given, else the record's;
    of another fiscal year it needs a reason. Hung already: the same, with what is said now."""
    now = now or timezone.now()
    held = to_write(answer, actor)
    if line is not None:
        line_of(held, line)
    day = proof_on or item.record_date
    scope = Scope(held.assessment.district, held.assessment.fiscal_year)
    if not scope.has(day):
        year = fiscal_year(day) if day else ""
        reason = needed(
            reason,
            f"หลักฐานนี้เป็นของ{fiscal_label(int(year))} กรุณาบอกเหตุที่ใช้กับ{fiscal_label(scope.fiscal_year)}" if year else "",
        )
    use = evidence.attach(KEY, held, item, actor=actor)
    row = IssueEvidence.objects.select_related("item").get(pk=use.pk)
    said = (line.pk if line else None, proof_on, reason.strip())
    if (row.line_id, row.proof_on, row.off_year_reason) != said:
        row.line, row.proof_on, row.off_year_reason = line, proof_on, reason.strip()
        row.save(update_fields=["line", "proof_on", "off_year_reason"])
    know(held, gained={f"use-{row.pk}": item.title})
    touch(held.assessment, now)
    return row


@transaction.atomic
def unhang(use: IssueEvidence, *, actor: Any, now: datetime | None = None) -> None:
    """Take a piece of evidence off; gone already, nothing happens. DomainError while a sentence rests on it."""
    now = now or timezone.now()
    row = IssueEvidence.objects.filter(pk=use.pk).select_related("target").first()
    if row is None:
        return
    held = to_write(row.target, actor)
    evidence.detach(row, actor=actor)
    know(held, lost=f"use-{use.pk}")
    touch(held.assessment, now)


def _offer(answer: IssueAnswer, line: ProofLine) -> Offer:
    return offer(line, Gathered(Scope(answer.assessment.district, answer.assessment.fiscal_year)))


def _other_year(found: Offer) -> str:
    years: Iterable[int] = sorted({fiscal_year(row.date) for row in found.off_year if row.date})
    named = " ".join(str(year) for year in years)
    return f"มีหลักฐานของปีงบประมาณ {named} {len(found.off_year)} รายการ กรุณาบอกเหตุที่ใช้กับปีนี้"


def _decide(
    answer: IssueAnswer,
    line: ProofLine,
    decision: str,
    *,
    actor: Any,
    reason: str,
    now: datetime | None,
    count: int = 0,
) -> LineProof:
    now = now or timezone.now()
    row, _ = LineProof.objects.update_or_create(
        answer=answer, line=line,
        defaults={
            "decision": decision, "reason": reason[:2000], "count": count, "decided_by": actor, "decided_at": now,
        },
    )  # fmt: skip
    key = f"line-{line.pk}"
    if decision == D.ACCEPTED and count >= line.at_least:
        know(answer, gained={key: line.title})
    else:
        know(answer, lost=key)
    touch(answer.assessment, now)
    act = "accepted" if decision == D.ACCEPTED else "refused"
    trace(
        answer.assessment,
        act,
        actor=actor,
        at=now,
        issue=answer.issue.number,
        line=line.title,
        count=count,
        reason=reason,
    )
    return row
