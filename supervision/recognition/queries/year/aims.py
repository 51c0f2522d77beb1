"""Where schools began, what they planned, how far they came against their targets, and what stays for next year."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from reports import charts
from supervision.improvement.models import Programme
from supervision.improvement.models.programme import Use
from supervision.indicators.models import Indicator
from supervision.progress.models import Analysis, PlanLine, SchoolIndicator
from supervision.progress.queries.board import board_of
from supervision.progress.queries.frame import AreaFrame, frame_of
from supervision.progress.queries.gaps import gaps_of
from supervision.progress.queries.outlook import outlooks

Data = dict[str, Any]
GAPS = 12


@dataclass(frozen=True, slots=True)
class AreaMeans:
    """Means over the schools of an area's percent (Σ weight × percent ÷ Σ weight), unrounded; None without any."""

    name: str
    schools: int
    baseline: Decimal | None
    target: Decimal | None


def baseline(programme: Programme, today: date) -> Data:
    frames = frame_of(programme, Use.BASELINE)
    means = [_means(frame, rows) for frame, rows in _by_area(programme, frames)]
    analysed = dict(
        Analysis.objects.filter(participation__programme=programme, participation__is_in=True)
        .filter(~Q(problem="") | ~Q(strength=""))
        .order_by().values_list("area__code").annotate(n=Count("pk"))
    )  # fmt: skip
    drawn = [row for row in means if row.baseline is not None]
    return {
        "board": board_of(programme),
        "means": [(row, analysed.get(frame.area.code, 0)) for row, frame in zip(means, frames, strict=True)],
        "radar": charts.radar(
            [(row.name, float(row.baseline)) for row in drawn if row.baseline is not None],
            title="ข้อมูลฐานเฉลี่ยของเขตรายด้าน (ร้อยละ) เส้นประคือเป้าหมายเฉลี่ย", top=100,
            target=[None if row.target is None else float(row.target) for row in drawn],
        ) if len(drawn) >= 3 else None,
    }  # fmt: skip


def _by_area(programme: Programme, frames: Iterable[AreaFrame]) -> list[tuple[AreaFrame, list[tuple[Any, ...]]]]:
    """The values of every school that is in, by area; one query."""
    rows = SchoolIndicator.objects.filter(participation__programme=programme, participation__is_in=True).order_by()
    held: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for school, key, first, aim in rows.values_list("participation", "indicator", "baseline", "target"):
        held[key].append((school, first, aim))
    return [
        (frame, [(one, *row) for one in frame.indicators for row in held.get(one.pk, ())]) for frame in frames
    ]  # fmt: skip


def _means(frame: AreaFrame, rows: list[tuple[Any, ...]]) -> AreaMeans:
    first, n = _mean((school, one, value) for one, school, value, _ in rows)
    aim, _ = _mean((school, one, value) for one, school, _, value in rows)
    return AreaMeans(str(frame.area), n, first, aim)


def _mean(values: Iterable[tuple[int, Indicator, Decimal | None]]) -> tuple[Decimal | None, int]:
    """The mean over schools of their area percent, and how many schools have one."""
    sums: dict[int, list[Decimal]] = defaultdict(lambda: [Decimal(), Decimal()])
    for school, one, value in values:
        if value is not None and one.weight:
            sums[school][0] += one.weight * one.percent(value)
            sums[school][1] += one.weight
    percents = [top / weight for top, weight in sums.values()]
    return (sum(percents, Decimal()) / len(percents) if percents else None), len(percents)


def plan(programme: Programme, today: date) -> Data:
    lines = PlanLine.objects.filter(participation__programme=programme, participation__is_in=True)
    said = lines.aggregate(
        n=Count("pk"), schools=Count("participation", distinct=True), done=Count("pk", filter=Q(done_on__isnull=False)),
        carried=Count("pk", filter=~Q(carried="")), budget=Sum("budget"),
    )  # fmt: skip
    rows = lines.order_by("area__position", "area").values("area__code", "area__name").annotate(
        n=Count("pk"), schools=Count("participation", distinct=True), done=Count("pk", filter=Q(done_on__isnull=False)),
        budget=Sum("budget"),
    )  # fmt: skip
    return {**said, "areas": list(rows), "of": programme.participations.filter(is_in=True).count()}


def objectives(programme: Programme, today: date) -> Data:
    """Schools that reached each indicator's target, of those that have one."""
    found = outlooks(programme, today=today)
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for school in found.values():
        for line in school.lines:
            counts[line.indicator.pk][line.outlook.verdict.value] += 1
    frames = frame_of(programme, Use.PROGRESS)
    rows = [
        (str(frame.area), [(one, counts[one.pk], _told(counts[one.pk])) for one in frame.indicators])
        for frame in frames
    ]
    whole: Counter[str] = sum((counts[one.pk] for frame in frames for one in frame.indicators), Counter())
    return {
        "areas": rows,
        "whole": whole,
        "told": _told(whole),
        "chart": charts.levels(
            [
                (name, [sum(count[key] for _, count, _ in lines) for key in ("unknown", "behind", "on_way", "reached")])
                for name, lines in rows
            ],
            ["ยังไม่มีค่าให้เทียบ", "ช้ากว่าเป้าหมาย", "คาดว่าถึง", "ถึงเป้าหมายแล้ว"],
            title="ตัวชี้วัดของทุกโรงเรียนเทียบค่าเป้าหมาย รายด้าน", unit="รายการ",
        ) if sum(whole.values()) else None,
    }  # fmt: skip


def _told(counts: Counter[str]) -> int:
    """Those that can be held against a target."""
    return sum(counts.values()) - counts["unknown"]


def next_plan(programme: Programme, today: date) -> Data:
    """Indicators that most schools ended short of, and the year that begins with them."""
    gaps = gaps_of(programme)
    held: dict[int, list[Any]] = defaultdict(list)
    for rows in gaps.values():
        for gap in rows:
            held[gap.indicator.pk].append(gap)
    lines = sorted(held.values(), key=lambda rows: (-len(rows), rows[0].indicator.area_id, rows[0].indicator.position))
    following = programme.carried_to.standing().order_by("year").first()
    carried = PlanLine.objects.filter(participation__programme=following).exclude(carried="") if following else None
    return {
        "schools": len(gaps),
        "n": sum(len(rows) for rows in gaps.values()),
        "lines": [
            (rows[0].indicator, len(rows), sum((gap.short for gap in rows), Decimal()) / len(rows))
            for rows in lines[:GAPS]
        ],
        "more": max(len(lines) - GAPS, 0),
        "is_final": all(gap.is_final for rows in gaps.values() for gap in rows),
        "next": following,
        "carried": carried.count() if carried is not None else 0,
    }
