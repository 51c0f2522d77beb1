"""The forecast's stated rule, on figures worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from supervision.indicators.models import Indicator
from supervision.progress.forecast import Verdict, forecast_of, outlook_of

STARTS, ENDS = date(2025, 10, 1), date(2026, 9, 30)
ROW = Indicator(lowest=Decimal(1), highest=Decimal(5))
LESS = Indicator(lowest=Decimal(0), highest=Decimal(100), lower_is_better=True)


def forecast(baseline, current, on, row=ROW):
    return forecast_of(row, baseline=baseline, current=current, current_on=on, starts_on=STARTS, ends_on=ENDS)


def verdict(*, baseline=None, target=None, current=None, on=date(2026, 4, 1), row=ROW, today=date(2026, 4, 1)):
    figures = [Decimal(value) if value is not None else None for value in (baseline, target, current)]
    return outlook_of(
        row, baseline=figures[0], target=figures[1], current=figures[2], current_on=on, starts_on=STARTS, ends_on=ENDS,
        today=today,
    )  # fmt: skip


def test_a_straight_line_is_drawn_to_the_last_day():
    # 182 of 364 days passed, one point gained: one more by the end.
    assert forecast(Decimal(2), Decimal(3), date(2026, 4, 1)) == 4


def test_the_line_stays_on_the_scale():
    assert forecast(Decimal(2), Decimal(5), date(2026, 1, 1)) == 5
    assert forecast(Decimal(3), Decimal(1), date(2026, 1, 1)) == 1


def test_a_value_of_the_first_days_says_nothing_yet():
    assert forecast(Decimal(2), Decimal(3), date(2025, 10, 14)) is None
    assert forecast(Decimal(2), Decimal(3), date(2025, 10, 15)) is not None
    assert forecast(None, Decimal(3), date(2026, 4, 1)) is None


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"baseline": 2, "target": 4, "current": 4}, Verdict.REACHED),
        ({"baseline": 2, "target": 4, "current": 3}, Verdict.ON_WAY),
        ({"baseline": 2, "target": 5, "current": 3}, Verdict.BEHIND),
        ({"baseline": 2, "target": 4}, Verdict.UNKNOWN),
        ({"baseline": 2, "current": 3}, Verdict.UNKNOWN),
        ({"baseline": 2, "target": 4, "today": date(2026, 10, 1)}, Verdict.BEHIND),
        ({"baseline": 40, "target": 20, "current": 30, "row": LESS}, Verdict.ON_WAY),
        ({"baseline": 40, "target": 10, "current": 35, "row": LESS}, Verdict.BEHIND),
        ({"baseline": 40, "target": 30, "current": 30, "row": LESS}, Verdict.REACHED),
    ],
)
def test_verdicts(figures, expected):
    assert verdict(**figures).verdict is expected


def test_the_gap_is_in_percent_of_the_full_score():
    assert verdict(baseline=2, target=4, current=3).gap == 20
    assert verdict(baseline=2, target=4, current=5).gap == 0
