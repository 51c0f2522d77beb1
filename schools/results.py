"""Results there are for each school, whatever desk keeps them: quality levels, levels of visits, tests, 4Q. Colours
and computed indicators read them by key, so an office decides by data which results it paints or counts.

    register_result(ResultKind(
        key="qa-level", thai="ระดับคุณภาพจาก SAR", unit="ระดับ", lowest=Decimal(1), highest=Decimal(5),
        options=lambda district: [("basic", "ขั้นพื้นฐาน"), ("early", "ปฐมวัย")], years=years,
        values=values, explain=explain,
    ))
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Because:
    """One line of what a school's value was made of: words, the figure, and the page that shows it."""

    label: str
    figure: str
    url: str = ""


def _everyone(user: Any, district: Any, year: int) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class ResultKind:
    """A result kept per school and year (พ.ศ. of `year_kind`).

    `options(district)` are its variants (key, Thai), at least one; `years(district, option)` newest first;
    `values(district, year, option)` gives school key → unrounded value between `lowest` and `highest`, schools without
    one left out, in a fixed number of queries; `explain(school, year, option)` what one value was made of.
    `may_read(user, district, year)`: results that are private for now are left out for who may not.
    """

    key: str
    thai: str
    unit: str
    lowest: Decimal
    highest: Decimal
    options: Callable[[Any], Sequence[tuple[str, str]]]
    years: Callable[[Any, str], Sequence[int]]
    values: Callable[[Any, int, str], Mapping[int, Decimal]]
    explain: Callable[[Any, int, str], Sequence[Because]]
    year_kind: Literal["academic", "fiscal"] = "academic"
    lower_is_better: bool = False
    may_read: Callable[[Any, Any, int], bool] = _everyone


_kinds: dict[str, ResultKind] = {}


def register_result(kind: ResultKind) -> None:
    """In `apps.ready()`; the same key twice is a mistake of the programmer."""
    if kind.key in _kinds:
        raise ValueError(f"result {kind.key} is registered twice")
    _kinds[kind.key] = kind


def result_kind(key: str) -> ResultKind | None:
    """None for a key nobody registered: a colour scheme outlives the desk that gave its result."""
    return _kinds.get(key)


def result_kinds() -> list[ResultKind]:
    """By Thai name."""
    return sorted(_kinds.values(), key=lambda kind: kind.thai)
