"""Schools' own standards: the sets a school may start from, one paper as it is read, the targets for the SAR."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from core.thai.years import academic_year_range
from qa.standards.models import EducationLevel, ScaleLevel, SchoolStandards, SchoolTarget, Standard, StandardSet
from qa.standards.queries.sets import outline
from schools.models import School

F = StandardSet.Family


@dataclass(frozen=True)
class TargetLine:
    """A row of a school's standards in reading order; `standard` is empty for an item of the school's own, which stands
    under the มาตรฐาน `root`. A group of items carries no target: `row` is empty."""

    number: str
    title: str
    depth: int
    standard: Standard | None
    root: Standard
    row: SchoolTarget | None
    target: ScaleLevel | None
    goal: ScaleLevel | None

    @property
    def is_own(self) -> bool:
        return self.standard is None


@dataclass(frozen=True)
class SchoolTargets:
    """What a school declared for an academic year and level."""

    paper: SchoolStandards
    set: StandardSet
    target: ScaleLevel | None
    goal: ScaleLevel | None
    goal_year: int | None
    lines: tuple[TargetLine, ...]

    @property
    def by_standard(self) -> dict[int, ScaleLevel]:
        """The target of the year by the key of the set's row; rows without a target are left out."""
        return {line.standard.pk: line.target for line in self.lines if line.standard and line.target}

    @property
    def own(self) -> tuple[TargetLine, ...]:
        return tuple(line for line in self.lines if line.is_own)


def sets_for(district: Any, level: str, academic_year: int) -> QuerySet[StandardSet]:
    """Sets in force that a school may start from in that year, the office's own first, then the nation's."""
    order = Case(When(family=F.DISTRICT, then=Value(0)), When(family=F.NATIONAL, then=Value(1)), default=Value(2),
                 output_field=IntegerField())  # fmt: skip
    rows = StandardSet.objects.of_district(district).in_use().of_level(level).of_year(academic_year)
    with_rows = rows.filter(Exists(Standard.objects.filter(set=OuterRef("pk")))).exclude(family=F.EXTERNAL)
    return with_rows.order_by(order, "year_from", "pk")


def levels_of(school: School) -> list[str]:
    """Which levels the school teaches."""
    return [level for level in EducationLevel.values if School.objects.filter(pk=school.pk).teaching(level).exists()]


def lines_of(paper: SchoolStandards) -> list[TargetLine]:
    """The paper in reading order, own items at the end of their มาตรฐาน; four queries whatever the size."""
    rows = list(paper.targets.select_related("target", "goal").order_by("pk"))
    held = {row.standard_id: row for row in rows if row.standard_id}
    own: dict[int, list[SchoolTarget]] = {}
    for row in rows:
        if row.under_id and not row.standard_id:
            own.setdefault(row.under_id, []).append(row)
    found: list[TargetLine] = []
    root: Standard | None = None

    def close() -> None:
        for row in own.get(root.pk, []) if root else []:
            assert root is not None
            found.append(TargetLine(row.number, row.title, 1, None, root, row, row.target, row.goal))

    for line in outline(paper.set):
        if line.depth == 0:
            close()
            root = line.row
        assert root is not None
        row = held.get(line.row.pk)
        found.append(
            TargetLine(
                line.row.number, line.row.title, line.depth, line.row, root, row,
                row.target if row else None, row.goal if row else None,
            )
        )  # fmt: skip
    close()
    return found


def targets_of(school: Any, academic_year: int, level: str) -> SchoolTargets | None:
    """What the school declared for that academic year (พ.ศ.) and level; None before it did. Six queries."""
    paper = (
        SchoolStandards.objects.filter(
            school=school, academic_year=academic_year, level=level, state=SchoolStandards.State.DECLARED
        )
        .select_related("set", "target", "goal", "school")
        .first()
    )
    if paper is None:
        return None
    return SchoolTargets(paper, paper.set, paper.target, paper.goal, paper.goal_year, tuple(lines_of(paper)))


def previous_of(school: Any, academic_year: int, level: str) -> SchoolStandards | None:
    """The newest paper of an earlier year, which the next may start from."""
    rows = SchoolStandards.objects.filter(school=school, level=level, academic_year__lt=academic_year)
    return rows.select_related("set").order_by("-academic_year").first()


def teaching_in(district: Any, academic_year: int, level: str) -> QuerySet[School]:
    """Schools of the office that were open in that academic year and teach the level."""
    opened, closed = academic_year_range(academic_year)
    rows = School.objects.of_district(district).filter(Q(opened_on=None) | Q(opened_on__lte=closed))
    return rows.filter(Q(closed_on=None) | Q(closed_on__gt=opened)).teaching(level)
