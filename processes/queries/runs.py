"""Read-only questions about runs: where each stands, which are late, the board of a procedure's year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, F, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from processes.models import Procedure, Run, RunStep

_FINISHED = (RunStep.State.DONE, RunStep.State.SKIPPED)
# Runs with nothing late come after every late one when the list is ordered by the day since when they are late.
NEVER = date(9999, 12, 31)
DONE, CURRENT, LATE, LATER = "done", "current", "late", "later"
FINISHED = "done"


def with_progress(runs: Any, today: date) -> Any:
    """Adds `n_steps`, `n_finished`, `n_late` (planned before today and not finished), `late_since` (the first planned
    day that passed, NEVER without) and the first step that is not finished: `now_at`, `now_number` from 0, `now_step`
    (key of the RunStep) and `now_planned`."""
    left = RunStep.objects.filter(run=OuterRef("pk")).exclude(state__in=_FINISHED).order_by("position")
    late = Q(steps__planned_on__lt=today) & ~Q(steps__state__in=_FINISHED) & Q(state=Run.State.OPEN)
    never = Value(NEVER, output_field=DateField())
    return runs.annotate(
        n_steps=Count("steps"),
        n_finished=Count("steps", filter=Q(steps__state__in=_FINISHED)),
        n_late=Count("steps", filter=late),
        late_since=Coalesce(Min("steps__planned_on", filter=late), never),
        now_at=Subquery(left.values("step__title")[:1]),
        now_number=Subquery(left.values("position")[:1]),
        now_step=Subquery(left.values("pk")[:1]),
        now_planned=Subquery(left.values("planned_on")[:1]),
    ).select_related("school", "cluster", "district", "procedure")


def standing_at(runs: Any, step: str) -> Any:
    """Of `with_progress`: those whose first unfinished step is number `step` (from 1), or FINISHED."""
    return runs.filter(now_number=None) if step == FINISHED else runs.filter(now_number=int(step) - 1)


def only_late(runs: Any) -> Any:
    """Of `with_progress`: those with a step whose day has passed."""
    return runs.filter(n_late__gt=0)


def procedures_with(runs: Any) -> list[tuple[int, str]]:
    """(key, name) of the procedures of these runs, by name."""
    rows = Procedure.objects.filter(pk__in=runs.order_by().values("procedure")).order_by("name")
    return list(rows.values_list("pk", "name"))


def years_with(runs: Any) -> list[tuple[str, int]]:
    """(kind, year) of these runs, the newest first."""
    rows = runs.order_by().values_list("year_kind", "year").distinct()
    return sorted(rows, key=lambda row: (-row[1], row[0]))


@dataclass(frozen=True)
class BoardColumn:
    """A step of the board: how many runs stand there and how many of them are late; `key` as `standing_at` takes it."""

    key: str
    title: str
    runs: int
    late: int


def board_of(runs: Any, today: date) -> list[BoardColumn]:
    """Runs by the first step they have not finished; the last column those that finished all. One query."""
    held: dict[tuple[int, str], list[int]] = {}
    for number, title, late in with_progress(runs, today).values_list("now_number", "now_at", "n_late"):
        key = (1_000, "ครบทุกขั้น") if number is None else (number, title)
        found = held.setdefault(key, [0, 0])
        found[0] += 1
        found[1] += bool(late)
    return [
        BoardColumn(FINISHED if number == 1_000 else str(number + 1), title, n, late)
        for (number, title), (n, late) in sorted(held.items())
    ]


@dataclass(frozen=True)
class StepMark:
    """A step of a run as it stands today; `state` and `word` as components/steps.html takes them."""

    mark: int
    row: RunStep
    state: str
    word: str
    late_days: int

    @property
    def name(self) -> str:
        return self.row.step.title


def marks_of(rows: Iterable[RunStep], today: date) -> list[StepMark]:
    """Steps of one run in order: done, late, the one now (the first that is not finished) and those to come."""
    found: list[StepMark] = []
    waiting = True
    for place, row in enumerate(rows, start=1):
        state, word, days = LATER, row.get_state_display(), 0
        if row.is_finished:
            state = DONE
        elif row.planned_on and row.planned_on < today:
            days = (today - row.planned_on).days
            state, word = LATE, f"เลยกำหนด {days} วัน"
        elif waiting:
            state = CURRENT
        waiting = waiting and row.is_finished
        found.append(StepMark(place, row, state, word, days))
    return found


def mark_now(marks: Iterable[StepMark]) -> StepMark | None:
    """The first step that is not finished, None when all are."""
    return next((mark for mark in marks if mark.state != DONE), None)


def steps_of(run: Run) -> list[RunStep]:
    """The steps of a run with their words and sub-steps, in order, `n_proofs` (evidence that was not sent back) and
    `n_returned`; two queries."""
    rows = run.steps.select_related("step", "owner", "saved_by").prefetch_related("step__substeps")
    returned = Q(evidence__state="returned")
    found = rows.annotate(
        n_proofs=Count("evidence", filter=~returned), n_returned=Count("evidence", filter=returned)
    ).order_by("position")
    return list(found)


def run_of_school(school: Any, code: str, year: int) -> Run | None:
    """The standing run of a school for the procedure with this code in the year (พ.ศ. of the procedure's kind)."""
    rows = Run.objects.standing().filter(school=school, procedure__code=code, year=year)
    return rows.select_related("procedure", "version", "school__district", "district").first()


def open_of_schools(user: Any, schools: Any, today: date) -> Any:
    """Open runs of these schools as far as the person may read them, with progress, the longest late first."""
    runs = Run.objects.visible_to(user).filter(school__in=schools, state=Run.State.OPEN)
    return with_progress(runs, today).order_by(F("late_since"), "-year", "pk")


def late_of_schools(user: Any, schools: Any, today: date) -> Any:
    """Of `open_of_schools`, those that are late."""
    return only_late(open_of_schools(user, schools, today))
