"""What a year ended with and where it ended short of its targets, in the words next year's plan begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from supervision.improvement.models import Programme
from supervision.improvement.models.programme import Use
from supervision.indicators.models import Indicator, IndicatorSet
from supervision.progress.models import SchoolIndicator
from supervision.progress.queries.frame import frame_of, indicators_in
from supervision.progress.scales import plain, with_unit, worse
from supervision.progress.starting import finals_of


def provisional_words(year: int) -> str:
    """What is written beside a value taken before the year's results were published."""
    return f"ค่าล่าสุดที่รายงานปี {year} (ยังไม่มีผลประเมินที่เผยแพร่)"


@dataclass(frozen=True, slots=True)
class Ended:
    """What an indicator of a school ended with; `is_final` says it was judged and published, not only reported."""

    value: Decimal
    is_final: bool
    year: int

    @property
    def words(self) -> str:
        return f"ผลประเมินปี {self.year}" if self.is_final else provisional_words(self.year)

    def on_scale(self, indicator: Indicator) -> Decimal:
        """Rounded to the decimals the indicator is written with: a mean of assessors may have more."""
        return self.value.quantize(Decimal(1).scaleb(-min(indicator.decimals, 2)), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator that ended short of its target. `short` is by how much, in percent of the full score."""

    indicator: Indicator
    value: Decimal
    target: Decimal
    is_final: bool

    @property
    def short(self) -> Decimal:
        return abs(self.target - self.value) * 100 / self.indicator.highest

    @property
    def words(self) -> str:
        reached = plain(self.value.quantize(Decimal("0.01")))
        aim = with_unit(self.indicator, self.target)
        return f"{self.indicator.code} {self.indicator.title} ได้ {reached} จากเป้าหมาย {aim}"


def counterparts(before: IndicatorSet, after: IndicatorSet) -> dict[int, Indicator]:
    """Indicators of an earlier set (by key) → the same ones of the later: the codes of area and indicator agree, and
    the scale is the same. One on another scale has nothing to begin from and is left out."""
    old = Indicator.objects.filter(area__set=before).select_related("area")
    new = {(row.area.code, row.code): row for row in Indicator.objects.filter(area__set=after).select_related("area")}
    found = {}
    for row in old:
        twin = new.get((row.area.code, row.code))
        if twin is not None and _scale(twin) == _scale(row):
            found[row.pk] = twin
    return found


def _scale(row: Indicator) -> tuple[Decimal, Decimal, bool]:
    return row.lowest, row.highest, row.lower_is_better


def ended_values(programme: Programme, school: int | None = None) -> dict[tuple[int, int], Ended]:
    """(school, indicator) → what the year ended with: the published final, else the latest reported value. `school` is
    the key of one, None for all."""
    rows = SchoolIndicator.objects.filter(participation__programme=programme, current__isnull=False).order_by()
    if school is not None:
        rows = rows.filter(participation__school=school)
    found = {
        (place, indicator): Ended(current, False, programme.year)
        for place, indicator, current in rows.values_list("participation__school", "indicator", "current")
    }
    found |= {key: Ended(value, True, programme.year) for key, value in finals_of(programme, school).items()}
    return found


def gaps_of(
    programme: Programme, ended: Mapping[tuple[int, int], Ended] | None = None, *, school: int | None = None
) -> dict[int, list[Gap]]:
    """School → its indicators that ended (or stand) short of their targets, in the set's order; schools that are in."""
    ended = ended_values(programme, school) if ended is None else ended
    indicators = indicators_in(frame_of(programme, Use.PROGRESS))
    rows = SchoolIndicator.objects.filter(
        participation__programme=programme, participation__is_in=True, target__isnull=False, indicator__in=indicators
    )
    if school is not None:
        rows = rows.filter(participation__school=school)
    order = {key: place for place, key in enumerate(indicators)}
    found: dict[int, list[Gap]] = {}
    for place, key, target in rows.order_by().values_list("participation__school", "indicator", "target"):
        end = ended.get((place, key))
        if end is not None and worse(indicators[key], end.value, target):
            found.setdefault(place, []).append(Gap(indicators[key], end.value, target, end.is_final))
    for gaps in found.values():
        gaps.sort(key=lambda gap: order[gap.indicator.pk])
    return found
