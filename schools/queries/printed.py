"""Rows of the printed lists: schools with the counts of a year, and duties per person. Reads only what it is given."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from schools.models import Assignment, District, Person, School, SchoolYearCount
from schools.queries.responsibility import responsible_for, school_sets

KINDS = Assignment.Kind


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school with its counts of one academic year; None where the year has no count."""

    school: School
    counts: SchoolYearCount | None
    size: str

    @property
    def pupils(self) -> int | None:
        return self.counts.pupils if self.counts else None

    @property
    def teachers(self) -> int | None:
        return self.counts.teachers if self.counts else None

    @property
    def levels(self) -> str:
        return "–".join(part for part in (self.school.level_from, self.school.level_to) if part)


@dataclass(frozen=True, slots=True)
class ClusterRows:
    """The schools of one cluster in name order, with their sums."""

    name: str
    rows: list[SchoolRow]

    @property
    def pupils(self) -> int:
        return sum(row.pupils or 0 for row in self.rows)

    @property
    def teachers(self) -> int:
        return sum(row.teachers or 0 for row in self.rows)


def latest_count_year(district: District) -> int | None:
    """The newest academic year with counts of any school of the office."""
    return (
        SchoolYearCount.objects.filter(school__district=district)
        .order_by("-academic_year")
        .values_list("academic_year", flat=True)
        .first()
    )


def count_years(district: District) -> list[int]:
    rows = SchoolYearCount.objects.filter(school__district=district).order_by("-academic_year")
    return list(rows.values_list("academic_year", flat=True).distinct())


def school_rows(schools: Any, district: District, year: int | None) -> list[SchoolRow]:
    """Rows of a School queryset by cluster and name; three queries for any number."""
    counts = {
        row.school_id: row
        for row in SchoolYearCount.objects.filter(school__in=schools.values("pk"), academic_year=year or 0)
    }
    settings = getattr(district, "settings", None)
    scheme = settings.size_scheme if settings else None
    bands = list(scheme.bands.order_by("-at_least")) if scheme else []

    def size(found: SchoolYearCount | None) -> str:
        if found is None:
            return ""
        return next((band.label for band in bands if found.pupils >= band.at_least), "")

    ordered = schools.select_related("cluster", "amphoe").order_by(
        "cluster__position", "cluster__name_sort", "name_sort", "pk"
    )
    return [SchoolRow(school, counts.get(school.pk), size(counts.get(school.pk))) for school in ordered]


def by_cluster(rows: Iterable[SchoolRow], *, none: str) -> list[ClusterRows]:
    """Rows in runs of one cluster; those without one come last under `none`."""
    return [
        ClusterRows(name, list(run))
        for name, run in groupby(rows, key=lambda row: row.school.cluster.name if row.school.cluster else none)
    ]


@dataclass(frozen=True, slots=True)
class Duties:
    """What one person is responsible for on a day, in words by kind, and the schools all that reaches."""

    person: Person
    by_kind: dict[str, list[str]] = field(default_factory=dict)
    assignments: list[Assignment] = field(default_factory=list)
    schools: int = 0

    @property
    def work_groups(self) -> list[str]:
        return self.by_kind.get(KINDS.WORK_GROUP, [])

    @property
    def places(self) -> list[str]:
        """Clusters with their number of schools, then single schools."""
        return self.by_kind.get(KINDS.CLUSTER, []) + self.by_kind.get(KINDS.SCHOOL, [])

    @property
    def subject_groups(self) -> list[str]:
        return self.by_kind.get(KINDS.SUBJECT_GROUP, [])

    @property
    def projects(self) -> list[str]:
        return self.by_kind.get(KINDS.PROJECT, [])


def duties(assignments: Any, district: District, on: date) -> list[Duties]:
    """Duties of each person of an Assignment queryset in force on a day, by name."""
    clusters = school_sets(district, on)
    open_schools = set[int]().union(*clusters.values()) if clusters else set()
    held: dict[int, Duties] = {}
    reached: dict[int, set[int]] = defaultdict(set)
    rows = (
        assignments.in_force(on)
        .filter(person__is_active=True)
        .select_related("person", "work_group", "cluster", "school", "subject_group", "project")
        .order_by("person__name_sort", "person", "kind", "pk")
    )
    for row in rows:
        mine = held.setdefault(row.person_id, Duties(row.person))
        words = str(row.target)
        if row.kind == KINDS.CLUSTER:
            inside = clusters.get(row.cluster_id, set())
            reached[row.person_id] |= inside
            words = f"{words} ({len(inside)} โรงเรียน)"
        elif row.kind == KINDS.SCHOOL and row.school_id in open_schools:
            reached[row.person_id].add(row.school_id)
        mine.by_kind.setdefault(row.kind, []).append(words)
        mine.assignments.append(row)
    return [Duties(mine.person, mine.by_kind, mine.assignments, len(reached[key])) for key, mine in held.items()]


def school_duties(schools: Any, on: date) -> list[tuple[School, str, str]]:
    """(school, names of its supervisors, how) in order of cluster and name."""
    rows = list(schools.select_related("cluster", "amphoe").order_by("cluster__position", "name_sort", "pk"))
    found = responsible_for(rows, on)
    return [
        (
            school,
            ", ".join(entry.person.full_name for entry in found[school.pk]),
            ", ".join(dict.fromkeys(entry.through or "รายโรงเรียน" for entry in found[school.pk])),
        )
        for school in rows
    ]
