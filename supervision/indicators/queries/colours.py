"""Which colour a result has: the office's scheme for the option, for the whole result, or the shipped example.

schemes = schemes_of(district)                       # one page, two queries
scheme = scheme_for(district, "4q", "total", held=schemes)
colour_of(scheme, value)                             # a ColourBand value, "" for no value
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from schools.results import ResultKind, result_kind
from supervision.indicators.models import ColourBand, ColourScheme

# Cut points in percent of the result's range, ours, marked as an example; no source states any for 4Q.
EXAMPLE = (
    (ColourBand.Colour.BLUE, 80, "ดีเยี่ยม"),
    (ColourBand.Colour.GREEN, 70, "ดีมาก"),
    (ColourBand.Colour.YELLOW, 60, "ดี"),
    (ColourBand.Colour.ORANGE, 50, "พอใช้"),
    (ColourBand.Colour.RED, 0, "ต้องเร่งพัฒนา"),
)
# A scale of five levels is cut half-way between them, so that each level has a colour of its own.
FIVE_LEVELS = (Decimal("4.5"), Decimal("3.5"), Decimal("2.5"), Decimal("1.5"), Decimal(1))
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Band:
    """[lower, upper), the top one closed at `upper`; `colour` a ColourBand.Colour value, `word` its Thai."""

    colour: str
    lower: Decimal
    upper: Decimal
    label: str

    @property
    def word(self) -> str:
        return str(ColourBand.Colour(self.colour).label)


@dataclass(frozen=True, slots=True)
class Scheme:
    """Cut points ready for use. `bands` from the best to the worst; `pk` None is the shipped example."""

    name: str
    bands: tuple[Band, ...]
    lower_limit: Decimal | None
    lower_is_better: bool
    is_example: bool
    source: str = ""
    pk: int | None = None

    @property
    def rising(self) -> tuple[Band, ...]:
        """By lower bound."""
        return self.bands if self.lower_is_better else self.bands[::-1]

    def is_below_limit(self, value: Decimal) -> bool:
        """Whether a school stands under the office's คะแนนขีดจำกัดล่าง (over it, where less is better)."""
        if self.lower_limit is None:
            return False
        return value > self.lower_limit if self.lower_is_better else value < self.lower_limit


def band_of(scheme: Scheme, value: Decimal | None) -> Band | None:
    """The band of an unrounded value; one outside the range belongs to the band at that end. None for no value."""
    if value is None:
        return None
    rising = scheme.rising
    return rising[max(0, bisect_right(rising, value, key=lambda band: band.lower) - 1)]


def colour_of(scheme: Scheme, value: Decimal | None) -> str:
    """The colour of an unrounded value, "" where there is none."""
    found = band_of(scheme, value)
    return found.colour if found else ""


def schemes_of(district: Any) -> dict[tuple[str, str], ColourScheme]:
    """The office's own schemes by (result, option), bands at hand; two queries."""
    rows = ColourScheme.objects.of_district(district).prefetch_related("bands")
    return {(row.result, row.option): row for row in rows}


def scheme_for(
    district: Any, result: str, option: str = "", *, held: Mapping[tuple[str, str], ColourScheme] | None = None
) -> Scheme:
    """The option's own scheme, else the result's, else the example. `held` saves the two queries on a page of many.

    KeyError for a result nobody registered.
    """
    kind = result_kind(result)
    if kind is None:
        raise KeyError(result)
    own = schemes_of(district) if held is None else held
    row = own.get((result, option)) or own.get((result, ""))
    return ready(row, kind) if row is not None else example(kind)


def ready(row: ColourScheme, kind: ResultKind) -> Scheme:
    """A kept scheme as it is used; bands with their upper ends."""
    bands = sorted(row.bands.all(), key=lambda band: band.lower)
    made = _bands([(band.colour, band.lower, band.label) for band in bands], kind)
    return Scheme(row.name, made, row.lower_limit, kind.lower_is_better, row.is_example, row.source, row.pk)


def example(kind: ResultKind) -> Scheme:
    """80/70/60/50 of a hundred laid over the result's own range, mirrored where less is better; levels one to five
    each a colour."""
    source = "ตัวอย่างของระบบ ปรับได้"
    if (kind.lowest, kind.highest, kind.lower_is_better) == (1, 5, False):
        levels = [(colour.value, lower, label) for (colour, _, label), lower in zip(EXAMPLE, FIVE_LEVELS, strict=True)]
        return Scheme("เกณฑ์ตัวอย่าง ระดับละสี", _bands(levels[::-1], kind), None, False, True, source)
    span = kind.highest - kind.lowest
    if kind.lower_is_better:
        ends = [100, *(start for _, start, _ in EXAMPLE[:-1])]
        rising = [
            (colour.value, kind.highest - span * end / 100, label)
            for (colour, _, label), end in zip(EXAMPLE, ends, strict=True)
        ]
    else:
        rising = [(colour.value, kind.lowest + span * start / 100, label) for colour, start, label in EXAMPLE[::-1]]
    told = [(colour, lower.quantize(CENT), label) for colour, lower, label in rising]
    return Scheme("เกณฑ์ตัวอย่าง 80/70/60/50", _bands(told, kind), None, kind.lower_is_better, True, source)


def _bands(rising: Sequence[tuple[str, Decimal, str]], kind: ResultKind) -> tuple[Band, ...]:
    uppers = [lower for _, lower, _ in rising[1:]] + [kind.highest]
    made = [Band(colour, lower, upper, label) for (colour, lower, label), upper in zip(rising, uppers, strict=True)]
    return tuple(made if kind.lower_is_better else made[::-1])
