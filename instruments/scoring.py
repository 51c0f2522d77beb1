"""Scores from answers, and nothing else: pure functions over exact fractions.

A band is so chosen from the unrounded value, and 80 % is 80 % and not 79.999…
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

PERCENT, MEAN, TOTAL = "percent", "mean", "total"


@dataclass(frozen=True, slots=True)
class Rated:
    """One rated item: the value given, the highest it could be, and its weight."""

    value: Decimal
    highest: Decimal
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Score:
    """What a set of rated items comes to. `n` 0 leaves everything else None: nothing observed is no score, not zero.

    `total` and `highest` are weighted; `mean` is total over the sum of weights; `sd` is of the unweighted item values,
    of a sample (n−1) or of the whole (n) as `sample` says, None where it does not exist.
    """

    n: int
    total: Fraction | None = None
    highest: Fraction | None = None
    mean: Fraction | None = None
    percent: Fraction | None = None
    sd: Decimal | None = None
    sample: bool = True
    band: Any = None

    @property
    def sd_label(self) -> str:
        return sd_label(sample=self.sample)


def sd_label(*, sample: bool) -> str:
    return "S.D. (กลุ่มตัวอย่าง n−1)" if sample else "S.D. (ประชากร n)"


def score(answers: Iterable[Rated], *, bands: Sequence[Any] = (), basis: str = PERCENT, sample: bool = True) -> Score:
    """The score of one answer sheet; items not observed are simply not among `answers`."""
    rated = list(answers)
    if not rated:
        return Score(0, sample=sample)
    # Equal items are taken together: fractions are slow, and sixty items have few different answers.
    alike = [(item, Fraction(item.weight) * times) for item, times in Counter(rated).items()]
    weights = sum((weight for _, weight in alike), Fraction(0))
    total = sum((Fraction(item.value) * weight for item, weight in alike), Fraction(0))
    highest = sum((Fraction(item.highest) * weight for item, weight in alike), Fraction(0))
    mean = total / weights if weights else None
    percent = total * 100 / highest if highest else None
    value = {PERCENT: percent, MEAN: mean, TOTAL: total}[basis]
    return Score(
        n=len(rated),
        total=total,
        highest=highest,
        mean=mean,
        percent=percent,
        sd=deviation([item.value for item in rated], sample=sample),
        sample=sample,
        band=band_of(value, bands),
    )


def band_of(value: Fraction | Decimal | None, bands: Sequence[Any]) -> Any:
    """The band whose [lower, next lower) holds the unrounded value; the top one has no end, None below the lowest."""
    if value is None:
        return None
    reached = [band for band in bands if Fraction(band.lower) <= value]
    return max(reached, key=lambda band: band.lower, default=None)


def deviation(values: Sequence[Fraction | Decimal], *, sample: bool) -> Decimal | None:
    """Standard deviation; None for no value, and for one value of a sample."""
    n = len(values)
    if n == 0 or (sample and n == 1):
        return None
    alike = [(Fraction(value), times) for value, times in Counter(values).items()]
    mean = sum((value * times for value, times in alike), Fraction(0)) / n
    variance = sum(((value - mean) ** 2 * times for value, times in alike), Fraction(0)) / (n - 1 if sample else n)
    return root(variance)


def root(variance: Fraction) -> Decimal:
    """Square root to 28 digits."""
    with localcontext() as exact:
        exact.prec = 40
        return (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()


def together(sheets: Iterable[tuple[Fraction | Decimal | None, Fraction | Decimal | None]]) -> Fraction | None:
    """Percent of several sheets, each (total, highest): all points over all possible points, never the mean of their
    percentages, which would let a short form weigh as much as a long one. None when nothing was scored."""
    held = [(Fraction(total), Fraction(highest)) for total, highest in sheets if total is not None and highest]
    if not held:
        return None
    return sum((total for total, _ in held), Fraction(0)) * 100 / sum((highest for _, highest in held), Fraction(0))


def decimal(value: Fraction | Decimal | None, places: int = 8) -> Decimal | None:
    """To be stored or shown: rounded half up at `places`, only ever after the band was chosen."""
    if value is None:
        return None
    sign = -1 if value < 0 else 1
    scaled = abs(Fraction(value)) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(sign * whole).scaleb(-places)
