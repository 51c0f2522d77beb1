"""What the acts share: locks, pointers and the trace."""

from datetime import datetime
from typing import Any

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from supervision.results.models import Evaluation, Sheet
from supervision.results.permissions import can_run


def evaluation_pointer(evaluation: Evaluation) -> Pointer:
    return Pointer("evaluation", str(evaluation.pk), str(evaluation))


def sheet_pointer(sheet: Sheet) -> Pointer:
    return Pointer("evaluation_sheet", str(sheet.public_id), str(sheet))


def record(evaluation: Evaluation, act: str, *, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"evaluation.{act}", target=evaluation_pointer(evaluation),
        district_code=evaluation.programme.district.code, data=data, at=at,
    )  # fmt: skip


def record_sheet(sheet: Sheet, act: str, *, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"evaluation_sheet.{act}", target=sheet_pointer(sheet),
        district_code=sheet.evaluation.programme.district.code, data=data, at=at,
    )  # fmt: skip


def locked(evaluation: Evaluation) -> Evaluation:
    """The evaluation as it stands, locked; what is worked out from it is worked out by one at a time."""
    Evaluation.objects.select_for_update().values_list("pk").get(pk=evaluation.pk)
    return Evaluation.objects.select_related("programme__district__settings", "programme__set").get(pk=evaluation.pk)


def to_run(evaluation: Evaluation, actor: Any) -> Evaluation:
    """Locked, for who runs it; a programme that is over keeps its evaluation as it was."""
    evaluation = locked(evaluation)
    if not can_run(actor, evaluation):
        raise NotAllowed("จัดการการประเมินผลได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    if not evaluation.programme.is_open:
        raise DomainError("การขับเคลื่อนของปีนี้สิ้นสุดแล้ว จึงแก้ไขการประเมินผลไม่ได้")
    return evaluation
