"""A whole set in one fiscal year: the level of every indicator, and the weighted mean where the set asks for one."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from evidence.proofs import Gathered, Scope
from kotpn.assessment.models import Assessment
from kotpn.assessment.standing import Standing, standing_of
from kotpn.standards.models import Indicator, OfficeStandard, OfficeStandardSet


@dataclass(frozen=True)
class IndicatorResult:
    """`standing` None: nobody began it."""

    indicator: Indicator
    standing: Standing | None

    @property
    def assessment(self) -> Assessment | None:
        return self.standing.assessment if self.standing is not None else None

    @property
    def level(self) -> int | None:
        return self.standing.verdict.level if self.standing is not None else None

    @property
    def word(self) -> str:
        return self.standing.verdict.word if self.standing is not None else ""

    @property
    def why(self) -> str:
        return self.standing.verdict.why if self.standing is not None else "ยังไม่ได้เริ่มประเมิน"


@dataclass(frozen=True)
class StandardResult:
    """`mean` of its indicators by weight; None while one has no level, or has none to give."""

    standard: OfficeStandard
    indicators: tuple[IndicatorResult, ...]
    mean: Decimal | None


@dataclass(frozen=True)
class Whole:
    """`mean` is the weighted mean of the standards, two decimals; None with `why` where the set has no such rule or a
    level is missing. `word` is that of the nearest level, a half counting upwards."""

    set: OfficeStandardSet
    fiscal_year: int
    standards: tuple[StandardResult, ...]
    mean: Decimal | None
    word: str
    why: str


def whole_set(set_: OfficeStandardSet, fiscal_year: int) -> Whole:
    """Submitted assessments as they were submitted, open ones as they stand; sources of proof are asked once."""
    standards = list(set_.standards.order_by("number").prefetch_related("indicators"))
    held = Gathered(Scope(set_.district, fiscal_year))
    rows = Assessment.objects.standing().filter(indicator__standard__set=set_, fiscal_year=fiscal_year)
    standings = {
        row.indicator_id: standing_of(row, held=held)
        for row in rows.select_related("indicator__standard__set", "district")
    }
    results = []
    for standard in standards:
        parts = tuple(
            IndicatorResult(one, standings.get(one.pk))
            for one in sorted(standard.indicators.all(), key=lambda one: one.number)
        )
        mean = weighted((part.level, part.indicator.weight) for part in parts)
        results.append(StandardResult(standard, parts, mean))
    return _summed(set_, fiscal_year, tuple(results))


def _summed(set_: OfficeStandardSet, fiscal_year: int, results: tuple[StandardResult, ...]) -> Whole:
    if set_.aggregate == OfficeStandardSet.Aggregate.NONE:
        return Whole(set_, fiscal_year, results, None, "", "ชุดมาตรฐานนี้ไม่รวมผลเป็นระดับเดียว")
    parts = [part for result in results for part in result.indicators]
    without = [part for part in parts if part.level is None]
    mean = weighted((result.mean, result.standard.weight) for result in results if result.indicators)
    if without or mean is None:
        why = f"ยังรวมไม่ได้: {len(without)} จาก {len(parts)} ตัวบ่งชี้ยังไม่มีระดับ" if parts else "ชุดมาตรฐานนี้ยังไม่มีตัวบ่งชี้"
        return Whole(set_, fiscal_year, results, None, "", why)
    shown = mean.quantize(Decimal("0.01"), ROUND_HALF_UP)
    word = dict(set_.labels.values_list("value", "word")).get(int(mean.quantize(Decimal(1), ROUND_HALF_UP)), "")
    return Whole(set_, fiscal_year, results, shown, word, f"ค่าเฉลี่ยถ่วงน้ำหนักของ {len(parts)} ตัวบ่งชี้")


def weighted(parts: Iterable[tuple[Decimal | int | None, Decimal]]) -> Decimal | None:
    """The weighted mean; None of nothing, or while a part is missing."""
    rows = list(parts)
    if not rows:
        return None
    total = Decimal(0)
    for value, weight in rows:
        if value is None:
            return None
        total += Decimal(value) * weight
    return total / sum((weight for _, weight in rows), Decimal(0))
