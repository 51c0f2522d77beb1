"""What the services share: pointers, traces, locked rows."""

from datetime import datetime
from typing import Any

from core import audit
from core.pointers import Pointer
from core.thai.years import fiscal_range
from supervision.groups.models import GroupYear, SubjectLine, TaskYear, Training


def task_pointer(row: TaskYear) -> Pointer:
    return Pointer(
        "task_year", str(row.pk), f"{row} ปีงบประมาณ {row.fiscal_year}"[:300], fiscal_range(row.fiscal_year)[1]
    )


def group_pointer(row: GroupYear) -> Pointer:
    return Pointer("group_year", str(row.pk), str(row)[:300], fiscal_range(row.fiscal_year)[1])


def line_pointer(row: SubjectLine) -> Pointer:
    return Pointer("subject_line", str(row.pk), str(row)[:300])


def training_pointer(row: Training) -> Pointer:
    return Pointer("training", str(row.pk), row.title, row.starts_on)


def trace(
    pointer: Pointer, action: str, *, actor: Any, district: Any, at: datetime, data: dict[str, Any] | None = None
) -> None:
    audit.record(actor=actor, action=action, target=pointer, district_code=district.code, data=data or {}, at=at)


def locked_task(row: TaskYear) -> TaskYear:
    rows = TaskYear.objects.select_for_update(of=("self",)).select_related(
        "district__settings", "task__work_group", "line__subject_group"
    )
    found: TaskYear = rows.get(pk=row.pk)
    return found


def locked_group(row: GroupYear) -> GroupYear:
    rows = GroupYear.objects.select_for_update(of=("self",)).select_related(
        "district__settings", "work_group", "subject_group"
    )
    found: GroupYear = rows.get(pk=row.pk)
    return found
