"""The office's self-assessments by year and indicator, with the levels they came to."""

from dataclasses import dataclass
from typing import Any

from kotpn.assessment.models import Assessment
from kotpn.standards.models import Indicator, OfficeStandardSet

_YEARS = 6


@dataclass(frozen=True)
class Cell:
    """One indicator in one fiscal year. `level` is that of the submitted result; None while it is being written, where
    the set gives none, and without an assessment. `may_begin`: the set holds in that year and nobody has begun."""

    year: int
    assessment: Assessment | None
    level: int | None
    word: str
    may_begin: bool


@dataclass(frozen=True)
class Row:
    indicator: Indicator
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class SetRows:
    set: OfficeStandardSet
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class History:
    """Newest year first; sets that hold in none of the years and have no assessment in them are left out."""

    years: tuple[int, ...]
    sets: tuple[SetRows, ...]
    newest: Assessment | None


def history(user: Any, district: Any, *, year: int, whole: bool) -> History:
    """The running fiscal year and those before it; two queries. `whole`: the person reads the office's sets too, else
    only the indicators of assessments they may see."""
    held = list(
        Assessment.objects.visible_to(user).of_district(district).standing()
        .select_related("indicator__standard__set").order_by("-fiscal_year", "pk")
    )  # fmt: skip
    years = sorted({*range(year - 1, year + 1), *(one.fiscal_year for one in held)}, reverse=True)[:_YEARS]
    indicators = {one.indicator_id: one.indicator for one in held if one.fiscal_year in years}
    if whole:
        rows = Indicator.objects.filter(standard__set__district=district, standard__set__state="published")
        indicators |= {row.pk: row for row in rows.select_related("standard__set")}
    by_place = {(one.indicator_id, one.fiscal_year): one for one in held}
    sets: dict[int, list[Row]] = {}
    for row in sorted(indicators.values(), key=_place):
        cells = tuple(_cell(row, one, by_place.get((row.pk, one))) for one in years)
        if any(cell.assessment or cell.may_begin for cell in cells):
            sets.setdefault(row.standard.set_id, []).append(Row(row, cells))
    return History(
        tuple(years), tuple(SetRows(rows[0].indicator.standard.set, tuple(rows)) for rows in sets.values()),
        held[0] if held else None,
    )  # fmt: skip


def _place(row: Indicator) -> tuple[Any, ...]:
    return -row.standard.set.year_from, row.standard.set_id, row.standard.number, row.number


def _cell(row: Indicator, year: int, found: Assessment | None) -> Cell:
    held_set = row.standard.set
    result = (found.result if found else None) or {}
    begins = found is None and held_set.state == OfficeStandardSet.State.PUBLISHED and held_set.covers(year)
    return Cell(year, found, result.get("level"), result.get("word", ""), begins)
