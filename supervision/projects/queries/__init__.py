"""Read-only: what pages, documents and apps to the right ask of projects."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from core.search import Hit
from schools.work_sources import WorkRow
from supervision.projects.models import ProjectActivity, ProjectOwner, ProjectYear, SelectionRound
from supervision.projects.permissions import may_read_office
from supervision.projects.queries.page import ProjectPage, QuarterLine, page_of
from supervision.projects.queries.timeline import TimeLine, timeline_of

__all__ = [
    "ProjectPage",
    "QuarterLine",
    "TimeLine",
    "done_between",
    "page_of",
    "rounds_for_schools",
    "search",
    "timeline_of",
    "years_of",
]


def years_of(district: Any, today_year: int) -> list[int]:
    """Fiscal years with projects, and this one, newest first; one query."""
    found = ProjectYear.objects.of_district(district).order_by().values_list("fiscal_year", flat=True).distinct()
    return sorted({*found, today_year}, reverse=True)


def rounds_for_schools(district: Any, today: date) -> Any:
    """Rounds schools may apply to on that day, the first to close first: a queryset."""
    rows = SelectionRound.objects.filter(project_year__district=district).taking(today)
    return rows.select_related("project_year__project").order_by("closes_on", "pk")


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Projects of a year by name, newest year first; their pages are the office's."""
    if not may_read_office(user, district):
        return []
    rows = ProjectYear.objects.visible_to(user).of_district(district).standing().select_related("project")
    for word in text.split():
        rows = rows.filter(project__name__icontains=word)
    return [
        Hit(
            "โครงการ", row.project.name, reverse("projects:project", args=[row.pk]),
            (f"ปีงบประมาณ {row.fiscal_year}", row.get_state_display()), "briefcase",
        )
        for row in rows.order_by("-fiscal_year", "project__number")[:limit]
    ]  # fmt: skip


def done_between(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    """Activities of projects that were done, on the day each ended. A gathering tells those held as one."""
    rows = (
        ProjectActivity.objects.filter(
            project_year__district=district, state="done", ends_on__range=(start, end), gathering=None
        )
        .exclude(project_year__state="cancelled")
        .select_related("project_year__project")
    )
    for row in rows:
        year = row.project_year
        yield WorkRow(
            row.ends_on, f"{row.title} · {year.project.name}", reverse("projects:project", args=[year.pk]),
            people=(row.owner_id,) if row.owner_id else (), work_group=year.work_group_id, project=year.project_id,
            subject_group=year.subject_group_id, state=row.get_state_display(), key=None if row.owner_id else year.pk,
        )  # fmt: skip


def owners_of(district: Any, years: set[int]) -> Iterable[tuple[int, int]]:
    """Who answers for activities that name nobody: those of the project's year."""
    return ProjectOwner.objects.filter(project_year__in=years).values_list("project_year", "person")
