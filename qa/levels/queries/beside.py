"""Levels of one school beside each other: internal beside external, and year after year."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from qa.levels.models import SchoolLevel
from qa.levels.queries.sets import NOT_ASSESSED
from qa.standards.models import EducationLevel
from schools.models import District, School

Source = SchoolLevel.Source


@dataclass(frozen=True)
class Told:
    """A level as it is shown beside another: its word, the year it is of and the set that has the word."""

    word: str
    year: int
    set: str
    value: int | None


@dataclass(frozen=True)
class Beside:
    school: School
    told: dict[str, Told]  # by source

    @property
    def cells(self) -> list[tuple[str, Told | None]]:
        return [(source.label, self.told.get(source.value)) for source in Source]

    @property
    def differs(self) -> bool:
        """Whether self-assessment and the office, told in one set and year, differ: sets are never compared."""
        one, other = self.told.get(Source.SELF), self.told.get(Source.OFFICE)
        return bool(one and other and (one.set, one.year) == (other.set, other.year) and one.word != other.word)


def _told(row: SchoolLevel) -> Told:
    level = row.scale_level
    return Told(level.word if level else NOT_ASSESSED, row.academic_year, str(row.set), level.value if level else None)


def beside(district: District, schools: Iterable[School], *, level: str, year: int) -> list[Beside]:
    """Each school's own and the office's level of the year, and the latest from outside up to that year. One query."""
    found: dict[int, dict[str, Told]] = {}
    rows = SchoolLevel.objects.filter(
        school__district=district, level=level, standard=None, academic_year__lte=year
    ).exclude(academic_year__lt=year, source__in=(Source.SELF, Source.OFFICE))
    for row in rows.select_related("scale_level", "set").order_by("academic_year"):
        found.setdefault(row.school_id, {})[row.source] = _told(row)
    return [Beside(school, found.get(school.pk, {})) for school in schools]


@dataclass(frozen=True)
class SchoolYear:
    year: int
    level: str
    told: list[tuple[str, Told | None]]


def years_of_school(user: Any, school: School, *, most: int = 20) -> list[SchoolYear]:
    """The school's overall levels, newest first, a line a year and level of teaching. One query."""
    rows = SchoolLevel.objects.visible_to(user).filter(school=school, standard=None)
    lines: dict[tuple[int, str], dict[str, Told]] = {}
    for row in rows.select_related("scale_level", "set").order_by("-academic_year", "-level"):
        lines.setdefault((row.academic_year, row.level), {})[row.source] = _told(row)
    return [
        SchoolYear(year, EducationLevel(level).label, [(source.label, told.get(source.value)) for source in Source])
        for (year, level), told in list(lines.items())[:most]
    ]
