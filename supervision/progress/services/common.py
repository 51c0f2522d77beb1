"""What the services of this app share: locks and traces."""

from datetime import datetime
from typing import Any

from core import audit
from core.errors import DomainError
from supervision.improvement.models import Participation
from supervision.improvement.services.common import participation_pointer


def locked(part: Participation) -> Participation:
    """The school's row in the programme, held until the transaction ends, with what the services ask for."""
    Participation.objects.select_for_update(of=("self",)).get(pk=part.pk)
    return Participation.objects.select_related(
        "programme__district", "programme__set", "programme__model", "school__district", "baseline_sheet"
    ).get(pk=part.pk)


def refuse_unless_running(part: Participation) -> None:
    """DomainError for a year that has ended and for a school that is out of it."""
    if not part.programme.is_open:
        raise DomainError("การขับเคลื่อนปีนี้สิ้นสุดแล้ว เปิดดูได้แต่บันทึกเพิ่มไม่ได้")
    if not part.is_in:
        raise DomainError(f"โรงเรียนนี้ไม่อยู่ในการขับเคลื่อนปีนี้ {part.reason}".strip())


def trace(part: Participation, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"progress.{act}", target=participation_pointer(part),
        district_code=part.programme.district.code, data=data or {}, at=at,
    )  # fmt: skip
