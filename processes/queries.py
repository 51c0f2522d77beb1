"""Read-only questions about actions for pages, documents and the apps to the right."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from processes.models import Action, Procedure, ProcedureVersion, RunStep, Step
from processes.permissions import may_check


@dataclass(frozen=True)
class ActionCounts:
    open: int = 0
    overdue: int = 0
    waiting_check: int = 0
    closed: int = 0

    @property
    def unfinished(self) -> int:
        return self.open + self.waiting_check


def counts(actions: Any, today: date) -> ActionCounts:
    """How many of a queryset stand where; one query."""
    row = actions.order_by().aggregate(
        open=Count("pk", filter=Q(state="open")),
        overdue=Count("pk", filter=Q(state="open", due_on__lt=today)),
        waiting_check=Count("pk", filter=Q(state="done")),
        closed=Count("pk", filter=Q(state="closed")),
    )
    return ActionCounts(**row)


def unfinished_of_school(school: Any) -> Any:
    """Open and reported actions of a school, the most overdue first."""
    return Action.objects.of_school(school).unfinished().select_related("owner").order_by("due_on", "pk")


@dataclass(frozen=True)
class AgendaItem:
    """An unfinished action as a body that meets is told of it; `late_days` 0 when it is not late."""

    action: Action
    school: str
    text: str
    owner: str
    due_on: date | None
    late_days: int
    reported: bool


def for_agenda(district: Any, today: date, *, late_only: bool = False) -> list[AgendaItem]:
    """Unfinished actions of an office for the committee's agenda, the latest first, then those that fall due; one
    query. The committee is of the office, so no reader is asked: the caller checks the right to draft an agenda."""
    rows = Action.objects.of_district(district)
    rows = rows.overdue(today) if late_only else rows.unfinished()
    found = []
    for row in rows.select_related("school").order_by("due_on", "pk"):
        late = (today - row.due_on).days if row.state == "open" and row.due_on and row.due_on < today else 0
        found.append(
            AgendaItem(
                action=row, school=row.school.name if row.school else "", text=row.text, owner=row.owner_label,
                due_on=row.due_on, late_days=late, reported=row.state == "done",
            )
        )  # fmt: skip
    return found


def waiting_for_owner(user: Any, district: Any) -> Any:
    return Action.objects.visible_to(user).of_district(district).to_do().owed_by(user).select_related("school", "owner")


def waiting_for_check(user: Any, district: Any) -> list[Action]:
    """Reported done, and this person may close it and began it or leads the group."""
    from schools.scope import holds  # noqa: PLC0415 (only asked here)

    rows = Action.objects.visible_to(user).of_district(district).awaiting_check().select_related("school", "owner")
    if not holds(user, "visit.close", district=district):
        rows = rows.filter(created_by=user)
    return [action for action in rows.order_by("done_at")[:200] if may_check(user, action)]


@dataclass(frozen=True)
class ChartStep:
    """A step as the chart and the sheets show it: its number, its sub-steps, the number its way back leads to."""

    number: int
    step: Step
    substeps: tuple[Step, ...]
    back: int | None


def chart_of(version: ProcedureVersion) -> list[ChartStep]:
    """The main steps in order with their sub-steps; one query."""
    rows = list(version.steps.order_by("position", "pk"))
    main = [row for row in rows if row.parent_id is None]
    numbers = {row.pk: place for place, row in enumerate(main, start=1)}
    return [
        ChartStep(
            numbers[row.pk], row, tuple(sub for sub in rows if sub.parent_id == row.pk),
            numbers.get(row.back_to_id) if row.back_to_id else None,
        )
        for row in main
    ]  # fmt: skip


_FINISHED = (RunStep.State.DONE, RunStep.State.SKIPPED)


def with_progress(runs: Any, today: date) -> Any:
    """Adds `n_steps`, `n_finished`, `n_late` (planned before today and not finished) and `now_at`, the first step that
    is not finished."""
    left = RunStep.objects.filter(run=OuterRef("pk")).exclude(state__in=_FINISHED).order_by("position")
    late = Q(steps__planned_on__lt=today) & ~Q(steps__state__in=_FINISHED)
    return runs.annotate(
        n_steps=Count("steps"),
        n_finished=Count("steps", filter=Q(steps__state__in=_FINISHED)),
        n_late=Count("steps", filter=late),
        now_at=Subquery(left.values("step__title")[:1]),
        now_number=Subquery(left.values("position")[:1]),
    ).select_related("school", "cluster", "district", "procedure")


@dataclass(frozen=True)
class BoardColumn:
    """A step of the board: how many runs stand there, and how many of them are late."""

    number: int
    title: str
    runs: int
    late: int


def board_of(runs: Any, today: date) -> list[BoardColumn]:
    """Runs by the first step they have not finished; the last column those that finished all. One query."""
    held: dict[tuple[int, str], list[int]] = {}
    for row in with_progress(runs, today).values_list("now_number", "now_at", "n_late"):
        number, title, late = row
        key = (1_000, "ครบทุกขั้น") if number is None else (number + 1, title)
        found = held.setdefault(key, [0, 0])
        found[0] += 1
        found[1] += bool(late)
    return [BoardColumn(number, title, n, late) for (number, title), (n, late) in sorted(held.items())]


def years_of(procedure: Procedure) -> list[int]:
    """Years with runs, newest first."""
    rows = procedure.runs.standing().order_by().values_list("year", flat=True).distinct()
    return sorted(rows, reverse=True)
