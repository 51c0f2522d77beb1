"""A project of a year as its page and its report show it: plan, money by quarter, activities, schools, work done."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.thai.years import fiscal_quarter, fiscal_range
from meetings.models import Gathering
from supervision.field.models import Visit
from supervision.projects.models import (
    BudgetLine,
    ProgressNote,
    ProjectActivity,
    ProjectIndicator,
    ProjectOwner,
    ProjectSchool,
    ProjectYear,
    Spending,
)

_LATEST = 10


@dataclass(frozen=True)
class QuarterLine:
    """Baht planned and spent in a quarter; `sources` the lines planned."""

    number: int
    label: str
    planned: Decimal
    spent: Decimal
    sources: tuple[BudgetLine, ...]

    @property
    def left(self) -> Decimal:
        return self.planned - self.spent


@dataclass(frozen=True)
class ProjectPage:
    """Everything of one project; `visits` are the latest that were made, of `visit_count` at `visited` schools."""

    owners: Sequence[ProjectOwner]
    indicators: Sequence[ProjectIndicator]
    quarters: Sequence[QuarterLine]
    spendings: Sequence[Spending]
    activities: Sequence[ProjectActivity]
    notes: Sequence[ProgressNote]
    schools: Sequence[ProjectSchool]
    gatherings: Sequence[Gathering]
    visits: Sequence[Visit]
    visit_count: int
    visited: int

    @property
    def budget(self) -> Decimal:
        return sum((row.planned for row in self.quarters), Decimal(0))

    @property
    def spent(self) -> Decimal:
        return sum((row.spent for row in self.quarters), Decimal(0))

    @property
    def left(self) -> Decimal:
        return self.budget - self.spent

    @property
    def taking_part(self) -> list[ProjectSchool]:
        return [row for row in self.schools if row.left_on is None]

    @property
    def activities_done(self) -> int:
        return sum(row.state == ProjectActivity.State.DONE for row in self.activities)

    @property
    def activities_counted(self) -> int:
        """Those that are to be done: cancelled ones are not."""
        return sum(row.state != ProjectActivity.State.CANCELLED for row in self.activities)

    @property
    def reached(self) -> int:
        return sum(bool(row.is_reached) for row in self.indicators)

    @property
    def progress(self) -> int | None:
        """The percentage last noted, None where none was."""
        return self.notes[0].percent if self.notes else None


def page_of(row: ProjectYear, user: Any) -> ProjectPage:
    """As the reader sees it (None is the machine, which reads all); a fixed number of queries."""
    spendings = list(row.spendings.all())
    visits = Visit.objects.filter(district=row.district_id, project=row.project_id, fiscal_year=row.fiscal_year).made()
    gatherings = Gathering.objects.standing().filter(district=row.district_id, project=row.project_id)
    gatherings = gatherings.filter(held_on__range=fiscal_range(row.fiscal_year))
    if user is not None:
        visits, gatherings = visits.visible_to(user), gatherings.visible_to(user)
    places = list(visits.order_by().values_list("school", flat=True))
    return ProjectPage(
        owners=list(row.owners.select_related("person")),
        indicators=list(row.indicators.all()),
        quarters=_quarters(list(row.budget_lines.all()), spendings),
        spendings=spendings,
        activities=list(row.activities.select_related("owner", "gathering")),
        notes=list(row.notes.select_related("saved_by")),
        schools=list(row.schools.select_related("school__amphoe", "school__cluster")),
        gatherings=list(gatherings.select_related("kind").order_by("-held_on", "-pk")),
        visits=list(visits.select_related("school", "lead").order_by("-visited_on", "-pk")[:_LATEST]),
        visit_count=len(places),
        visited=len(set(places)),
    )


def _quarters(lines: Sequence[BudgetLine], spendings: Sequence[Spending]) -> list[QuarterLine]:
    standing = [row for row in spendings if row.cancelled_at is None]
    found = []
    for number, label in BudgetLine.Quarter.choices:
        own = tuple(row for row in lines if row.quarter == number)
        spent = sum((row.amount for row in standing if fiscal_quarter(row.spent_on) == number), Decimal(0))
        found.append(QuarterLine(number, str(label), sum((row.amount for row in own), Decimal(0)), spent, own))
    return found
