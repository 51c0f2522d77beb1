"""What the services share: pointers and traces."""

from datetime import datetime
from typing import Any

from core import audit
from core.errors import NotAllowed
from core.pointers import Pointer
from schools.models import District
from supervision.achievement.models import AssessmentCheck, BankItem, Exam, ExamResult
from supervision.achievement.permissions import may_keep


def exam_pointer(exam: Exam) -> Pointer:
    return Pointer("exam", str(exam.pk), exam.name)


def result_pointer(result: ExamResult) -> Pointer:
    return Pointer("exam_result", str(result.pk), str(result))


def item_pointer(item: BankItem) -> Pointer:
    return Pointer("bank_item", str(item.pk), item.title)


def check_pointer(check: AssessmentCheck) -> Pointer:
    return Pointer("assessment_check", str(check.pk), str(check), check.checked_on)


def trace(
    pointer: Pointer, action: str, *, actor: Any, district: District, at: datetime, data: dict[str, Any] | None = None
) -> None:
    audit.record(actor=actor, action=action, target=pointer, district_code=district.code, data=data or {}, at=at)


def check_keeper(actor: Any, district: District) -> None:
    if actor is not audit.SYSTEM and not may_keep(actor, district):
        raise NotAllowed("จัดทำผลการทดสอบได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงานวัดและประเมินผล")
