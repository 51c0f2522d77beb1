"""Means of the district and the country by paper and year, and a school's years beside them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Max, Sum

from schools.models import District, School
from supervision.achievement.models import Exam, ExamResult, Paper

Scope = ExamResult.Scope
YEARS_OF_TREND = 3
Spot = tuple[int, int]
"""Paper and academic year."""


@dataclass
class Standing:
    """One paper in one year over the whole office. `district` is the mean as announced, else that of all who sat at
    its schools, each school by its number; `national` None where nobody wrote it down."""

    schools: int = 0
    sat: int = 0
    computed: Decimal | None = None
    announced: Decimal | None = None
    national: Decimal | None = None
    sd: Decimal | None = None
    strong: int | None = None
    middle: int | None = None
    weak: int | None = None

    @property
    def district(self) -> Decimal | None:
        return self.computed if self.announced is None else self.announced

    @property
    def difference(self) -> Decimal | None:
        return None if self.district is None or self.national is None else self.district - self.national


def standings(district: District, *, years: Collection[int] | None = None, papers: Any = None) -> dict[Spot, Standing]:
    """By paper and year; two queries."""
    rows = ExamResult.objects.of_district(district).order_by()
    if years is not None:
        rows = rows.filter(academic_year__in=years)
    if papers is not None:
        rows = rows.filter(paper__in=papers)
    found: dict[Spot, Standing] = {}
    summed = (
        rows.of_schools()
        .values_list("paper_id", "academic_year")
        .annotate(
            n=Count("pk"), of_all=Sum("sat"), weighed=Sum(F("sat") * F("mean")), n_strong=Sum("strong"),
            n_middle=Sum("middle"), n_weak=Sum("weak"),
        )
    )  # fmt: skip
    for paper, year, schools, sat, weighed, strong, middle, weak in summed:
        found[paper, year] = Standing(
            schools, sat, weighed / sat if sat else None, strong=strong, middle=middle, weak=weak
        )
    announced = rows.announced().values_list("paper_id", "academic_year", "scope", "mean", "sd")
    for paper, year, scope, mean, sd in announced:
        row = found.setdefault((paper, year), Standing())
        if scope == Scope.NATIONAL:
            row.national = mean
        else:
            row.announced, row.sd = mean, sd
    return found


def years_with_results(district: District, *, exam: Exam | None = None) -> list[int]:
    """Newest first."""
    rows = ExamResult.objects.of_district(district).order_by()
    rows = rows.filter(paper__exam=exam) if exam is not None else rows
    return sorted(set(rows.values_list("academic_year", flat=True).distinct()), reverse=True)


def exams_with_results(district: District) -> list[Exam]:
    rows = Paper.objects.filter(pk__in=ExamResult.objects.of_district(district).order_by().values("paper"))
    return list(Exam.objects.of_district(district).filter(pk__in=rows.values("exam")))


def latest_years(district: District) -> dict[int, int]:
    """{exam: last year its schools have results of}; one query."""
    rows = ExamResult.objects.of_district(district).of_schools().order_by()
    return dict(rows.values_list("paper__exam_id").annotate(Max("academic_year")))


@dataclass(frozen=True)
class PaperLine:
    paper: Paper
    now: Standing
    before: Standing | None

    @property
    def change(self) -> Decimal | None:
        """Against the year before."""
        if self.before is None or self.before.district is None or self.now.district is None:
            return None
        return self.now.district - self.before.district


@dataclass(frozen=True)
class ExamYear:
    """The district in one exam and year; `trend` are (year, district, national) of the papers both years have."""

    exam: Exam
    year: int
    lines: list[PaperLine]
    trend: list[tuple[int, Decimal | None, Decimal | None]] = field(default_factory=list)

    @property
    def any_computed(self) -> bool:
        """Whether a mean of the district is ours, for want of the announced one."""
        return any(line.now.announced is None for line in self.lines)


def mean_of(values: Iterable[Decimal | None]) -> Decimal | None:
    """The plain mean of several papers' means, as testing bodies print it; None unless every one is there."""
    found = list(values)
    if not found or any(value is None for value in found):
        return None
    return sum((value for value in found if value is not None), Decimal(0)) / len(found)


