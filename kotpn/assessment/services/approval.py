"""Send, decide, withdraw, reopen, mark as sent and cancel an assessment along the office's chain."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import approvals
from core.approvals import content_hash
from core.errors import DomainError, NotAllowed, StaleRevision, needed
from core.missing import refuse_if_missing
from core.thai.dates import thai_date
from evidence.proofs import Gathered, Scope
from kotpn.assessment import narrative
from kotpn.assessment.missing import missing
from kotpn.assessment.models import Assessment, AssessmentDecision, AssessmentRound, LineProof, Sentence
from kotpn.assessment.permissions import can_withdraw, may_keep
from kotpn.assessment.proposing import compared, schools_of_year
from kotpn.assessment.queries import result_of, snapshot
from kotpn.assessment.services.common import assessment_pointer, locked, to_keep, trace
from kotpn.assessment.services.told import as_known
from kotpn.assessment.standing import Standing, record_data, standing_of
from kotpn.assessment.states import ASSESSMENT_STATES

S = Assessment.State


@transaction.atomic
def submit(
    assessment: Assessment, *, actor: Any, lock_version: int | None = None, now: datetime | None = None
) -> AssessmentRound:
    """Freeze level, counts, records and texts as a revision and send it; a second submit is refused."""
    now = now or timezone.now()
    held = locked(assessment.pk)
    if not may_keep(actor, held.district_id):
        raise NotAllowed("ส่งการประเมินตนเองของเขตนี้ไม่ได้")
    if held.state == S.SUBMITTED:
        raise DomainError("ส่งการประเมินนี้แล้ว กำลังรอการพิจารณา ไม่ต้องส่งซ้ำ")
    state = ASSESSMENT_STATES.next(held.state, "submit")
    if lock_version is not None and held.lock_version != lock_version:
        raise StaleRevision("มีผู้อื่นแก้ไขการประเมินนี้หลังจากที่ท่านเปิดหน้า กรุณาอ่านแล้วส่งอีกครั้ง")
    standing = standing_of(held)
    refuse_if_missing(missing(held, standing))
    if held.rounds.filter(revision=held.revision).exists():
        held.revision += 1
    content = snapshot(standing)
    _freeze(held, standing, actor=actor, now=now)
    held.content_hash, held.told = content_hash(content), as_known(standing)
    held.state, held.author, held.updated_at = state, actor, now
    held.lock_version += 1
    held.save(
        update_fields=["content_hash", "state", "author", "revision", "lock_version", "result", "told", "updated_at"]
    )
    opened: AssessmentRound = approvals.open_round(
        ASSESSMENT_KIND, held, actor=actor, revision=held.revision, snapshot=content,
        chain=held.district.settings.plan_chain, content_hash=held.content_hash, now=now,
    )  # fmt: skip
    return opened


def decide(
    assessment: Assessment, *, actor: Any, revision: int, decision: str, comment: str = "", content_hash: str,
    now: datetime | None = None,
) -> AssessmentRound:  # fmt: skip
    """Approve or return the revision the person has read (see core.approvals.decide for the refusals)."""
    round_: AssessmentRound = approvals.decide(
        ASSESSMENT_KIND, assessment, actor=actor, revision=revision, decision=decision, comment=comment,
        content_hash=content_hash, now=now,
    )  # fmt: skip
    return round_


def withdraw(assessment: Assessment, *, actor: Any, now: datetime | None = None) -> AssessmentRound:
    """Take it back before it is decided; its level follows the work again."""
    if not can_withdraw(actor, assessment):
        raise NotAllowed("ถอนคืนได้เฉพาะการประเมินที่ท่านส่งและยังไม่ได้พิจารณาครบ")
    round_: AssessmentRound = approvals.withdraw(ASSESSMENT_KIND, assessment, actor=actor, now=now)
    return round_


@transaction.atomic
def reopen(assessment: Assessment, *, actor: Any, reason: str, now: datetime | None = None) -> Assessment:
    """Open an approved one that was not sent yet, to be set right and sent through the chain again."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาบอกเหตุที่เปิดการประเมินใหม่")
    held = to_keep(assessment, actor, "reopen")
    held.state, held.lock_version, held.updated_at = S.DRAFT, held.lock_version + 1, now
    held.save(update_fields=["state", "lock_version", "updated_at"])
    trace(held, "reopened", actor=actor, at=now, reason=reason)
    return held


