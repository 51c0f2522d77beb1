"""What the services of this app share: pointers, traces, the programme held until the act is done."""

from datetime import datetime
from typing import Any

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from supervision.improvement.models import Participation, Programme
from supervision.improvement.permissions import may_follow, may_write

NOT_YOURS = "ทำได้เฉพาะ ผอ.กลุ่มนิเทศฯ"


def programme_pointer(programme: Programme) -> Pointer:
    return Pointer("improvement_programme", str(programme.pk), programme.name, programme.starts_on)


def participation_pointer(participation: Participation) -> Pointer:
    return Pointer("improvement_school", str(participation.pk), str(participation))


def trace(programme: Programme, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"improvement.{act}", target=programme_pointer(programme),
        district_code=programme.district.code, data=data or {}, at=at,
    )  # fmt: skip


def held(programme: Programme) -> Programme:
    """The programme as it stands, locked until the transaction ends."""
    rows = Programme.objects.select_for_update(of=("self",)).select_related("district", "model", "set", "run")
    return rows.get(pk=programme.pk)


def to_write(programme: Programme, actor: Any) -> Programme:
    """Held, open, and the actor's to direct."""
    return _checked(held(programme), may_write, actor, NOT_YOURS)


def to_follow(programme: Programme, actor: Any) -> Programme:
    """Held, open, and the actor's to work on."""
    return _checked(held(programme), may_follow, actor, "ทำได้เฉพาะผู้ติดตามการขับเคลื่อนของสำนักงาน")


def _checked(programme: Programme, may: Any, actor: Any, refusal: str) -> Programme:
    if not may(actor, programme):
        raise NotAllowed(refusal)
    if not programme.is_open:
        raise DomainError("การขับเคลื่อนนี้สิ้นสุดหรือยกเลิกแล้ว จึงแก้ไขไม่ได้")
    return programme
