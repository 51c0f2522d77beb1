"""The pictures of an edition: schools by indicators, one school's profile, the district over the years."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, F, Q

from reports.charts import (
    NARROW,
    Change,
    Chart,
    GroupRow,
    HeatMap,
    HeatRow,
    changes,
    colour_groups,
    heat_map,
    radar,
    trend,
)
from schools.models import School
from supervision.improvement.models import Programme
from supervision.indicators.models import Area, ColourBand, Indicator
from supervision.progress.queries.frame import AreaFrame
from supervision.results.models import AreaResult, Edition, IndicatorResult, SchoolResult

Percents = dict[int, Decimal | None]


def frame_of_edition(edition: Edition) -> tuple[AreaFrame, ...]:
    """The areas an edition was worked out over, with their indicators: what the switch said then. Two queries."""
    codes = [row["code"] for row in edition.rules.get("areas", [])]
    areas = list(Area.objects.filter(set=edition.evaluation.programme.set_id, code__in=codes))
    held: dict[int, list[Indicator]] = defaultdict(list)
    for row in Indicator.objects.filter(area__in=areas).order_by("position", "pk"):
        held[row.area_id].append(row)
    return tuple(AreaFrame(area, tuple(held[area.pk])) for area in areas)


def percents_of(edition: Edition, participations: Iterable[int]) -> dict[int, Percents]:
    """Participation → indicator → unrounded percent. One query."""
    found: dict[int, Percents] = defaultdict(dict)
    rows = IndicatorResult.objects.filter(edition=edition, participation__in=list(participations)).order_by()
    for part, indicator, value in rows.values_list("participation", "indicator", "percent"):
        found[part][indicator] = value
    return found


def area_percents_of(edition: Edition, participations: Iterable[int]) -> dict[int, Percents]:
    """Participation → area → unrounded percent. One query."""
    found: dict[int, Percents] = defaultdict(dict)
    rows = AreaResult.objects.filter(edition=edition, participation__in=list(participations)).order_by()
    for part, area, value in rows.values_list("participation", "area", "percent"):
        found[part][area] = value
    return found


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of a heat map as words and addresses the page gives them."""

    row: SchoolResult
    url: str = ""
    lead: Sequence[Any] = ()


def heat_of(
    edition: Edition, lines: Sequence[Lines], frames: Sequence[AreaFrame], *, title: str, lead: Sequence[Any] = (),
    first: Any = "โรงเรียน",
) -> HeatMap:  # fmt: skip
    """Schools by indicators, the areas as heads above them. One query."""
    held = percents_of(edition, [line.row.participation_id for line in lines])
    order = [indicator for frame in frames for indicator in frame.indicators]
    rows = [
        HeatRow(
            line.row.participation.school.name,
            [_float(held[line.row.participation_id].get(indicator.pk)) for indicator in order], line.url, line.lead,
        )
        for line in lines
    ]  # fmt: skip
    groups = [(f"{frame.area.code} {frame.area.name}", len(frame.indicators)) for frame in frames if frame.indicators]
    columns = [(indicator.code, indicator.title) for indicator in order]
    return heat_map(rows, columns, title=title, groups=groups, lead=lead, first=first)


def heat_of_areas(
    edition: Edition, lines: Sequence[Lines], frames: Sequence[AreaFrame], *, title: str, lead: Sequence[Any] = ()
) -> HeatMap:
    """Schools by areas: what a phone has room for. One query."""
    held = area_percents_of(edition, [line.row.participation_id for line in lines])
    rows = [
        HeatRow(
            line.row.participation.school.name,
            [_float(held[line.row.participation_id].get(frame.area.pk)) for frame in frames], line.url, line.lead,
        )
        for line in lines
    ]  # fmt: skip
    columns = [(frame.area.code, frame.area.name) for frame in frames]
    return heat_map(rows, columns, title=title, lead=lead, css="nt-hm-cards")


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """An indicator of one school: values on its own scale, percents unrounded."""

    indicator: Indicator
    result: IndicatorResult | None

    @property
    def percent(self) -> Decimal | None:
        return self.result.percent if self.result is not None else None

    @property
    def reached(self) -> bool | None:
        """Whether the target was met; None where either is missing."""
        if self.result is None or self.result.value is None or self.result.target is None:
            return None
        if self.indicator.lower_is_better:
            return self.result.value <= self.result.target
        return self.result.value >= self.result.target


