"""The result tables the manual prints (Phatthalung 2, facts §3.8): teams with their members by post, schools by level
and size, projects. Each is worked out by the desk that keeps the work; here they are put together, totals checked.

    found = result_tables(district, 2569)
    found.teams, found.levels, found.projects        # for pages and for documents/kotpn/_result_tables.html
    found.sheets(("สพป. …", "ปีงบประมาณ 2569"))       # for a workbook
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.thai.years import academic_label, fiscal_label, fiscal_range
from evidence.tags import academic_year_of
from instruments.levels import FormLevels
from kotpn.assessment.project_tables import ProjectResult, projects_of
from qa.followup.queries.results import Results, forms_between
from qa.levels.queries.groups import expansion_apart, groups_of
from qa.levels.queries.summary import summary
from qa.levels.queries.tables import (
    MISSING,
    NONE,
    OTHER,
    STATES,
    Cell,
    Group,
    Held,
    LevelTable,
    Line,
    Scale,
    Word,
    split,
)
from qa.levels.queries.tables import line as counted_line
from reports.xlsx import Column, Sheet
from schools.models import District, School, SchoolYearCount
from schools.queries.teams import TeamsTable, teams_between
from supervision.field.queries import fiscal_period
from supervision.field.queries.levels import visit_levels
from supervision.rounds.queries.results import levels_of_rounds

EDUCATION = ("early", "basic")
SOURCES = ("office", "self")
NO_SUCH_SUM = Decimal("100.00")


def sum_said(counts: Iterable[int], total: int) -> str:
    """57 + 56 + 3 = 116 ไม่ครบ 117 ขาด 1; empty where they add up. One number alone is no sum: มีผล 2 จาก 98 ขาด 96."""
    told = [count for count in counts if count]
    made = sum(told)
    if made == total:
        return ""
    if len(told) < 2:
        return f"มีผล {made} จาก {total} ขาด {total - made}" if made < total else f"มีผล {made} เกิน {total}"
    terms = " + ".join(map(str, told))
    return f"{terms} = {made} ไม่ครบ {total} ขาด {total - made}" if made < total else f"{terms} = {made} เกิน {total}"


@dataclass(frozen=True)
class LevelResult:
    """Schools by level: `title` and `of` say what of, `rule` how a school's level came about, `url` is the desk's own
    page of it. Overall, by size, and in the manual's grouping where ขยายโอกาส stands apart from size."""

    key: str
    title: str
    of: str
    rule: str
    schools: tuple[School, ...]
    held: Held
    scale: Scale
    groups: tuple[Group, ...]
    url: str
    elsewhere: frozenset[int] = frozenset()

    @cached_property
    def total(self) -> Line:
        return counted_line("รวม", self.schools, self.held, self.scale, elsewhere=self.elsewhere)

    @cached_property
    def tables(self) -> list[LevelTable]:
        made = [LevelTable("overall", "รวมทุกโรงเรียน", "โรงเรียน", [self.total])]
        for group in self.groups:
            lines = split(group, self.schools, self.held, self.scale, elsewhere=self.elsewhere)
            made.append(LevelTable(group.key, f"จำแนกตาม{group.title}", group.title, [*lines, self.total]))
        return made

    @cached_property
    def checks(self) -> tuple[str, ...]:
        """What the totals do not say by themselves; nothing is forced to fit."""
        found = []
        if said := sum_said(self.total.counts, self.total.total):
            why = [f"{cell.label} {cell.count}" for cell in self.total.state_cells if cell.count]
            found.append(f"{said} โรงเรียน ({' · '.join(why)})")
        for table in self.tables[1:]:
            *lines, total = table.lines
            if tuple(map(sum, zip(*(one.counts for one in lines), strict=True))) != total.counts:
                found.append(f"ตาราง{table.title} รวมแล้วไม่เท่ากับยอดรวม")
        off = [(one.label, one.summed) for table in self.tables for one in table.lines if one.total]
        odd = {f"{label} {summed}" for label, summed in off if summed != NO_SUCH_SUM}
        if odd:
            found.append(f"ร้อยละรวมได้ไม่เท่ากับ 100.00 จากการปัดเศษ แสดงตามจริง: {', '.join(sorted(odd))}")
        return tuple(found)

    def behind(self, where: Mapping[str, str]) -> list[tuple[School, str]]:
        """The schools a number counts: `word` is a level's key or a state, a group's key its value."""
        words = {word.pk: word.word for word in self.scale}
        wanted = where.get("word", "")
        found = []
        for school in self.schools:
            if any(where.get(group.key) not in (None, "", group.of(school)[1]) for group in self.groups):
                continue
            key, said = self._state(school.pk, words)
            if wanted in ("", key):
                found.append((school, said))
        return found

    def _state(self, school: int, words: Mapping[int, str]) -> tuple[str, str]:
        if school in self.held:
            level = self.held[school]
            return (NONE, STATES[NONE]) if level is None else (str(level), words[level])
        key = OTHER if school in self.elsewhere else MISSING
        return key, STATES[key]

    def said(self, where: Mapping[str, str]) -> list[str]:
        """The choices of an address in words, for the heading of its list."""
        told = []
        for group in self.groups:
            if value := where.get(group.key):
                told += sorted({group.of(school)[2] for school in self.schools if group.of(school)[1] == value})
        if wanted := where.get("word"):
            told += [STATES[wanted]] if wanted in STATES else [w.word for w in self.scale if str(w.pk) == wanted]
        return told


