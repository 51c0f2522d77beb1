"""How far an indicator is and where it will end, by one stated rule.

The rule: a straight line from the baseline on the programme's first day to the latest value on its day, drawn on to
the programme's last day, and kept within the scale. A value younger than `SHORTEST` days after the first day says
nothing about the end yet.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from supervision.indicators.models import Indicator
from supervision.progress.scales import worse

SHORTEST = 14
RULE = (
    "คาดการณ์โดยลากเส้นตรงจากข้อมูลฐาน (วันเริ่มโครงการของปี) ถึงค่าล่าสุด ต่อไปจนถึงวันสิ้นสุด "
    f"ไม่เกินคะแนนต่ำสุดและคะแนนเต็ม ค่าที่รายงานก่อนครบ {SHORTEST} วันยังไม่ใช้คาดการณ์"
)


class Verdict(StrEnum):
    REACHED = "reached"
    ON_WAY = "on_way"
    BEHIND = "behind"
    UNKNOWN = "unknown"


WORDS = {
    Verdict.REACHED: "ถึงเป้าหมายแล้ว",
    Verdict.ON_WAY: "คาดว่าถึง",
    Verdict.BEHIND: "ช้ากว่าเป้าหมาย",
    Verdict.UNKNOWN: "ยังไม่มีค่าให้เทียบ",
}
CHIPS = {
    Verdict.REACHED: "approved",
    Verdict.ON_WAY: "running",
    Verdict.BEHIND: "late",
    Verdict.UNKNOWN: "draft",
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """`forecast` is None where nothing can be said; `gap` how far the latest value is short of the target, in percent
    of the indicator's full score, 0 where it is reached, None without both figures."""

    verdict: Verdict
    forecast: Decimal | None
    gap: Decimal | None

    @property
    def words(self) -> str:
        return WORDS[self.verdict]

    @property
    def chip(self) -> str:
        return CHIPS[self.verdict]


def forecast_of(
    indicator: Indicator, *, baseline: Decimal | None, current: Decimal | None, current_on: date | None,
    starts_on: date, ends_on: date,
) -> Decimal | None:  # fmt: skip
    """The value on the last day by the rule above; None where the rule says nothing."""
    if baseline is None or current is None or current_on is None:
        return None
    passed = (min(current_on, ends_on) - starts_on).days
    if passed < SHORTEST:
        return None
    end = baseline + (current - baseline) * (ends_on - starts_on).days / passed
    return max(indicator.lowest, min(indicator.highest, end))


def outlook_of(
    indicator: Indicator, *, baseline: Decimal | None, target: Decimal | None, current: Decimal | None,
    current_on: date | None, starts_on: date, ends_on: date, today: date,
) -> Outlook:  # fmt: skip
    """Reached is measured, not forecast. Without a forecast a value short of its target counts as behind only once
    the programme is over; the latest value without a date cannot be drawn on."""
    latest = current if current is not None else baseline
    end = forecast_of(
        indicator, baseline=baseline, current=current, current_on=current_on, starts_on=starts_on, ends_on=ends_on
    )
    if target is None or latest is None:
        return Outlook(Verdict.UNKNOWN, end, None)
    short = worse(indicator, latest, target)
    gap = abs(target - latest) * 100 / indicator.highest if short else Decimal(0)
    if current is not None and not short:
        return Outlook(Verdict.REACHED, end, gap)
    if today > ends_on:
        return Outlook(Verdict.BEHIND if short else Verdict.REACHED, end, gap)
    if end is None:
        return Outlook(Verdict.UNKNOWN, None, gap)
    return Outlook(Verdict.BEHIND if worse(indicator, end, target) else Verdict.ON_WAY, end, gap)
