"""What the services of projects share: pointers, traces, the locked project, who may."""

from datetime import datetime
from typing import Any

from core import audit
from core.errors import NotAllowed
from core.pointers import Pointer
from supervision.projects.models import Application, ProjectYear, SelectionRound
from supervision.projects.permissions import PROJECT_STATES, may_write


def project_pointer(row: ProjectYear) -> Pointer:
    return Pointer("project_year", str(row.pk), str(row), row.starts_on)


def round_pointer(row: SelectionRound) -> Pointer:
    return Pointer("selection_round", str(row.pk), f"{row.title} · {row.project_year}", row.closes_on)


def application_pointer(row: Application) -> Pointer:
    return Pointer("project_application", str(row.pk), f"{row.school} · {row.round.title}")


def trace(
    row: ProjectYear, action: str, *, actor: Any, at: datetime, pointer: Pointer | None = None, **data: Any
) -> None:
    """`data` fills the Thai sentence of the act."""
    audit.record(
        actor=actor, action=action, target=pointer or project_pointer(row), district_code=row.district.code, data=data,
        at=at,
    )  # fmt: skip


def locked(row: ProjectYear | int, actor: Any) -> ProjectYear:
    """The project under lock; NotAllowed where it is not this person's to keep."""
    key = row if isinstance(row, int) else row.pk
    held: ProjectYear = (
        ProjectYear.objects.select_for_update(of=("self",)).select_related("district__settings", "project").get(pk=key)
    )
    if not may_write(actor, held):
        raise NotAllowed("แก้ไขได้เฉพาะผู้รับผิดชอบโครงการ และ ผอ.กลุ่มนิเทศฯ")
    return held


def open_for(row: ProjectYear | int, actor: Any) -> ProjectYear:
    """The locked project, which may be written now; DomainError when it is done or cancelled."""
    held = locked(row, actor)
    PROJECT_STATES.next(held.state, "edit")
    return held