@dataclass(frozen=True)
class ResultTables:
    """Everything of one office and fiscal year (พ.ศ.)."""

    district: District
    fiscal_year: int
    teams: TeamsTable
    levels: tuple[LevelResult, ...]
    projects: tuple[ProjectResult, ...]

    @property
    def label(self) -> str:
        return fiscal_label(self.fiscal_year)

    @property
    def is_empty(self) -> bool:
        return not (self.teams.teams or self.levels or self.projects)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should look at before any of it is printed."""
        return (*self.teams.warnings, *(f"{one.title}: {said}" for one in self.levels for said in one.checks))

    def level(self, key: str) -> LevelResult | None:
        return next((one for one in self.levels if one.key == key), None)

    def sheets(self, heading: tuple[str, ...] = ()) -> Iterator[Sheet]:
        """Teams, a sheet for each result by level, projects, and what does not add up; empty parts have none."""
        if self.teams.teams:
            yield _teams_sheet(self.teams, heading)
        for one in self.levels:
            yield _levels_sheet(one, (*heading, one.title, one.of))
        if self.projects:
            yield _projects_sheet(self.projects, heading)
        if self.warnings:
            rows = [(said,) for said in self.warnings]
            yield Sheet("ตรวจสอบยอด", (Column("สิ่งที่ต้องตรวจ", 110, "wrap"),), rows, heading)


def result_tables(district: District, fiscal_year: int, *, today: date | None = None) -> ResultTables:
    """The tables of a fiscal year (พ.ศ.); a fixed number of queries for each kind of result that was gathered."""
    today = today or timezone.localdate()
    start, end = fiscal_range(fiscal_year)
    teams = teams_between(district, start, end)
    levels = (
        *_quality(district, academic_year_of(fiscal_year)),
        *_follow_ups(district, start, end),
        *_forms(district, fiscal_year, today),
    )
    return ResultTables(district, fiscal_year, teams, levels, projects_of(district, fiscal_year, today=today))


def _sizes(groups: Iterable[Group]) -> tuple[Group, ...]:
    """By size and in the manual's grouping; neither where the office chose no scheme of sizes."""
    size = next((group for group in groups if group.key == "size"), None)
    return (size, expansion_apart(size)) if size else ()


def _quality(district: District, year: int) -> Iterator[LevelResult]:
    """Levels of the academic year that ended in the fiscal year, as the district summary counts them."""
    for level in EDUCATION:
        for source in SOURCES:
            found = summary(district, level=level, source=source, year=year)
            if found.total.assessed:
                said = "ผลการนิเทศ" if source == "office" else "ระดับคุณภาพ "
                query = f"?year={year}&level={level}&source={source}" + (f"&set={found.set.pk}" if found.set else "")
                yield LevelResult(
                    f"quality-{level}-{source}", f"{said}ระดับ{found.level_label}",
                    f"{academic_label(year)} · ที่มา: {found.source_label} · {found.set}".replace("\u00a0", " "),
                    "ระดับคุณภาพโดยรวมของโรงเรียน", found.scope.schools, found.held, found.scale,
                    _sizes(found.groups), reverse("levels:summary") + query, frozenset(found.elsewhere),
                )  # fmt: skip


def _follow_ups(district: District, start: date, end: date) -> Iterator[LevelResult]:
    """Forms 7.1 to 7.3 done in the fiscal year, each academic year apart; a school's latest counts."""
    for form, year in forms_between(district, start, end):
        found = Results(district, year=year, form=form, user=None, between=(start, end))
        if not found.total.assessed:  # แบบ 7.3 tells in words alone
            continue
        pupils = _pupils(district, year)
        yield LevelResult(
            f"follow-up-{form}-{year}", f"ผลการติดตามระบบประกันคุณภาพภายใน {found.form_label}",
            f"{academic_label(year)}".replace("\u00a0", " "), "ระดับจากฉบับล่าสุดของโรงเรียน",
            tuple(found.schools), found.held, found.scale, _sizes(groups_of(district, pupils)),
            f"{reverse('followup:results')}?year={year}&form={form}",
        )  # fmt: skip


