"""Levels from means: half up as a band of the unrounded mean, weights, ไม่ประเมิน, the overall mean of means."""

from decimal import Decimal
from fractions import Fraction

import pytest

from qa.sar.scoring import Term, by_mean, decimal_of, figure, level_of, mean_of
from qa.standards.models import ScaleLevel

WORDS = ["กำลังพัฒนา", "ปานกลาง", "ดี", "ดีเลิศ", "ยอดเยี่ยม"]
SCALE = [ScaleLevel(value=number, word=word) for number, word in enumerate(WORDS, 1)]
FROM_ZERO = [ScaleLevel(value=number, word=str(number)) for number in range(4)]


def terms(*values: int | None, weights: tuple[str, ...] = ()) -> list[Term]:
    given = weights or ("1",) * len(values)
    return [
        Term(str(place), Fraction(weight), None if value is None else Fraction(value))
        for place, (value, weight) in enumerate(zip(values, given, strict=True))
    ]


@pytest.mark.parametrize(
    ("mean", "value"),
    [
        (Fraction(7, 2), 4),
        (Fraction(349999, 100000), 3),
        (Fraction(9, 2), 5),
        (Fraction(5), 5),
        (Fraction(1), 1),
        (Fraction(3, 2), 2),
        (Fraction(1, 2), 1),
    ],
)
def test_the_band_is_half_open(mean, value) -> None:
    assert level_of(mean, SCALE).value == value


def test_a_scale_from_zero_has_a_lowest_level() -> None:
    assert [level_of(Fraction(n, 10), FROM_ZERO).value for n in (0, 4, 5, 14, 15, 30)] == [0, 0, 1, 1, 2, 3]


def test_the_printed_example_of_the_facts() -> None:
    """4+5+4+4 = 17, mean 4.25, ดีเลิศ (facts §3.6: printed there as 4.4)."""
    verdict = by_mean(terms(4, 5, 4, 4), SCALE, complete=True)
    assert (verdict.mean, verdict.word) == (Fraction(17, 4), "ดีเลิศ")
    assert verdict.working == "(4 + 5 + 4 + 4) ÷ 4 = 4.25 ตั้งแต่ 3.5 แต่ไม่ถึง 4.5 ได้ระดับดีเลิศ (4)"


def test_what_is_not_assessed_does_not_count() -> None:
    assert mean_of(terms(4, None, 5)) == Fraction(9, 2)
    none = by_mean(terms(None, None), SCALE, complete=True)
    assert (none.mean, none.level, none.assessed, none.word) == (None, None, False, "ไม่ประเมิน")


def test_weights() -> None:
    verdict = by_mean(terms(5, 3, weights=("1.5", "1")), SCALE, complete=True)
    assert verdict.mean == Fraction(21, 5)
    assert verdict.working.startswith("(5×1.5 + 3×1) ÷ 2.5 = 4.2 ")


def test_a_stored_mean_never_reaches_the_next_band() -> None:
    assert decimal_of(Fraction(34999999, 10000000), 6) == Decimal("3.499999")
    assert decimal_of(Fraction(25, 6), 6) == Decimal("4.166666")


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(25, 6), "4.17"), (Fraction(7, 2), "3.5"), (Fraction(4), "4"), (Fraction(1, 200), "0.01")],
)
def test_how_people_read_a_mean(value, text) -> None:
    assert figure(value) == text


def test_no_level_while_something_is_to_be_chosen() -> None:
    verdict = by_mean(terms(4, None), SCALE, complete=False)
    assert (verdict.level, verdict.assessed, verdict.word) == (None, True, "")