@dataclass(frozen=True, slots=True)
class ProfileArea:
    area: Area
    result: AreaResult | None
    lines: tuple[ProfileLine, ...]

    @property
    def target_percent(self) -> float | None:
        """Σ weight × percent of the target ÷ Σ weight, over the indicators that have a target."""
        held = [
            (line.indicator.weight, line.indicator.percent(line.result.target))
            for line in self.lines
            if line.result is not None and line.result.target is not None
        ]
        whole = sum(weight for weight, _ in held)
        return float(sum(weight * value for weight, value in held) / whole) if whole else None


@dataclass(frozen=True, slots=True)
class Profile:
    """One school in one edition."""

    edition: Edition
    result: SchoolResult
    areas: tuple[ProfileArea, ...]

    @property
    def school(self) -> School:
        found: School = self.result.participation.school
        return found

    @property
    def colour_word(self) -> str:
        return str(ColourBand.Colour(self.result.colour).label) if self.result.colour else "–"

    @property
    def lines(self) -> list[ProfileLine]:
        return [line for area in self.areas for line in area.lines]

    @property
    def aimed(self) -> int:
        """Indicators with a value and a target."""
        return sum(1 for line in self.lines if line.reached is not None)

    @property
    def met(self) -> int:
        return sum(1 for line in self.lines if line.reached)

    @property
    def short_of_target(self) -> list[ProfileLine]:
        """Indicators short of their target, lowest percent first."""
        held = [line for line in self.lines if line.reached is False]
        return sorted(held, key=lambda line: (line.percent or 0, line.indicator.pk))

    @property
    def strongest(self) -> list[ProfileLine]:
        held = [line for line in self.lines if line.percent is not None]
        return sorted(held, key=lambda line: (-(line.percent or 0), line.indicator.pk))

    def radar(self, *, width: int = NARROW) -> Chart | None:
        """None with fewer than three areas: two lines make no net."""
        if len(self.areas) < 3:
            return None
        axes = [(one.area.code, _float(one.result.percent) if one.result else None) for one in self.areas]
        target = [one.target_percent for one in self.areas]
        return radar(
            axes, title="ร้อยละรายด้าน เส้นประคือเป้าหมาย", top=100, width=width,
            target=target if any(value is not None for value in target) else None,
        )  # fmt: skip

    def changes(self, *, width: int = NARROW) -> Chart:
        """Every area and the whole, baseline against the end of the year."""
        items = [
            Change(
                f"{one.area.code} {one.area.name}", _float(one.result.baseline_percent) if one.result else None,
                _float(one.result.percent) if one.result else None, one.target_percent,
            )
            for one in self.areas
        ]  # fmt: skip
        items.append(Change("รวมทุกด้าน", _float(self.result.baseline_percent), _float(self.result.percent)))
        return changes(
            items, title="ข้อมูลฐานกับผลปลายปี (ร้อยละ)", words=("ข้อมูลฐาน", "ผลปลายปี"), width=width
        )  # fmt: skip


def profiles_of(
    edition: Edition, results: Sequence[SchoolResult], frames: Sequence[AreaFrame] | None = None
) -> list[Profile]:
    """The profiles of these rows in their order; four queries whatever their number."""
    frames = frame_of_edition(edition) if frames is None else frames
    parts = [row.participation_id for row in results]
    areas: dict[tuple[int, int], AreaResult] = {
        (row.participation_id, row.area_id): row
        for row in AreaResult.objects.filter(edition=edition, participation__in=parts)
    }
    values: dict[tuple[int, int], IndicatorResult] = {
        (row.participation_id, row.indicator_id): row
        for row in IndicatorResult.objects.filter(edition=edition, participation__in=parts).order_by()
    }
    return [Profile(edition, row, tuple(_area(row, frame, areas, values) for frame in frames)) for row in results]


