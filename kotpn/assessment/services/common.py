"""What acts on an assessment share: its row under lock, who may, the trace."""

from datetime import datetime
from typing import Any

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from kotpn.assessment.models import Assessment, IssueAnswer
from kotpn.assessment.permissions import answers_for, may_keep
from kotpn.assessment.states import ASSESSMENT_STATES
from kotpn.standards.models import ProofLine


def assessment_pointer(assessment: Assessment) -> Pointer:
    return Pointer("office_assessment", str(assessment.pk), str(assessment), hash=assessment.content_hash)


def locked(key: int) -> Assessment:
    """The assessment under lock: acts on one assessment stand in a row, so each sees what the one before did."""
    return (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("district__settings", "indicator__standard__set", "author")
        .get(pk=key)
    )


def to_keep(assessment: Assessment, actor: Any, act: str) -> Assessment:
    """Under lock, for whoever runs self-assessments, in a state that allows the act."""
    held = locked(assessment.pk)
    if not may_keep(actor, held.district_id):
        raise NotAllowed("การประเมินตนเองของสำนักงานจัดทำโดย ผอ.กลุ่มนิเทศฯ และเลขานุการ ก.ต.ป.น.")
    ASSESSMENT_STATES.next(held.state, act)
    return held


def to_write(answer: IssueAnswer, actor: Any) -> IssueAnswer:
    """The answer of now, its assessment under lock, for keepers and the issue's owner while it is open."""
    assessment = locked(answer.assessment_id)
    held = IssueAnswer.objects.select_related("issue", "owner").get(pk=answer.pk)
    held.assessment = assessment
    if not answers_for(actor, held):
        raise NotAllowed("เขียนประเด็นนี้ได้เฉพาะผู้รับผิดชอบประเด็น ผอ.กลุ่มนิเทศฯ และเลขานุการ ก.ต.ป.น.")
    ASSESSMENT_STATES.next(assessment.state, "edit")
    return held


def line_of(answer: IssueAnswer, line: ProofLine) -> ProofLine:
    """DomainError for a line of another issue."""
    if line.issue_id != answer.issue_id:
        raise DomainError("หลักฐานรายการนี้เป็นของประเด็นอื่น", field="line")
    return line


def touch(assessment: Assessment, now: datetime) -> None:
    """Count the change, so that whoever submits what they have not read is told."""
    assessment.lock_version += 1
    assessment.updated_at = now
    assessment.save(update_fields=["lock_version", "updated_at"])


def trace(assessment: Assessment, act: str, *, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"office_assessment.{act}", target=assessment_pointer(assessment),
        district_code=assessment.district.code, data=data, at=at,
    )  # fmt: skip