def exam_year(exam: Exam, year: int, *, back: int = 5) -> ExamYear:
    """Three queries."""
    papers = list(Paper.objects.filter(exam=exam))
    for paper in papers:
        paper.exam = exam
    found = standings(exam.district, years=range(year - back + 1, year + 1), papers=papers)
    lines = [
        PaperLine(paper, found[paper.pk, year], found.get((paper.pk, year - 1)))
        for paper in papers
        if (paper.pk, year) in found
    ]
    keys = [line.paper.pk for line in lines]
    trend = []
    for one in range(year - back + 1, year + 1):
        there = [found[key, one] for key in keys if (key, one) in found]
        if there and len(there) == len(keys):
            trend.append((one, mean_of(row.district for row in there), mean_of(row.national for row in there)))
    return ExamYear(exam, year, lines, trend)


@dataclass(frozen=True)
class Cell:
    """A school's result of one paper and year beside the means of that year."""

    year: int
    result: ExamResult | None
    standing: Standing | None

    @property
    def national(self) -> Decimal | None:
        return self.standing.national if self.standing else None

    @property
    def district(self) -> Decimal | None:
        return self.standing.district if self.standing else None

    @property
    def difference(self) -> Decimal | None:
        """From the country's mean, or the district's where that is not known."""
        against = self.national if self.national is not None else self.district
        return None if self.result is None or against is None else self.result.mean - against


@dataclass(frozen=True)
class SchoolLine:
    paper: Paper
    cells: list[Cell]


@dataclass(frozen=True)
class SchoolExam:
    """One exam and grade of a school over `years`, oldest first, with the mean of all papers of each year."""

    exam: Exam
    grade: str
    years: list[int]
    lines: list[SchoolLine]

    @property
    def label(self) -> str:
        return f"{self.exam.short_name} {self.grade}"

    def overall(self) -> list[tuple[int, Decimal | None, Decimal | None, Decimal | None]]:
        """(year, school, district, country): plain means of the papers the school sat that year."""
        made = []
        for at, year in enumerate(self.years):
            there = [line.cells[at] for line in self.lines if line.cells[at].result is not None]
            own = mean_of(cell.result.mean for cell in there if cell.result is not None)
            made.append((year, own, mean_of(cell.district for cell in there), mean_of(cell.national for cell in there)))
        return made


def school_exams(rows: Any, school: School, *, most: int = YEARS_OF_TREND) -> list[SchoolExam]:
    """The last years of each exam and grade the school sat; `rows`: a queryset of results in sight. Three queries."""
    held_all = list(
        rows.filter(school=school)
        .select_related("paper__exam")
        .order_by("paper__exam__position", "paper__exam_id", "paper__grade", "paper__position", "paper_id")
    )
    if not held_all:
        return []
    means = standings(school.district, papers={row.paper_id for row in held_all})
    made = []
    for (_, grade), part in groupby(held_all, key=lambda row: (row.paper.exam_id, row.paper.grade)):
        held = list(part)
        years = sorted({row.academic_year for row in held})[-most:]
        lines = []
        for _, of_paper in groupby(held, key=lambda row: row.paper_id):
            by_year = {row.academic_year: row for row in of_paper}
            paper = next(iter(by_year.values())).paper
            if not set(by_year) & set(years):
                continue
            lines.append(
                SchoolLine(
                    paper, [Cell(year, by_year.get(year), means.get((paper.pk, year))) for year in years]
                )
            )  # fmt: skip
        made.append(SchoolExam(held[0].paper.exam, grade, years, lines))
    return made


@dataclass(frozen=True)
class Grid:
    """Schools against the papers of one exam and year: what the document prints. `rows`: school, its means in the
    order of `papers`, their plain mean."""

    papers: Sequence[Paper]
    rows: list[tuple[School, list[ExamResult | None], Decimal | None]]


def grid_of(rows: Any, papers: Sequence[Paper]) -> Grid:
    """`rows` is a queryset of the results in sight, of one year; one query."""
    by_school: dict[int, dict[int, ExamResult]] = {}
    schools: dict[int, School] = {}
    for row in rows.of_schools().filter(paper__in=papers).select_related("school__cluster").order_by():
        by_school.setdefault(row.school_id, {})[row.paper_id] = row
        schools[row.school_id] = row.school
    made = []
    for school in sorted(schools.values(), key=lambda one: (one.name_sort, one.pk)):
        held = by_school[school.pk]
        cells = [held.get(paper.pk) for paper in papers]
        made.append((school, cells, mean_of(one.mean for one in cells if one is not None)))
    return Grid(papers, made)
