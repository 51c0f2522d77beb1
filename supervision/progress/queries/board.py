"""The office's board of baselines: how many stand where, and each school's row."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from supervision.improvement.models import Participation, Programme
from supervision.progress.models import BaselineSheet, PlanLine, SchoolIndicator

State = BaselineSheet.State


@dataclass(frozen=True, slots=True)
class Board:
    """Schools that are in, by the state of their sheet; `none` have not begun."""

    total: int
    none: int
    by_state: dict[str, int]

    @property
    def waiting(self) -> int:
        """Not with the office yet."""
        return self.none + self.by_state[State.DRAFT] + self.by_state[State.RETURNED]


def board_of(programme: Programme) -> Board:
    """One query."""
    rows = (
        Participation.objects.filter(programme=programme, is_in=True)
        .order_by()
        .values_list("baseline_sheet__state")
        .annotate(count=Count("pk"))
    )
    counts: dict[str | None, int] = dict(rows)
    return Board(sum(counts.values()), counts.get(None, 0), {state: counts.get(state, 0) for state in State.values})


def in_state(rows: QuerySet[Participation], value: str) -> QuerySet[Participation]:
    if value == "none":
        return rows.filter(baseline_sheet__isnull=True)
    return rows.filter(baseline_sheet__state=value)


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("participation").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def board_rows(programme: Programme) -> QuerySet[Participation]:
    """Schools that are in, with `filled` and `aimed` (indicators with a baseline, a target) and `lines` of the plan."""
    values = SchoolIndicator.objects.filter(participation=OuterRef("pk"))
    return (
        Participation.objects.filter(programme=programme, is_in=True)
        .select_related("school__cluster", "baseline_sheet")
        .annotate(
            filled=_count(values.filter(baseline__isnull=False)),
            aimed=_count(values.filter(target__isnull=False)),
            lines=_count(PlanLine.objects.filter(participation=OuterRef("pk"))),
        )
    )
