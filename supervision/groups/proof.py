"""A task's year as something evidence proves."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from evidence.uses import UseKind, register_use
from supervision.groups.models import TaskYear, TaskYearEvidence
from supervision.groups.permissions import can_write, may_lead

KEY = "task_year"


def _rows() -> QuerySet[TaskYear]:
    return TaskYear.objects.select_related("district__settings", "task__work_group", "line__subject_group")


def _may_view(user: Any, row: TaskYear) -> bool:
    return TaskYear.objects.visible_to(user).filter(pk=row.pk).exists()


def _previous(row: TaskYear) -> list[TaskYear]:
    """The same task in earlier years, newest first."""
    before = _rows().filter(fiscal_year__lt=row.fiscal_year, task=row.task_id, line=row.line_id)
    return list(before.order_by("-fiscal_year"))


def register() -> None:
    register_use(
        UseKind(
            key=KEY,
            model=TaskYearEvidence,
            thai="งานของกลุ่ม",
            target=lambda key: _rows().get(pk=int(key)),
            describe=lambda row: f"{row} · {row.group} ปีงบประมาณ {row.fiscal_year}",
            url=lambda row: reverse("groups:task", args=[row.pk]),
            school=lambda row: None,
            district=lambda row: row.district,
            may_view=_may_view,
            may_attach=can_write,
            may_review=lambda user, row: may_lead(user, row.district_id),
            year=lambda row: row.fiscal_year,
            previous=_previous,
            related=("target__district", "target__task__work_group", "target__line__subject_group"),
        )
    )