def _forms(district: District, fiscal_year: int, today: date) -> Iterator[LevelResult]:
    """Levels by the forms of visits (such as การนิเทศ ๔ งาน) and of collection rounds."""
    period = fiscal_period(fiscal_year)
    visited = visit_levels(district, period, today=today)
    rounds = levels_of_rounds(district, fiscal_year)
    if not visited and not rounds:
        return
    sizes = _sizes(groups_of(district, _pupils(district, academic_year_of(fiscal_year))))
    opened = School.objects.of_district(district).open_on(period.as_of(today)).select_related("cluster", "amphoe")
    schools = tuple(opened.order_by("name_sort", "pk")) if visited else ()
    for found in visited:
        made = _of_form(found, schools, sizes)
        title = f"ผลการนิเทศตาม{found.version.instrument}"
        yield made(f"visits-{found.version.pk}", title, f"{period.label} · {found.sheets} ฉบับ", reverse("field:visits"))
    for one in rounds:
        made = _of_form(one.levels, one.schools, sizes)
        url = reverse("rounds:results", args=[one.round.pk])
        of = f"{one.levels.version} · {one.levels.sheets} ฉบับ"
        yield made(f"round-{one.round.pk}", f"ผลการเก็บข้อมูล {one.round}", of, url)


def _of_form(
    found: FormLevels, schools: tuple[School, ...], sizes: tuple[Group, ...]
) -> Callable[[str, str, str, str], LevelResult]:
    """Makes the table of a form's levels, given key, title, what of, and the desk's page."""
    scale = tuple(Word(band.pk, band.label, band.level) for band in found.bands)
    inside = {school.pk for school in schools}
    held = {school: band for school, band in found.held.items() if school in inside}

    def made(key: str, title: str, of: str, url: str) -> LevelResult:
        said = of.replace("\u00a0", " ")
        return LevelResult(key, title, said, found.rule, schools, held, scale, sizes, url)

    return made


def _pupils(district: District, year: int) -> dict[int, int]:
    rows = SchoolYearCount.objects.filter(school__district=district, academic_year=year)
    return {row.school_id: row.pupils for row in rows}


def _teams_sheet(teams: TeamsTable, heading: tuple[str, ...]) -> Sheet:
    rows: list[tuple[Any, ...]] = []
    for team in teams.teams:
        rows += [
            (str(team.team), team.team.get_kind_display(), post.name, post.count, None, None, ", ".join(post.people))
            for post in team.posts
        ]
        said = "; ".join(team.warnings)
        rows.append((str(team.team), team.team.get_kind_display(), "รวม", team.counted, team.stated, said, ""))
    columns = (
        Column("ทีม", 36), Column("ประเภท", 14), Column("ตำแหน่ง", 34), Column("คน", 8, "number"),
        Column("คำสั่งระบุ", 11, "number"), Column("ตรวจยอด", 44), Column("รายชื่อ", 60, "wrap"),
    )  # fmt: skip
    return Sheet("ทีมและกรรมการ", columns, rows, heading)


def _cells(cells: Iterable[Cell]) -> list[Any]:
    return [figure for cell in cells for figure in (cell.count, cell.share)]


def _levels_sheet(one: LevelResult, heading: tuple[str, ...]) -> Sheet:
    head = one.tables[0].head
    columns = [Column("จำแนกตาม", 22), Column("กลุ่ม", 30)]
    for word in head:
        columns += [Column(word, 12, "number"), Column(f"{word} ร้อยละ", 14, "score")]
    columns += [Column("รวม", 10, "number"), Column("รวมร้อยละ", 12, "score")]
    rows = [
        (table.title, made.label, *_cells(cells), made.total, made.summed)
        for table in one.tables
        for made, cells in table.rows
    ]
    return Sheet(one.title, tuple(columns), rows, (*heading, *one.checks))


def _projects_sheet(projects: Iterable[ProjectResult], heading: tuple[str, ...]) -> Sheet:
    rows = [
        (one.project.number, one.project.name, len(one.gatherings), one.people, one.lessons,
         one.visits.visits, one.visits.schools, one.visits.findings, one.visits.closed, "; ".join(one.gatherings))
        for one in projects
    ]  # fmt: skip
    columns = (
        Column("ที่", 6, "number"), Column("โครงการ", 50), Column("กิจกรรม", 10, "number"),
        Column("ผู้เข้าร่วม", 11, "number"), Column("ถอดบทเรียน", 12, "number"),
        Column("นิเทศ (ครั้ง)", 12, "number"), Column("โรงเรียน", 10, "number"), Column("ข้อค้นพบ", 10, "number"),
        Column("แล้วเสร็จ", 10, "number"), Column("กิจกรรมที่จัด", 70, "wrap"),
    )  # fmt: skip
    return Sheet("ผลโครงการ", columns, rows, heading)


__all__ = ["LevelResult", "ProjectResult", "ResultTables", "result_tables", "sum_said"]
