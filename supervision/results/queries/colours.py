"""กลุ่มสีคุณภาพ over any result there is for each school (schools.results), by the office's own cut points."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.thai.years import academic_label, academic_year_range, fiscal_label, fiscal_range
from reports.charts import NARROW, Chart, GroupRow, colour_groups, percent
from schools.models import School
from schools.results import Because, ResultKind, result_kinds
from supervision.indicators.queries.colours import Band, Scheme, band_of, colour_of, scheme_for

YEARS_BESIDE = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One result with one of its options, that the person may paint."""

    kind: ResultKind
    option: str
    label: str

    @property
    def key(self) -> str:
        return f"{self.kind.key}:{self.option}"


@dataclass(frozen=True, slots=True)
class Painted:
    """A school with its value, unrounded."""

    school: School
    value: Decimal
    colour: str
    below: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The schools of one colour; `share` of those that have a value."""

    band: Band
    schools: tuple[Painted, ...]
    count: int
    share: str


@dataclass(frozen=True, slots=True)
class YearLine:
    """How one year fell into the groups."""

    year: int
    label: str
    counts: Mapping[str, int]
    without: int
    below: int

    @property
    def judged(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Colours:
    """One result of one year by its groups, with the years before it beside."""

    choice: Choice
    scheme: Scheme
    year: int
    years: tuple[YearLine, ...]
    all_years: tuple[int, ...]
    groups: tuple[Group, ...]
    without: tuple[School, ...]
    below: tuple[Painted, ...]

    @property
    def line(self) -> YearLine:
        return self.years[0]

    @property
    def year_label(self) -> str:
        return label_of(self.choice.kind, self.year)

    def chart(self, *, width: int = NARROW) -> Chart:
        rows = [GroupRow(line.label, line.counts, line.without) for line in self.years]
        return colour_groups(rows, title=f"กลุ่มสีคุณภาพ {self.choice.label}", width=width)


def span_of(scheme: Scheme, band: Band) -> str:
    """Its half-open range in words, the top one closed."""
    end = "ถึง" if band is scheme.rising[-1] else "ถึงต่ำกว่า"
    return f"ตั้งแต่ {_plain(band.lower)} {end} {_plain(band.upper)}"


def limit_words(scheme: Scheme) -> str:
    """What a school beyond the office's limit is called; less may be better."""
    return "เกินค่าขีดจำกัด" if scheme.lower_is_better else "ต่ำกว่าคะแนนขีดจำกัดล่าง"


def criteria_of(scheme: Scheme) -> str:
    """The cut points in one line: what stands under a picture, in page and paper."""
    told = ", ".join(f"{band.word} {span_of(scheme, band)}" for band in scheme.bands)
    limit = "" if scheme.lower_limit is None else f" · คะแนนขีดจำกัดล่าง {_plain(scheme.lower_limit)}"
    return f"เกณฑ์ {scheme.name}{' (ตัวอย่าง ปรับได้)' if scheme.is_example else ''}: {told}{limit}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def label_of(kind: ResultKind, year: int) -> str:
    return academic_label(year) if kind.year_kind == "academic" else fiscal_label(year)


def choices_for(district: Any) -> list[Choice]:
    """Every result of the office with each of its options, by name."""
    made = []
    for kind in result_kinds():
        options = kind.options(district)
        for key, thai in options:
            made.append(Choice(kind, key, kind.thai if len(options) == 1 else f"{kind.thai}: {thai}"))
    return made


def choice_of(choices: Sequence[Choice], key: str) -> Choice | None:
    """The one named, else the first."""
    return next((one for one in choices if one.key == key), choices[0] if choices else None)


def readable_years(user: Any, district: Any, choice: Choice) -> list[int]:
    """Newest first, without the years whose result is private for this person."""
    years = choice.kind.years(district, choice.option)
    return [year for year in years if user is None or choice.kind.may_read(user, district, year)]


def colours(user: Any, district: Any, choice: Choice, *, year: int | None = None, today: date) -> Colours | None:
    """The page of one result: the year asked for and up to three before it; None without a year to show. `user` None is
    the machine's administrator. The queries depend on the result and the years, never on the schools."""
    years = readable_years(user, district, choice)
    if not years:
        return None
    chosen = year if year in years else years[0]
    beside = [one for one in years if one <= chosen][:YEARS_BESIDE]
    scheme = scheme_for(district, choice.kind.key, choice.option)
    schools = {row.pk: row for row in School.objects.filter(district=district).order_by("name_sort", "pk")}
    painted = {one: _painted(choice, district, one, scheme, schools) for one in beside}
    lines = tuple(_line(choice.kind, one, painted[one], schools, today) for one in beside)
    missing = _without(choice.kind, chosen, painted[chosen], schools, today)
    return Colours(
        choice, scheme, chosen, lines, tuple(years), _groups(scheme, painted[chosen], lines[0]), tuple(missing),
        tuple(row for row in painted[chosen] if row.below),
    )  # fmt: skip


def _painted(choice: Choice, district: Any, year: int, scheme: Scheme, schools: Mapping[int, School]) -> list[Painted]:
    values = choice.kind.values(district, year, choice.option)
    return [
        Painted(school, values[key], colour_of(scheme, values[key]), scheme.is_below_limit(values[key]))
        for key, school in schools.items()
        if key in values
    ]


def _without(
    kind: ResultKind, year: int, painted: Sequence[Painted], schools: Mapping[int, School], today: date
) -> list[School]:
    """Schools that taught on the last day of the year (or teach today) and have no value."""
    last = (academic_year_range if kind.year_kind == "academic" else fiscal_range)(year)[1]
    day = min(last, today)
    held = {row.school.pk for row in painted}
    return [
        row
        for key, row in schools.items()
        if key not in held
        and (row.opened_on is None or row.opened_on <= day)
        and (row.closed_on is None or row.closed_on > day)
    ]


def _line(
    kind: ResultKind, year: int, painted: Sequence[Painted], schools: Mapping[int, School], today: date
) -> YearLine:
    counts = Counter(row.colour for row in painted)
    without = len(_without(kind, year, painted, schools, today))
    return YearLine(year, label_of(kind, year), dict(counts), without, sum(1 for row in painted if row.below))


def _groups(scheme: Scheme, shown: Sequence[Painted], line: YearLine) -> tuple[Group, ...]:
    held = sorted(shown, key=lambda row: (row.value if scheme.lower_is_better else -row.value, row.school.name_sort))
    return tuple(
        Group(
            band, tuple(row for row in held if row.colour == band.colour), line.counts.get(band.colour, 0),
            percent(line.counts.get(band.colour, 0), line.judged),
        )
        for band in scheme.bands
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Why:
    """One school's value, its band, and the lines it was made of."""

    value: Decimal
    band: Band
    below: bool
    scheme: Scheme
    lines: tuple[Because, ...]


def why_of(user: Any, district: Any, choice: Choice, school: School, year: int) -> Why | None:
    """None where the school has no value that year, or the person may not read it."""
    if year not in readable_years(user, district, choice):
        return None
    value = choice.kind.values(district, year, choice.option).get(school.pk)
    if value is None:
        return None
    scheme = scheme_for(district, choice.kind.key, choice.option)
    band = band_of(scheme, value)
    assert band is not None
    lines = tuple(choice.kind.explain(school, year, choice.option))
    return Why(value, band, scheme.is_below_limit(value), scheme, lines)
