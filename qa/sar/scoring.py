"""How a level comes about: weighted means of item levels, half up as the band [x − 0.5, x + 0.5) of the unrounded mean.

Fractions throughout, never floats. Half up of a fraction is the highest level that is not above mean + ½ (facts §3.6);
the overall mean is that of the standards' unrounded means. With the method judgement the level is the one stated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any

from qa.standards.models import ScaleLevel, StandardSet

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Term:
    """One value of a mean; `value` None is ไม่ประเมิน or not chosen yet and does not count."""

    label: str
    weight: Fraction
    value: Fraction | None
    word: str = ""


@dataclass(frozen=True)
class Verdict:
    """A level and how it came about. `complete` is False while something is still to be chosen; `assessed` is False
    where everything below is ไม่ประเมิน. `level` is then None, and so it is while nothing was chosen."""

    terms: tuple[Term, ...]
    mean: Fraction | None
    level: ScaleLevel | None
    complete: bool
    assessed: bool
    stated: bool
    reason: str = ""

    @property
    def counted(self) -> list[Term]:
        return [term for term in self.terms if term.value is not None]

    @property
    def stored_mean(self) -> Decimal | None:
        """Six places, cut off: a stored mean never reaches a band the true one does not."""
        return None if self.mean is None else decimal_of(self.mean, 6)

    @property
    def word(self) -> str:
        if self.level is not None:
            return self.level.word
        return "" if self.assessed else "ไม่ประเมิน"

    @property
    def working(self) -> str:
        """(4 + 5 + 4) ÷ 3 = 4.33 ได้ระดับ ดีเลิศ (4), weights shown where they are not 1; "" without a mean."""
        counted = self.counted
        if self.mean is None or not counted:
            return ""
        weights = sum((term.weight for term in counted), Fraction(0))
        if all(term.weight == 1 for term in counted):
            left = " + ".join(figure(term.value) for term in counted)
        else:
            left = " + ".join(f"{figure(term.value)}×{figure(term.weight)}" for term in counted)
        told = f"({left}) ÷ {figure(weights)} = {figure(self.mean)}"
        if self.level is not None and not self.stated:
            low, high = self.level.value - HALF, self.level.value + HALF
            told += f" ตั้งแต่ {figure(low)} แต่ไม่ถึง {figure(high)} ได้ระดับ{self.level.word} ({self.level.value})"
        return told


def decimal_of(value: Fraction, places: int) -> Decimal:
    """Cut off after `places`."""
    scaled = value * 10**places
    return (Decimal(scaled.numerator // scaled.denominator) / Decimal(10**places)).quantize(
        Decimal(1).scaleb(-places), rounding=ROUND_DOWN
    )


def figure(value: Fraction | None) -> str:
    """A whole number as it is, else two decimals rounded half up, as people read them."""
    if value is None:
        return ""
    if value.denominator == 1:
        return str(value.numerator)
    hundredths = int(value * 100 + HALF)
    return (
        f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".")
        if value * 100 == hundredths
        else (f"{hundredths // 100}.{hundredths % 100:02}")
    )


def mean_of(terms: Iterable[Term]) -> Fraction | None:
    """The weighted mean of what has a value; None where nothing has."""
    total, weights = Fraction(0), Fraction(0)
    for term in terms:
        if term.value is not None:
            total += term.weight * term.value
            weights += term.weight
    return total / weights if weights else None


def level_of(mean: Fraction, scale: Sequence[ScaleLevel]) -> ScaleLevel:
    """The level of the band the unrounded mean lies in; the lowest for a mean below every band."""
    ordered = sorted(scale, key=lambda level: level.value)
    reached = [level for level in ordered if level.value <= mean + HALF]
    return reached[-1] if reached else ordered[0]


def by_mean(terms: Sequence[Term], scale: Sequence[ScaleLevel], *, complete: bool) -> Verdict:
    mean = mean_of(terms)
    level = level_of(mean, scale) if mean is not None and complete else None
    return Verdict(tuple(terms), mean, level, complete, mean is not None or not complete, False)


def stated(row: Any, terms: Sequence[Term] = ()) -> Verdict:
    """What a person decided on `row` (scale_level, not_assessed, reason), beside the mean, which only informs."""
    return Verdict(
        tuple(terms),
        mean_of(terms),
        row.scale_level,
        row.not_assessed or row.scale_level is not None,
        not row.not_assessed,
        True,
        row.reason,
    )


def term_of(row: Any) -> Term:
    """An item's own level as a term of its standard's mean."""
    level = row.scale_level
    return Term(
        row.standard.number,
        Fraction(row.standard.weight),
        None if level is None else Fraction(level.value),
        "ไม่ประเมิน" if row.not_assessed else level.word if level else "",
    )


@dataclass(frozen=True)
class Outcome:
    """Verdict of each standard by the key of its row, and the overall one."""

    standards: dict[int, Verdict]
    overall: Verdict


def outcome_of(part: Any, roots: Sequence[Any], under: dict[int, list[Any]], *, short: bool) -> Outcome:
    """`part` is a SarLevel with set and scale read, `roots` its standards, `under` the items by the root's key."""
    scale = list(part.set.scale.all())
    judged = part.set.method == StandardSet.Method.JUDGEMENT
    found: dict[int, Verdict] = {}
    terms: list[Term] = []
    for root in roots:
        below = [term_of(item) for item in under.get(root.pk, [])]
        if short or not below:
            own = term_of(root)
            verdict = Verdict(
                (), own.value, root.scale_level, root.is_answered, not root.not_assessed, True, root.reason
            )
        elif judged:
            verdict = stated(root, below)
        else:
            chosen = all(item.is_answered for item in under[root.pk])
            verdict = by_mean(below, scale, complete=chosen)
        found[root.pk] = verdict
        # A stated level counts as its own value, a worked-out one as its unrounded mean.
        value = Fraction(verdict.level.value) if verdict.stated and verdict.level else verdict.mean
        if verdict.stated and verdict.level is None:
            value = None
        terms.append(Term(root.standard.number, Fraction(root.standard.weight), value, verdict.word))
    if judged:
        return Outcome(found, stated(part, terms))
    return Outcome(found, by_mean(terms, scale, complete=all(verdict.complete for verdict in found.values())))
