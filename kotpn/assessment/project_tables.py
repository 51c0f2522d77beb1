"""What was done for each project of the register in a fiscal year: gatherings with those who came, and visits. The rows
are those the proofs of the year count (meetings.proofs)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.thai.dates import date_range
from evidence.proofs import Scope
from meetings.proofs import held
from schools.models import District, Project
from supervision.field.queries import fiscal_period
from supervision.field.queries.levels import ProjectVisits, visits_by_project


@dataclass(frozen=True)
class ProjectResult:
    """`gatherings` were held, the earliest first; `lessons` are those of them with what was learned."""

    project: Project
    gatherings: tuple[str, ...]
    people: int
    lessons: int
    visits: ProjectVisits


def projects_of(district: District, fiscal_year: int, *, today: date) -> tuple[ProjectResult, ...]:
    """Projects with work in the year, in the order of the register; four queries."""
    by_project: dict[int, list[dict[str, Any]]] = {}
    for row in reversed(held(Scope(district, fiscal_year))):
        if row["project"]:
            by_project.setdefault(row["project"], []).append(row)
    visits = visits_by_project(district, fiscal_period(fiscal_year), today=today)
    projects = Project.objects.of_district(district).filter(pk__in={*by_project, *visits})
    return tuple(_result(one, by_project.get(one.pk, []), visits) for one in projects.order_by("number", "pk"))


def _result(project: Project, rows: list[dict[str, Any]], visits: Any) -> ProjectResult:
    return ProjectResult(
        project, tuple(f"{row['title']} ({date_range(row['held_on'], row['held_to'])})" for row in rows),
        sum(row["people"] + row["heads"] for row in rows), sum(1 for row in rows if row["told"]),
        visits.get(project.pk, ProjectVisits()),
    )  # fmt: skip
