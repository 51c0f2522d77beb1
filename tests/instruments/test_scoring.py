"""Scores on numbers worked out by hand: bounds of bands, unrounded comparison, S.D. of both kinds."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest

from instruments.scoring import MEAN, Rated, band_of, decimal, deviation, score, together


@dataclass(frozen=True)
class Band:
    lower: Decimal
    label: str


PERCENT = [Band(Decimal(low), label) for low, label in
           ((0, "ปรับปรุง"), (50, "พอใช้"), (60, "ดี"), (80, "ดีมาก"), (90, "ดีเยี่ยม"))]  # fmt: skip
MEANS = [Band(Decimal(low), label) for low, label in
         (("1", "น้อยที่สุด"), ("1.51", "น้อย"), ("2.51", "ปานกลาง"), ("3.51", "มาก"), ("4.51", "มากที่สุด"))]  # fmt: skip


def rated(*values: int, highest: int = 5) -> list[Rated]:
    return [Rated(Decimal(value), Decimal(highest)) for value in values]


def test_nothing_observed_is_no_score() -> None:
    found = score([], bands=PERCENT)
    assert (found.n, found.total, found.percent, found.band, found.sd) == (0, None, None, None, None)


def test_forty_eight_of_sixty_is_exactly_eighty() -> None:
    found = score(rated(*[4] * 12), bands=PERCENT)
    assert (found.n, found.total, found.highest, found.percent) == (12, 48, 60, 80)
    assert found.band.label == "ดีมาก"


def test_the_form_s_own_bounds() -> None:
    for total, label in (
        (54, "ดีเยี่ยม"),
        (53, "ดีมาก"),
        (48, "ดีมาก"),
        (47, "ดี"),
        (36, "ดี"),
        (35, "พอใช้"),
        (30, "พอใช้"),
        (29, "ปรับปรุง"),
    ):
        values = [total // 12 + (1 if place < total % 12 else 0) for place in range(12)]
        assert score(rated(*values), bands=PERCENT).band.label == label, total


def test_just_below_eighty_is_not_eighty() -> None:
    assert band_of(Fraction(79_999, 1000), PERCENT).label == "ดี"
    # Rounded to two decimals this is 80.00; the band looks at the value before.
    assert band_of(Fraction(79_999_999, 1_000_000), PERCENT).label == "ดี"
    assert band_of(Fraction(80), PERCENT).label == "ดีมาก"


def test_a_mean_between_printed_bounds_falls_in_exactly_one() -> None:
    assert band_of(Fraction("4.505"), MEANS).label == "มาก"
    assert band_of(Fraction("4.51"), MEANS).label == "มากที่สุด"
    assert band_of(Fraction("0.5"), MEANS) is None
    found = score(rated(5, 5, 5, 3), bands=MEANS, basis=MEAN)
    assert (found.mean, found.band.label) == (Fraction(9, 2), "มาก")


def test_both_kinds_of_deviation() -> None:
    # 2 4 4 4 5 5 7 9: population 2, sample √(32/7).
    values = [Fraction(n) for n in (2, 4, 4, 4, 5, 5, 7, 9)]
    assert deviation(values, sample=False) == 2
    assert round(deviation(values, sample=True), 6) == Decimal("2.138090")
    assert deviation([Fraction(3)], sample=True) is None
    assert deviation([Fraction(3)], sample=False) == 0


def test_deviation_is_labelled() -> None:
    assert "n−1" in score(rated(4, 5), sample=True).sd_label
    assert "ประชากร" in score(rated(4, 5), sample=False).sd_label


def test_weights() -> None:
    found = score([Rated(Decimal(5), Decimal(5), Decimal(2)), Rated(Decimal(1), Decimal(5))])
    assert (found.total, found.highest, found.mean) == (11, 15, Fraction(11, 3))


def test_two_sheets_together_are_points_over_points() -> None:
    # 54/60 = 90 % and 20/40 = 50 %: 74 %, where the mean of percentages would say 70 %.
    assert together([(Decimal(54), Decimal(60)), (Decimal(20), Decimal(40))]) == 74
    assert together([(None, None)]) is None


@pytest.mark.parametrize(("value", "shown"), [("2.345", "2.35"), ("2.3449", "2.34"), ("-2.345", "-2.35")])
def test_rounding_is_half_up_and_last(value: str, shown: str) -> None:
    assert decimal(Fraction(value), 2) == Decimal(shown)