@transaction.atomic
def mark_sent(
    assessment: Assessment, *, actor: Any, sent_on: date, reference: str = "", now: datetime | None = None
) -> Assessment:
    """The approved assessment went to สพฐ. on that day by that letter. Marked so already: nothing happens."""
    now, reference = now or timezone.now(), reference.strip()[:100]
    held = locked(assessment.pk)
    if (
        held.state == S.SENT
        and may_keep(actor, held.district_id)
        and ((held.sent_on, held.sent_reference) == (sent_on, reference))
    ):
        return held
    held = to_keep(assessment, actor, "send")
    if sent_on > timezone.localdate(now):
        raise DomainError("วันที่ส่งต้องไม่เกินวันนี้", field="sent_on")
    if held.approved_at and sent_on < timezone.localdate(held.approved_at):
        raise DomainError(f"วันที่ส่งอยู่ก่อนวันอนุมัติ ({thai_date(held.approved_at, 'short')})", field="sent_on")
    held.state, held.sent_on, held.sent_reference, held.sent_by = S.SENT, sent_on, reference, actor
    held.lock_version, held.updated_at = held.lock_version + 1, now
    held.save(update_fields=["state", "sent_on", "sent_reference", "sent_by", "lock_version", "updated_at"])
    trace(held, "sent", actor=actor, at=now, day=thai_date(sent_on, "short"), reference=reference)
    return held


@transaction.atomic
def cancel(assessment: Assessment, *, actor: Any, reason: str, now: datetime | None = None) -> Assessment:
    """Nothing that was begun is deleted; the year is free for another."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาระบุเหตุผลที่ยกเลิก")
    held = locked(assessment.pk)
    if held.state == S.CANCELLED and may_keep(actor, held.district_id):
        return held
    held = to_keep(assessment, actor, "cancel")
    held.state, held.cancel_reason = S.CANCELLED, reason[:2000]
    held.lock_version, held.updated_at = held.lock_version + 1, now
    held.save(update_fields=["state", "cancel_reason", "lock_version", "updated_at"])
    trace(held, "cancelled", actor=actor, at=now, reason=held.cancel_reason)
    return held


def _freeze(held: Assessment, standing: Standing, *, actor: Any, now: datetime) -> None:
    """Write what is counted now into the rows that carried the decisions."""
    scope = Scope(held.district, held.fiscal_year)
    gathered = Gathered(scope)
    schools = schools_of_year(held.district, held.fiscal_year)
    proofs: list[LineProof] = []
    sentences: list[Sentence] = []
    for issue in standing.issues:
        for line in issue.lines:
            if line.proof is None or not line.accepted:
                continue
            found, proof = line.offer, line.proof
            proof.count = found.count
            proof.records = [record_data(record, scope) for record in found.records]
            proof.figures = {
                "count": found.count, "of": found.of, "amount": found.amount, "schools": found.schools,
                "all_schools": schools,
                "among": [record_data(record, scope) for record in compared(line.line, gathered)],
            }  # fmt: skip
            proofs.append(proof)
        for rows in narrative.written(issue.answer, issue.offers).values():
            for row in rows:
                if row.sentence.origin == Sentence.Origin.COMPOSED:
                    row.sentence.text, row.sentence.figures = row.text, row.figures
                    sentences.append(row.sentence)
    LineProof.objects.bulk_update(proofs, ["count", "figures", "records"])
    Sentence.objects.bulk_update(sentences, ["text", "figures"])
    held.result = result_of(standing)


def _authors(assessment: Assessment) -> Iterable[Any]:
    return [assessment.author]


_OUTCOME = approvals.OnSubject(locked, ASSESSMENT_STATES)
ASSESSMENT_KIND = _OUTCOME.kind(
    code="office_assessment",
    label="การประเมินตนเองของสำนักงาน",
    round_model=AssessmentRound,
    decision_model=AssessmentDecision,
    pointer=assessment_pointer,
    url=lambda assessment: reverse("assessment:assessment", args=[assessment.pk]),
    authors=_authors,
    # Read anew: the caller may hold the assessment as it was before it was sent.
    current=lambda held: Assessment.objects.values_list("revision", "content_hash").get(pk=held.pk),
    paper=lambda assessment: ("office-standard", {"assessment": str(assessment.pk)}),
    related=("subject__district__settings", "subject__author", "subject__indicator"),
)