def _area(
    row: SchoolResult, frame: AreaFrame, areas: dict[tuple[int, int], AreaResult],
    values: dict[tuple[int, int], IndicatorResult],
) -> ProfileArea:  # fmt: skip
    mine = frame.of_kind(row.participation.school.kind)
    lines = tuple(ProfileLine(one, values.get((row.participation_id, one.pk))) for one in mine.indicators)
    return ProfileArea(frame.area, areas.get((row.participation_id, frame.area.pk)), lines)


@dataclass(frozen=True, slots=True)
class YearOf:
    """A year's district means over the complete schools: the whole, and each area by its code."""

    programme: Programme
    schools: int
    percent: Decimal | None
    gain: Decimal | None
    areas: dict[str, Decimal | None]


def years_of(editions: Iterable[Edition]) -> list[YearOf]:
    """Oldest first; editions come with `evaluation__programme`. Two queries."""
    held = sorted(editions, key=lambda row: row.evaluation.programme.year)
    keys = [row.pk for row in held]
    whole = {
        row["edition"]: row
        for row in SchoolResult.objects.filter(edition__in=keys, is_complete=True)
        .order_by()
        .values("edition")
        .annotate(schools=Count("pk"), mean=Avg("percent"), gained=Avg("gain"))
    }
    areas: dict[int, dict[str, Decimal | None]] = defaultdict(dict)
    complete = Q(participation__results__edition=F("edition"), participation__results__is_complete=True)
    rows = AreaResult.objects.filter(complete, edition__in=keys).order_by("area__position")
    for row in rows.values("edition", "area__code", "area__position").annotate(mean=Avg("percent")):
        areas[row["edition"]][row["area__code"]] = row["mean"]
    nothing = {"schools": 0, "mean": None, "gained": None}
    return [
        YearOf(
            row.evaluation.programme, (found := whole.get(row.pk, nothing))["schools"], found["mean"], found["gained"],
            areas[row.pk],
        )
        for row in held
    ]  # fmt: skip


def trend_charts(years: Sequence[YearOf], *, width: int = NARROW) -> list[Chart]:
    """The whole, then the areas together."""
    labels = [str(year.programme.year) for year in years]
    codes = list(dict.fromkeys(code for year in years for code in year.areas))
    return [
        trend(
            labels, [("รวมทุกด้าน", [_float(year.percent) for year in years])],
            title="ร้อยละเฉลี่ยของโรงเรียนที่ประเมินครบ", high=100, decimals=2, width=width,
        ),
        trend(
            labels, [(code, [_float(year.areas.get(code)) for year in years]) for code in codes],
            title="ร้อยละเฉลี่ยรายด้าน", high=100, decimals=2, width=width,
        ),
    ]  # fmt: skip


def spread_of(edition: Edition, *, own: SchoolResult | None = None, width: int = NARROW) -> Chart:
    """How the schools of an edition fell into the colours, whole and in the group of `own`: numbers, never names. One
    query."""
    rows = SchoolResult.objects.filter(edition=edition).order_by().values_list("group", "colour")
    whole: Counter[str] = Counter()
    like: Counter[str] = Counter()
    for group, colour in rows:
        whole[colour] += 1
        if own is not None and group == own.group:
            like[colour] += 1
    told = [("ทั้งเขต", whole)]
    if own is not None and sum(like.values()) != sum(whole.values()):
        told.append((f"กลุ่ม{own.group}", like))
    made = [GroupRow(label, {code: n for code, n in held.items() if code}, held.get("", 0)) for label, held in told]
    return colour_groups(made, title="การกระจายของโรงเรียนตามกลุ่มสี", width=width)
