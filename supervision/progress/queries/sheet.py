"""What the pages of a school's baseline show: its values, what last year gave, what the system knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from schools.results import ResultKind, result_kind, result_kinds
from supervision.improvement.models import Participation
from supervision.improvement.models.programme import Use
from supervision.indicators.models import Indicator
from supervision.progress.models import Analysis, SchoolIndicator
from supervision.progress.queries.frame import AreaFrame, frame_of
from supervision.progress.queries.gaps import Ended, counterparts, ended_values
from supervision.progress.scales import plain, refusal


@dataclass(frozen=True, slots=True)
class Offer:
    """A baseline the system can begin with: the value, its `Origin`, and where it came from in words."""

    value: Decimal
    origin: str
    words: str


@dataclass(frozen=True, slots=True)
class Before:
    """Last year's target and what the year ended with, of one indicator."""

    target: Decimal | None
    ended: Ended | None


@dataclass(frozen=True, slots=True)
class AreaState:
    """How far one area is: filled of asked figures (two an indicator), and whether it was analysed."""

    frame: AreaFrame
    filled: int
    asked: int
    analysis: Analysis | None

    @property
    def is_full(self) -> bool:
        return (
            self.filled == self.asked
            and self.analysis is not None
            and bool(self.analysis.problem or self.analysis.strength)
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """A result of another desk for this school, shown beside its baseline."""

    kind: ResultKind
    option: str
    year: int
    value: Decimal

    @property
    def figure(self) -> str:
        return f"{plain(self.value.quantize(Decimal('0.01')))} {self.kind.unit}".strip()


def frame_for(part: Participation) -> tuple[AreaFrame, ...]:
    return frame_of(part.programme, Use.BASELINE, kind=part.school.kind)


def values_of(part: Participation) -> dict[int, SchoolIndicator]:
    return {row.indicator_id: row for row in SchoolIndicator.objects.filter(participation=part)}


def area_states(part: Participation, frames: Sequence[AreaFrame]) -> list[AreaState]:
    values = values_of(part)
    analyses = {row.area_id: row for row in Analysis.objects.filter(participation=part)}
    found = []
    for frame in frames:
        rows = [values[row.pk] for row in frame.indicators if row.pk in values]
        filled = sum((row.baseline is not None) + (row.target is not None) for row in rows)
        found.append(AreaState(frame, filled, 2 * len(frame.indicators), analyses.get(frame.area.pk)))
    return found


def before_of(part: Participation) -> dict[int, Before]:
    """Indicator of this year's set → how it went in the year this one follows; empty without one."""
    earlier = part.programme.carried_from
    if earlier is None:
        return {}
    targets = dict(
        SchoolIndicator.objects.filter(
            participation__programme=earlier, participation__school=part.school_id, target__isnull=False
        ).values_list("indicator", "target")
    )
    ended = ended_values(earlier, part.school_id)
    return {
        new.pk: Before(targets.get(old), ended.get((part.school_id, old)))
        for old, new in counterparts(earlier.set, part.programme.set).items()
        if old in targets or (part.school_id, old) in ended
    }


def offers_of(part: Participation, indicators: Sequence[Indicator], before: Mapping[int, Before]) -> dict[int, Offer]:
    """A value to begin with: what last year ended with, else what the system computes for a computed indicator; one
    that does not fit the scale is not offered."""
    found = {}
    for row in indicators:
        end = before[row.pk].ended if row.pk in before else None
        if end is not None:
            offer = Offer(end.on_scale(row), SchoolIndicator.Origin.LAST_YEAR, end.words)
        else:
            computed = _computed(part, row)
            if computed is None:
                continue
            offer = computed
        if not refusal(row, offer.value):
            found[row.pk] = offer
    return found


def _computed(part: Participation, indicator: Indicator) -> Offer | None:
    source = indicator.computed or {}
    kind = result_kind(source.get("result", "")) if indicator.source == Indicator.Source.COMPUTED else None
    if kind is None:
        return None
    option = source.get("option", "")
    for year in kind.years(part.programme.district, option):
        if year <= part.programme.academic_year:
            value = kind.values(part.programme.district, year, option).get(part.school_id)
            if value is None:
                return None
            rounded = value.quantize(Decimal(1).scaleb(-min(indicator.decimals, 2)), ROUND_HALF_UP)
            return Offer(rounded, SchoolIndicator.Origin.COMPUTED, f"{kind.thai} ปี {year}")
    return None


def beside_of(part: Participation) -> list[Beside]:
    """What other desks know of this school: the newest year of each result and option there is, this one's own
    results left out. Queries grow with the kinds of results registered, not with schools."""
    found = []
    district = part.programme.district
    for kind in result_kinds():
        if kind.key == "4q":
            continue
        for option, label in list(kind.options(district))[:6]:
            years = [year for year in kind.years(district, option) if year <= part.programme.academic_year]
            if not years:
                continue
            value = kind.values(district, years[0], option).get(part.school_id)
            if value is not None:
                found.append(Beside(kind, label, years[0], value))
    return found
