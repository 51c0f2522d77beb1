"""What was done for each project of the register in a fiscal year: gatherings with those who came, and visits."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count

from meetings.models import Gathering
from meetings.queries.people import came_to
from schools.models import District, Project
from supervision.field.queries import fiscal_period
from supervision.field.queries.levels import ProjectVisits, visits_by_project


@dataclass(frozen=True)
class ProjectResult:
    """`gatherings` were held, the earliest first; `lessons` are those of them with what was learned."""

    project: Project
    gatherings: tuple[Gathering, ...]
    people: int
    lessons: int
    visits: ProjectVisits

    @property
    def budget(self) -> Decimal:
        return sum((row.budget for row in self.gatherings if row.budget is not None), Decimal(0))

    @property
    def titles(self) -> list[str]:
        return [f"{row.kind} {row.title} ({row.days_label})" for row in self.gatherings]


def projects_of(district: District, fiscal_year: int, *, today: date) -> tuple[ProjectResult, ...]:
    """Projects with work in the year, in the order of the register; six queries."""
    held = Gathering.objects.of_district(district).in_fiscal_year(fiscal_year)
    held = held.filter(state=Gathering.State.HELD, project__isnull=False)
    came = came_to(held)
    by_project: dict[int, list[Gathering]] = {}
    rows = held.select_related("kind").annotate(n_lessons=Count("lessons")).order_by("held_on", "pk")
    for row in rows:
        by_project.setdefault(row.project_id or 0, []).append(row)
    visits = visits_by_project(district, fiscal_period(fiscal_year), today=today)
    found = []
    for project in Project.objects.of_district(district).filter(pk__in={*by_project, *visits}).order_by("number", "pk"):
        gatherings = tuple(by_project.get(project.pk, ()))
        found.append(
            ProjectResult(
                project, gatherings, sum(came.get(row.pk, 0) for row in gatherings),
                sum(1 for row in gatherings if row.n_lessons),  # type: ignore[attr-defined]
                visits.get(project.pk, ProjectVisits()),
            )
        )  # fmt: skip
    return tuple(found)
