from datetime import date

import pytest

from core.thai.years import (
    Term,
    academic_label,
    academic_term,
    academic_year_range,
    fiscal_label,
    fiscal_quarter,
    fiscal_range,
    fiscal_year,
    law_academic_year,
    quarter_label,
    quarter_range,
)


@pytest.mark.parametrize(
    ("day", "fiscal", "academic"),
    [
        (date(2024, 6, 15), 2567, (2567, 1)),
        (date(2024, 11, 15), 2568, (2567, 2)),
        (date(2024, 9, 30), 2567, (2567, 1)),
        (date(2024, 10, 1), 2568, (2567, 1)),
        (date(2024, 10, 11), 2568, (2567, 1)),
        (date(2024, 10, 20), 2568, (2567, 1)),
        (date(2024, 11, 1), 2568, (2567, 2)),
        (date(2025, 4, 1), 2568, (2567, 2)),
        (date(2025, 5, 15), 2568, (2567, 2)),
        (date(2025, 5, 16), 2568, (2568, 1)),
        (date(2025, 1, 1), 2568, (2567, 2)),
    ],
)
def test_both_years_by_law(day: date, fiscal: int, academic: tuple[int, int]) -> None:
    assert fiscal_year(day) == fiscal
    assert law_academic_year(day) == academic


def test_an_offices_own_boundaries_win() -> None:
    own = [Term(2567, 1, date(2024, 5, 20), date(2024, 10, 31)), Term(2567, 2, date(2024, 11, 4), date(2025, 3, 31))]
    assert academic_term(date(2024, 5, 16), own) == (2566, 2)
    assert academic_term(date(2024, 5, 20), own) == (2567, 1)
    assert academic_term(date(2024, 11, 2), own) == (2567, 1)
    assert academic_term(date(2024, 11, 4), own) == (2567, 2)
    assert academic_term(date(2026, 6, 1), own) == (2569, 1)


def test_ranges_and_quarters() -> None:
    assert fiscal_range(2568) == (date(2024, 10, 1), date(2025, 9, 30))
    assert [quarter_range(2568, q) for q in (1, 2, 3, 4)] == [
        (date(2024, 10, 1), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2025, 3, 31)),
        (date(2025, 4, 1), date(2025, 6, 30)),
        (date(2025, 7, 1), date(2025, 9, 30)),
    ]
    assert [fiscal_quarter(date(2025, month, 1)) for month in range(1, 13)] == [2, 2, 2, 3, 3, 3, 4, 4, 4, 1, 1, 1]
    assert academic_year_range(2567) == (date(2024, 5, 16), date(2025, 5, 15))
    with pytest.raises(ValueError, match="quarter"):
        quarter_range(2568, 5)


def test_labels_name_the_kind_of_year() -> None:
    assert fiscal_label(2568) == "ปีงบประมาณ\u00a02568"
    assert academic_label(2567) == "ปีการศึกษา\u00a02567"
    assert academic_label(2567, 2) == "ภาคเรียนที่\u00a02/2567"
    assert quarter_label(2567, 4) == "ไตรมาส\u00a04 ปีงบประมาณ\u00a02567"
