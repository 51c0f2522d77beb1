"""The latest academic year with quality levels, counted for a body that meets."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from qa.levels.models import SchoolLevel


@dataclass(frozen=True)
class LatestLevels:
    """`year` is พ.ศ.; `schools` have a level of the whole in it; `changed_at` is when one was last set."""

    year: int
    schools: int
    changed_at: datetime


def latest_levels(district: Any) -> LatestLevels | None:
    """Of the schools' own assessment; None where no level was entered yet. One query."""
    rows = SchoolLevel.objects.filter(school__district=district, source=SchoolLevel.Source.SELF, standard=None)
    found = (
        rows.order_by()
        .values("academic_year")
        .annotate(schools=Count("school", distinct=True), changed_at=Max("updated_at"))
        .order_by("-academic_year")
        .first()
    )
    return LatestLevels(found["academic_year"], found["schools"], found["changed_at"]) if found else None
