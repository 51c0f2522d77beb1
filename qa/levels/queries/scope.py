"""Which schools a table must account for: open on some day of the academic year and teaching the level.

Those counted without a pupil of the level that year stand apart; a year nobody counted keeps a school in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from core.thai.dates import BE_OFFSET
from core.thai.years import academic_year_range
from qa.standards.models import EducationLevel
from schools.models import AcademicTerm, District, School, SchoolYearCount


@dataclass(frozen=True)
class Scope:
    """Schools of one academic year and level, by name: those a level is expected of, and those without pupils."""

    schools: tuple[School, ...]
    apart: tuple[School, ...]
    pupils: Mapping[int, int]  # all pupils of the school that year, where they were counted


class Years:
    """First and last day of each academic year as the office set its terms, else by ระเบียบ ศธ. 2549. One query."""

    def __init__(self, district: District) -> None:
        rows = (
            AcademicTerm.objects.of_district(district).order_by("starts_on").values_list("academic_year", "starts_on")
        )
        self._starts: dict[int, date] = {}
        for year, starts_on in rows:
            self._starts.setdefault(year, starts_on)

    def today(self) -> int:
        """The academic year we are in."""
        day = timezone.localdate()
        year = day.year + BE_OFFSET
        return year if self.start(year) <= day else year - 1

    def start(self, year: int) -> date:
        return self._starts.get(year) or academic_year_range(year)[0]

    def span(self, year: int) -> tuple[date, date]:
        return self.start(year), self.start(year + 1) - timedelta(days=1)


def was_open(school: School, span: tuple[date, date]) -> bool:
    """Open on some day of the span. One that is closed without a known day is not."""
    if school.status != School.Status.OPEN and school.closed_on is None:
        return False
    first, last = span
    return (school.opened_on is None or school.opened_on <= last) and (
        school.closed_on is None or school.closed_on > first
    )


def teaching_schools(district: District, level: str) -> list[School]:
    """Every school of the office that teaches the level, whatever the year, with its group and อำเภอ."""
    rows = School.objects.of_district(district).teaching(level).select_related("cluster", "amphoe")
    return list(rows.order_by("name_sort", "pk"))


def counts_of(district: District, level: str, years: Iterable[int]) -> dict[int, dict[int, tuple[int, int]]]:
    """{academic year: {school: (pupils of the level, all pupils)}} of the years asked for."""
    grades = F("primary") + F("lower_secondary") + F("upper_secondary")
    found: dict[int, dict[int, tuple[int, int]]] = {}
    rows = SchoolYearCount.objects.filter(school__district=district, academic_year__in=list(years)).order_by()
    told = rows.values_list("academic_year", "school_id", "pre_primary", grades)
    for year, school, early, basic in told:
        of_level = early if level == EducationLevel.EARLY else basic
        found.setdefault(year, {})[school] = (of_level, early + basic)
    return found


def scope_from(schools: Iterable[School], span: tuple[date, date], counts: Mapping[int, tuple[int, int]]) -> Scope:
    """The scope of one year out of rows read before."""
    inside = [school for school in schools if was_open(school, span)]
    empty = {school for school, (of_level, _) in counts.items() if of_level == 0}
    return Scope(
        tuple(school for school in inside if school.pk not in empty),
        tuple(school for school in inside if school.pk in empty),
        {school: pupils for school, (_, pupils) in counts.items()},
    )


def scope_of(district: District, academic_year: int, level: str, *, years: Years | None = None) -> Scope:
    """The schools of one year (พ.ศ.) and level; three queries, two when the years are given."""
    span = (years or Years(district)).span(academic_year)
    counts = counts_of(district, level, [academic_year]).get(academic_year, {})
    return scope_from(teaching_schools(district, level), span, counts)


def told(school: Any) -> str:
    """A school as a message names it: name and code."""
    return f"{school.name} ({school.code10 or school.smis8 or 'ไม่มีรหัส'})"
