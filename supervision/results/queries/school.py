"""One school's result as a page shows it: its place, the spread of all, areas, indicators and what each is made of."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from schools.results import Because, result_kind
from supervision.improvement.models import Participation
from supervision.indicators.models import Indicator
from supervision.indicators.models.colours import ColourBand
from supervision.results.models import AreaResult, Edition, IndicatorResult, Moderation, SchoolResult, Score
from supervision.results.queries.board import words_of

BIN = 10


@dataclass(frozen=True)
class Distribution:
    """How all complete schools lie, without saying which is which: `bins` are (words, how many, the own one)."""

    bins: tuple[tuple[str, int, bool], ...]
    colours: tuple[tuple[str, str, int, bool], ...]
    schools: int
    mean: Decimal | None


def distribution(edition: Edition, own: SchoolResult | None = None) -> Distribution:
    """By tens of percent, the top one closed at 100, and by colour; one query."""
    rows = list(edition.schools.complete().values_list("percent", "colour"))
    counts = Counter(min(int(percent // BIN), 9) for percent, _ in rows)
    place = min(int(own.percent // BIN), 9) if own is not None and own.percent is not None else None
    low = min(counts, default=0)
    bins = tuple(
        (f"{n * BIN}–{(n + 1) * BIN}" if n == 9 else f"{n * BIN}–{n * BIN + BIN - 1}.99", counts[n], n == place)
        for n in range(9, low - 1, -1)
    )
    painted = Counter(colour for _, colour in rows if colour)
    mine = own.colour if own is not None else ""
    colours = tuple((one.value, one.label, painted[one.value], one.value == mine) for one in ColourBand.Colour)
    mean = sum((percent for percent, _ in rows), Decimal()) / len(rows) if rows else None
    return Distribution(bins, colours if painted else (), len(rows), mean)


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator's result on the school's page, in words where the scale has them."""

    result: IndicatorResult
    indicator: Indicator

    @property
    def words(self) -> str:
        if self.result.origin == IndicatorResult.Origin.NOT_APPLICABLE:
            return "ไม่เกี่ยวข้อง"
        return "ยังไม่มีคะแนน" if self.result.value is None else figure(self.result.value)

    @property
    def reached(self) -> bool | None:
        """Whether the target is met; None where there is no target or no value."""
        result = self.result
        if result.value is None or result.target is None:
            return None
        return result.value <= result.target if self.indicator.lower_is_better else result.value >= result.target


@dataclass(frozen=True)
class AreaPart:
    """An area with its indicators."""

    result: AreaResult
    lines: tuple[IndicatorLine, ...]


def figure(value: Decimal) -> str:
    """A value with at most two decimals, none that say nothing."""
    return f"{round(value, 2).normalize():f}"


def parts_of(edition: Edition, participation: Participation) -> list[AreaPart]:
    """Areas in their order with their indicators; two queries."""
    areas = AreaResult.objects.filter(edition=edition, participation=participation).select_related("area")
    rows = IndicatorResult.objects.filter(edition=edition, participation=participation).select_related("indicator")
    held: dict[int, list[IndicatorLine]] = {}
    for row in rows.order_by("indicator__position", "indicator"):
        held.setdefault(row.indicator.area_id, []).append(IndicatorLine(row, row.indicator))
    return [
        AreaPart(row, tuple(held.get(row.area_id, ()))) for row in areas.order_by("area__position", "area")
    ]  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """One answer a value was made of."""

    who: str
    words: str
    note: str
    on: Any


def answers_of(result: IndicatorResult, *, names: bool) -> list[Answer]:
    """What the value was made of: as it was when published, as the sheets stand while it is a draft. Without `names`
    assessors are counted, not named: a school reads what was found, not who found it."""
    rows = result.because if result.edition.state != Edition.State.DRAFT else _live(result)
    made, assessors = [], 0
    for row in rows:
        who = row["who"]
        if not who:
            who = "โรงเรียนประเมินตนเอง"
        elif who != AGREED:
            assessors += 1
            who = who if names else f"ผู้ประเมินคนที่ {assessors}"
        value = None if row["value"] is None else Decimal(row["value"])
        made.append(
            Answer(who, words_of(value, aside=row["na"], indicator=result.indicator), row["note"], row["on"])
        )  # fmt: skip
    return made


AGREED = "ตกลงร่วมกัน"


def _day(moment: datetime) -> str:
    """The day in Bangkok: what is sent before seven in the morning is of the same day."""
    return timezone.localdate(moment).isoformat()


def _live(result: IndicatorResult) -> list[dict[str, Any]]:
    scores = Score.objects.filter(
        sheet__evaluation=result.edition.evaluation_id, sheet__participation=result.participation_id,
        sheet__state="submitted", indicator=result.indicator_id,
    ).select_related("sheet__person")  # fmt: skip
    rows = [
        {
            "who": str(score.sheet.person or ""), "value": None if score.value is None else str(score.value),
            "na": score.not_applicable, "note": score.note, "on": _day(score.sheet.submitted_at),
        }
        for score in scores.order_by("sheet")
    ]  # fmt: skip
    agreed = Moderation.objects.filter(
        evaluation=result.edition.evaluation_id, participation=result.participation_id, indicator=result.indicator_id
    ).first()
    if agreed is not None and result.origin == IndicatorResult.Origin.MODERATED:
        rows.append(
            {
                "who": AGREED, "value": str(agreed.value), "na": False, "note": agreed.reason,
                "on": _day(agreed.decided_at),
            }
        )  # fmt: skip
    return rows


def sources_of(result: IndicatorResult) -> list[Because]:
    """What a computed value was made of, as the desk that keeps it tells now."""
    kind = result_kind(result.indicator.computed.get("result", ""))
    if result.origin != IndicatorResult.Origin.COMPUTED or kind is None:
        return []
    programme = result.edition.evaluation.programme
    year = programme.academic_year if kind.year_kind == "academic" else programme.year
    option = result.indicator.computed.get("option", "")
    return [
        Because("ข้อมูลที่ใช้", kind.thai),
        *kind.explain(result.participation.school, year, option),
    ]


def working_of(result: IndicatorResult) -> list[str]:
    """How the value became a percent, a part of its area, and a gain, in sentences with the figures."""
    indicator = result.indicator
    top, low = figure(indicator.highest), figure(indicator.lowest)
    if result.origin == IndicatorResult.Origin.NOT_APPLICABLE:
        return ["ผู้ประเมินเห็นว่าไม่เกี่ยวข้องกับโรงเรียนนี้ น้ำหนักของตัวชี้วัดนี้จึงเฉลี่ยไปตัวชี้วัดอื่นในด้านเดียวกัน"]
    if result.value is None:
        return ["ยังไม่มีคะแนนที่ใช้ได้ โรงเรียนจึงยังไม่มีคะแนนรวมและลำดับ"]
    value = figure(result.value)
    if indicator.lower_is_better:
        lines = [f"ค่าน้อยดีกว่า: ({top} + {low} − {value}) ÷ {top} × 100 = ร้อยละ {result.percent:.2f}"]
    else:
        lines = [f"{value} ÷ {top} × 100 = ร้อยละ {result.percent:.2f}"]
    lines.append(f"น้ำหนัก {figure(indicator.weight)} ในด้าน {indicator.area}")
    if result.gain is not None and result.baseline is not None:
        lines.append(f"ข้อมูลฐาน {figure(result.baseline)} พัฒนาการร้อยละ {result.gain:+.2f} ของคะแนนเต็ม")
    return lines
