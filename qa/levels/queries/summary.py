"""The district's summary of one academic year, level and source: tables, trend, and what the totals do not cover.

A fixed number of queries whatever the number of schools, standards and years.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, F, Q

from qa.levels.models import SchoolLevel
from qa.levels.queries.groups import groups_of
from qa.levels.queries.scope import Scope, Years, scope_from, teaching_schools, told
from qa.levels.queries.sets import NOT_ASSESSED, likeliest
from qa.levels.queries.tables import Group, Held, LevelTable, Line, Scale, Word, line, split
from qa.standards.models import EducationLevel, ScaleLevel, Standard, StandardSet
from schools.models import District, School, SchoolYearCount

MOST_YEARS = 10


class Overall(NamedTuple):
    """The overall level of one school in one year; thousands are read for a trend."""

    school: int
    name: str
    year: int
    set: int
    level: int | None


@dataclass(frozen=True)
class Trend:
    """Years told in one scale; years of another scale stand in a block of their own."""

    sets: str
    table: LevelTable


@dataclass(frozen=True)
class Checks:
    """What the totals do not say: schools by name."""

    missing: tuple[School, ...]
    not_assessed: tuple[School, ...]
    other: tuple[tuple[School, str], ...]  # told in another set, and which
    double: tuple[str, ...]
    outside: tuple[str, ...]  # levels of schools that are not in scope, and why
    apart: tuple[School, ...]

    @property
    def is_clean(self) -> bool:
        return not (self.missing or self.other or self.double or self.outside)


class Summary:
    """Figures of one year (พ.ศ.), level and source. `chosen` is the set most schools told their level in, unless one
    is asked for; the schools told in another are counted as such and the page of that set is one tap away."""

    def __init__(
        self, district: District, level: str, source: str, *, year: int | None = None, chosen: int | None = None
    ) -> None:
        self.district, self.level, self.source = district, level, source
        self.level_label = EducationLevel(level).label
        self.source_label = SchoolLevel.Source(source).label
        self._read_overall()
        self.years_held = sorted({row.year for row in self.overall}, reverse=True)
        self.years = Years(district)
        self.year = year or (self.years_held[0] if self.years_held else self.years.today())
        self.schools = teaching_schools(district, level)
        self._read_counts()
        self.scope = self._scope(self.year)
        self._choose(chosen)

    def _read_overall(self) -> None:
        rows = SchoolLevel.objects.filter(
            school__district=self.district, level=self.level, source=self.source, standard=None
        ).order_by()
        names = ("school_id", "school__name", "academic_year", "set_id", "scale_level_id")
        self.overall = list(map(Overall._make, rows.values_list(*names)))
        scales = ScaleLevel.objects.filter(set__district=self.district, set__level=self.level).select_related("set")
        self.sets: dict[int, StandardSet] = {}
        words: dict[int, list[Word]] = {}
        for one in scales.order_by("set", "-value"):
            self.sets[one.set_id] = one.set
            words.setdefault(one.set_id, []).append(Word(one.pk, one.word, one.value))
        self.scales: dict[int, Scale] = {key: tuple(found) for key, found in words.items()}

    def _read_counts(self) -> None:
        """Pupils of this year for the sizes; of the other years of the trend only where the level had none."""
        early = self.level == EducationLevel.EARLY
        none = Q(pre_primary=0) if early else Q(primary=0, lower_secondary=0, upper_secondary=0)
        rows = SchoolYearCount.objects.filter(school__district=self.district).filter(none | Q(academic_year=self.year))
        basic = F("primary") + F("lower_secondary") + F("upper_secondary")
        self._counts: dict[int, dict[int, tuple[int, int]]] = {}
        for year, school, first, rest in rows.order_by().values_list(
            "academic_year", "school_id", "pre_primary", basic
        ):
            self._counts.setdefault(year, {})[school] = (first if early else rest, first + rest)

    def _scope(self, year: int) -> Scope:
        return scope_from(self.schools, self.years.span(year), self._counts.get(year, {}))

    def _choose(self, chosen: int | None) -> None:
        told_in = Counter(row.set for row in self.overall if row.year == self.year)
        self.sets_held = [self.sets[key] for key, _ in sorted(told_in.items(), key=lambda pair: (-pair[1], pair[0]))]
        if chosen is None or chosen not in self.sets:
            found = self.sets_held or likeliest(self.sets.values(), self.year, self.source)
            chosen = found[0].pk if found else None
        self.set = self.sets.get(chosen) if chosen else None
        self.scale: Scale = self.scales.get(chosen, ()) if chosen else ()
        rows = [row for row in self.overall if row.year == self.year]
        self.held: Held = {row.school: row.level for row in rows if row.set == chosen}
        self.elsewhere: Mapping[int, int] = {row.school: row.set for row in rows if row.set != chosen}

    @property
    def has_levels(self) -> bool:
        return bool(self.held or self.elsewhere)

    @cached_property
    def total(self) -> Line:
        """Every school in scope, on one line."""
        return line("รวม", self.scope.schools, self.held, self.scale, elsewhere=self.elsewhere)

    @cached_property
    def overall_table(self) -> LevelTable:
        return LevelTable("overall", "ระดับคุณภาพโดยรวม", "ระดับคุณภาพ", [self.total])

    @cached_property
    def groups(self) -> list[Group]:
        return groups_of(self.district, self.scope.pupils)

    @cached_property
    def group_tables(self) -> list[LevelTable]:
        return [
            LevelTable(
                group.key, f"จำแนกตาม{group.title}", group.title,
                split(group, self.scope.schools, self.held, self.scale, elsewhere=self.elsewhere),
            )
            for group in self.groups
        ]  # fmt: skip

    @cached_property
    def standards(self) -> list[Standard]:
        """The standards and items of the set, in its order, whether somebody has a level of them or not."""
        return list(Standard.objects.filter(set=self.set).order_by("position")) if self.set else []

    @cached_property
    def standard_table(self) -> LevelTable:
        """A line a standard or item somebody has a level of; what a school did not tell is missing there. One query."""
        found: dict[tuple[int, int], list[Any]] = {}
        if self.set:
            rows = SchoolLevel.objects.filter(
                set=self.set, academic_year=self.year, level=self.level, source=self.source, standard__isnull=False,
                school__in=[school.pk for school in self.scope.schools],
            )  # fmt: skip
            names = ("standard__position", "standard_id", "standard__number", "standard__title", "standard__parent_id",
                     "standard__parent__parent_id", "scale_level_id")  # fmt: skip
            for row in rows.order_by().values_list(*names).annotate(n=Count("pk")):
                found.setdefault(row[:2], []).append(row[2:])
        lines = [self._standard_line(key, rows) for (_, key), rows in sorted(found.items())]
        return LevelTable("standard", "รายมาตรฐานและประเด็น", "มาตรฐานและประเด็น", lines)

    def _standard_line(self, key: int, rows: list[Any]) -> Line:
        number, title, parent, above = rows[0][:4]
        counts: dict[int | None, int] = {level: count for *_, level, count in rows}
        levels = tuple(counts.get(word.pk, 0) for word in self.scale)
        not_assessed = counts.get(None, 0)
        other = sum(1 for school in self.scope.schools if school.pk in self.elsewhere)
        missing = len(self.scope.schools) - sum(levels) - not_assessed - other
        depth = (parent is not None) + (above is not None)
        where = {"standard": str(key)}
        return Line(f"{number} {title}", self.scale, levels, not_assessed, other, max(missing, 0), where, depth)

    @cached_property
    def trend(self) -> list[Trend]:
        """The last ten years, or the ten up to an older year shown; a block a scale. A line counts the schools in scope
        of its own year."""
        years = self.years_held[:MOST_YEARS]
        if self.year not in years:
            years = [year for year in self.years_held if year <= self.year][:MOST_YEARS]
        by_year: dict[int, list[Overall]] = {}
        for row in self.overall:
            by_year.setdefault(row.year, []).append(row)
        blocks: dict[tuple[str, ...], list[Line]] = {}
        names: dict[tuple[str, ...], set[int]] = {}
        for year in sorted(years):
            rows, schools = by_year[year], self._scope(year).schools
            words = {key: tuple(word.word for word in self.scales[key]) for key in {row.set for row in rows}}
            for told_as in dict.fromkeys(words[row.set] for row in rows):
                of_scale = {row.set for row in rows if words[row.set] == told_as}
                made = self._year_line(year, rows, schools, of_scale)
                blocks.setdefault(told_as, []).append(made)
                names.setdefault(told_as, set()).update(of_scale)
        return [
            Trend(
                " / ".join(str(self.sets[key]) for key in sorted(names[words])),
                LevelTable("trend", "แนวโน้มรายปีการศึกษา", "ปีการศึกษา", lines),
            )
            for words, lines in sorted(blocks.items(), key=lambda pair: pair[1][0].label)
        ]

    def _year_line(self, year: int, rows: list[Overall], schools: tuple[School, ...], of_scale: set[int]) -> Line:
        """Sets with the same words count together, by the words of the first."""
        scale = self.scales[min(of_scale)]
        by_word = {word.word: word.pk for word in scale}
        same = {word.pk: by_word[word.word] for key in of_scale for word in self.scales[key]}
        held = {row.school: row.level and same[row.level] for row in rows if row.set in of_scale}
        elsewhere = [row.school for row in rows if row.set not in of_scale]
        where = {"year": str(year), "set": str(min(of_scale))}
        return line(str(year), schools, held, scale, elsewhere=elsewhere, where=where)

    @cached_property
    def checks(self) -> Checks:
        inside = {school.pk for school in self.scope.schools}
        apart = {school.pk for school in self.scope.apart}
        with_level = self.held.keys() | self.elsewhere.keys()
        outside = [
            f"{row.name}: {'ไม่มีนักเรียนระดับนี้ในปีการศึกษานี้' if row.school in apart else 'ไม่ได้เปิดสอนระดับนี้ในปีการศึกษานี้'}"
            f" แต่มีผล “{self.word_of(row.level)}”"
            for row in self.overall
            if row.year == self.year and row.school not in inside
        ]
        return Checks(
            missing=tuple(school for school in self.scope.schools if school.pk not in with_level),
            not_assessed=tuple(
                school for school in self.scope.schools if school.pk in self.held and self.held[school.pk] is None
            ),
            other=tuple(
                (school, str(self.sets[self.elsewhere[school.pk]]))
                for school in self.scope.schools
                if school.pk in self.elsewhere
            ),
            double=tuple(self._doubles(with_level)),
            outside=tuple(sorted(outside)),
            apart=self.scope.apart,
        )

    def _doubles(self, with_level: Any) -> list[str]:
        """A school that was merged during the year and the one it went into both told a level: one school, two rows."""
        by_key = {school.pk: school for school in self.scope.schools}
        return [
            f"{told(school)} รวมกับ {told(by_key[school.merged_into_id])} ระหว่างปี มีผลทั้งสองแห่ง"
            for school in self.scope.schools
            if school.merged_into_id in by_key and school.pk in with_level and school.merged_into_id in with_level
        ]

    def word_of(self, level: int | None) -> str:
        if level is None:
            return NOT_ASSESSED
        return next((word.word for scale in self.scales.values() for word in scale if word.pk == level), "")


def summary(
    district: District, *, level: str, source: str = "self", year: int | None = None, chosen: int | None = None
) -> Summary:
    """The figures; without a year those of the latest that has levels of that level and source."""
    return Summary(district, level, source, year=year, chosen=chosen)
