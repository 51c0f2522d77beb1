"""Levels schools reached in visits by a form about the school, and the work done for each project: for the office's
result tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from instruments.levels import FormLevels, levels_by
from instruments.models import Response
from supervision.field.models import Finding, Visit
from supervision.field.queries.periods import Period


def _made(district: Any, period: Period, today: date) -> Any:
    """The visits every figure of a period counts (see work_by_area)."""
    return period.visits(Visit.objects.of_district(district).made()).filter(visited_on__lte=period.as_of(today))


def visit_levels(district: Any, period: Period, *, today: date) -> list[FormLevels]:
    """A line a version used in visits of the period, by the form's name; three queries."""
    visits = _made(district, period, today)
    sheets = Response.objects.filter(visit_sheet__visit__in=visits.order_by().values("pk"))
    found = levels_by(sheets, day="visit_sheet__visit__visited_on").values()
    return sorted(found, key=lambda one: (one.version.instrument.name, one.version.number))


@dataclass(frozen=True)
class ProjectVisits:
    """Visits for one project: how many, at how many schools, their findings and how many of them are closed."""

    visits: int = 0
    schools: int = 0
    findings: int = 0
    closed: int = 0


def visits_by_project(district: Any, period: Period, *, today: date) -> Mapping[int, ProjectVisits]:
    """By the project's key; two queries."""
    visits = _made(district, period, today).filter(project__isnull=False)
    rows = visits.order_by().values("project").annotate(n=Count("pk"), places=Count("school", distinct=True))
    findings = {
        row["visit__project"]: row
        for row in Finding.objects.filter(visit__in=visits.order_by().values("pk"))
        .order_by()
        .values("visit__project")
        .annotate(n=Count("pk"), done=Count("pk", filter=Q(action__state="closed")))
    }
    found = {}
    for row in rows:
        more = findings.get(row["project"], {"n": 0, "done": 0})
        found[row["project"]] = ProjectVisits(row["n"], row["places"], more["n"], more["done"])
    return found
