"""What planning asks of the app that logs visits, which stands right of it and answers by registering here.

`supervision.field` calls `register(...)` with its answers in `apps.ready()`; until then nothing is known as done.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django.db.models import BooleanField, Value


@dataclass(frozen=True)
class ActivityResult:
    """What came of one activity so far. `good` of `rated` answer sheets reached the level ดี or above; `at_a_distance`
    counts advice online, by telephone or at the office, apart from `visits` to the school."""

    visits: int = 0
    schools: int = 0
    at_a_distance: int = 0
    rated: int = 0
    good: int = 0


@dataclass(frozen=True)
class VisitLink:
    """A visit as a plan page names it: state code and Thai word, its address."""

    planned: int | None
    label: str
    url: str
    state: str
    state_label: str
    visited_on: date
    school: str = ""


@dataclass(frozen=True)
class OpenFinding:
    """A finding nobody has closed yet."""

    school: str
    text: str
    url: str
    due_on: date | None = None


@dataclass(frozen=True)
class YearReview:
    """What a fiscal year left behind, shown beside the plan of the next: coverage, results, open findings.

    `levels` are (label, count) of the answer sheets; `school_count` is the number of schools looked at."""

    fiscal_year: int
    school_count: int = 0
    visited: int = 0
    visits: int = 0
    at_a_distance: int = 0
    late: int = 0
    never: tuple[str, ...] = ()
    levels: tuple[tuple[str, int], ...] = ()
    mean_percent: Decimal | None = None
    findings: tuple[OpenFinding, ...] = ()
    finding_count: int = 0
    coverage_url: str = ""
    findings_url: str = ""


class Answers(Protocol):
    """What the app that logs visits can tell. Activities and planned visits are named by their primary keys."""

    def done(self) -> Any:
        """An Exists() over the visits that count for the outer PlannedVisit row."""

    def results(self, activities: Collection[int]) -> dict[int, ActivityResult]:
        """Results of activities; one that is absent has none. A fixed number of queries."""

    def visits_of(self, activity: int) -> list[VisitLink]:
        """Visits of one activity, newest first, at most 50."""

    def visits_for(self, planned: Collection[int]) -> dict[int, VisitLink]:
        """The visit that answers each planned visit, by the planned visit's key. One query."""

    def review(self, district: Any, fiscal_year: int, person: Any | None, user: Any) -> YearReview:
        """The year as `user` may see it; of one supervisor (schools.Person) or of the whole group."""

    def begin_url(self, planned: int) -> str:
        """Where a visit of this planned visit is begun."""


class _Nothing:
    """No app logs visits: nothing was done."""

    def done(self) -> Any:
        return Value(False, output_field=BooleanField())

    def results(self, activities: Collection[int]) -> dict[int, ActivityResult]:
        return {}

    def visits_of(self, activity: int) -> list[VisitLink]:
        return []

    def visits_for(self, planned: Collection[int]) -> dict[int, VisitLink]:
        return {}

    def review(self, district: Any, fiscal_year: int, person: Any | None, user: Any) -> YearReview:
        return YearReview(fiscal_year)

    def begin_url(self, planned: int) -> str:
        return ""


_held: list[Answers] = [_Nothing()]


def register(answers: Answers) -> None:
    """The app that logs visits answers from now on."""
    _held[0] = answers


def answers() -> Answers:
    return _held[0]


def done_expression() -> Any:
    return _held[0].done()
