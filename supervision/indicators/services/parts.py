"""Write the parts of a draft: areas, indicators, their order, all weights at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from core.errors import DomainError
from schools.models import School
from schools.results import ResultKind, result_kind
from supervision.indicators.models import Area, Indicator, IndicatorSet
from supervision.indicators.queries.weights import WHOLE
from supervision.indicators.services.common import locked_draft, one_line, save_set

MOST_AREAS, MOST_INDICATORS, MOST_LEVELS, MOST_DECIMALS = 12, 200, 20, 4
CENT = Decimal("0.01")
# What a column of nine digits, two of them decimals, can hold.
MOST_VALUE = Decimal("9999999.99")


@dataclass(frozen=True)
class AreaWords:
    """`weight` is percent of the whole; an extra area is used only by years that switch it on."""

    code: str
    name: str
    weight: Decimal
    description: str = ""
    is_extra: bool = False


@dataclass(frozen=True)
class IndicatorWords:
    """`weight` is percent of the area. `levels` are (value, label, text). A computed one names `result` and `option` of
    schools.results and takes the scale of that result; `kinds` are School.Kind values, empty for all schools."""

    code: str
    title: str
    weight: Decimal
    source: str = Indicator.Source.ASSESSOR
    detail: str = ""
    result: str = ""
    option: str = ""
    lowest: Decimal = Decimal(1)
    highest: Decimal = Decimal(5)
    decimals: int = 0
    unit: str = ""
    lower_is_better: bool = False
    target: Decimal | None = None
    wanted: str = ""
    levels: Sequence[tuple[Decimal, str, str]] = ()
    kinds: Sequence[str] = ()


@transaction.atomic
def save_area(
    row: IndicatorSet, *, actor: Any, words: AreaWords, area: Area | None = None, stamp: int | None = None,
    now: datetime | None = None,
) -> Area:  # fmt: skip
    """Write an area of a draft, or add one at the end."""
    draft = locked_draft(row, actor=actor, stamp=stamp)
    if area is None:
        if draft.areas.count() >= MOST_AREAS:
            raise DomainError(f"หนึ่งชุดมีได้ไม่เกิน {MOST_AREAS} ด้าน")
        area = Area(set=draft, position=_next(draft.areas))
    fill_area(area, words)
    if draft.areas.filter(code__iexact=area.code).exclude(pk=area.pk).exists():
        raise DomainError(f"มีด้านรหัส {area.code} ในชุดนี้แล้ว", field="code")
    area.save()
    save_set(draft, "written", actor=actor, now=now)
    return area


@transaction.atomic
def save_indicator(
    area: Area, *, actor: Any, words: IndicatorWords, indicator: Indicator | None = None, stamp: int | None = None,
    now: datetime | None = None,
) -> Indicator:  # fmt: skip
    """Write an indicator of a draft, or add one at the end of `area`; of another area, it moves there."""
    draft = locked_draft(area.set, actor=actor, stamp=stamp)
    others = Indicator.objects.filter(area__set=draft)
    if indicator is None:
        if others.count() >= MOST_INDICATORS:
            raise DomainError(f"หนึ่งชุดมีตัวชี้วัดได้ไม่เกิน {MOST_INDICATORS} ข้อ")
        indicator = Indicator(position=_next(area.indicators))
    elif indicator.area_id != area.pk:
        indicator.position = _next(area.indicators)
    indicator.area = area
    fill_indicator(indicator, words, district=draft.model.district)
    if others.filter(code__iexact=indicator.code).exclude(pk=indicator.pk).exists():
        raise DomainError(f"มีตัวชี้วัดรหัส {indicator.code} ในชุดนี้แล้ว", field="code")
    indicator.save()
    save_set(draft, "written", actor=actor, now=now)
    return indicator


@transaction.atomic
def move(part: Area | Indicator, *, actor: Any, up: bool, now: datetime | None = None) -> None:
    """One place up or down among its siblings."""
    draft = locked_draft(set_of(part), actor=actor)
    rows: list[Any] = list(draft.areas.all() if isinstance(part, Area) else part.area.indicators.all())
    place = next((index for index, row in enumerate(rows) if row.pk == part.pk), None)
    if place is None:
        return
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for number, row in enumerate(rows, start=1):
        row.position = number
    type(part)._default_manager.bulk_update(rows, ["position"])
    save_set(draft, "written", actor=actor, now=now)


@transaction.atomic
def remove(part: Area | Indicator, *, actor: Any, now: datetime | None = None) -> None:
    """Take it out of a draft with all below it; twice is once."""
    draft = locked_draft(set_of(part), actor=actor)
    if type(part)._default_manager.filter(pk=part.pk).delete()[0]:
        save_set(draft, "written", actor=actor, now=now)


@transaction.atomic
def save_weights(
    row: IndicatorSet, *, actor: Any, areas: Mapping[int, Decimal], indicators: Mapping[int, Decimal],
    stamp: int | None = None, now: datetime | None = None,
) -> IndicatorSet:  # fmt: skip
    """Every weight named, by key. They need not add up yet: the page shows the sums, publishing asks for 100."""
    draft = locked_draft(row, actor=actor, stamp=stamp)
    for held, given, prefix in (
        (list(draft.areas.all()), areas, "area"),
        (list(Indicator.objects.filter(area__set=draft)), indicators, "indicator"),
    ):
        changed: list[Any] = [one for one in held if one.pk in given]
        for one in changed:
            one.weight = _weight(given[one.pk], field=f"{prefix}_{one.pk}")
        type(held[0])._default_manager.bulk_update(changed, ["weight"]) if changed else None
    return save_set(draft, "written", actor=actor, now=now)


def even(count: int) -> list[Decimal]:
    """`count` weights of two decimals that add up to exactly 100; the last ones take what rounding leaves."""
    if not count:
        return []
    share = (WHOLE / count).quantize(CENT, rounding=ROUND_DOWN)
    left = int((WHOLE - share * count) / CENT)
    return [share + (CENT if number >= count - left else 0) for number in range(count)]


@transaction.atomic
def even_weights(
    row: IndicatorSet, *, actor: Any, area: Area | None = None, stamp: int | None = None, now: datetime | None = None
) -> IndicatorSet:
    """The same weight for every indicator of `area`, or without one for every area that is not extra."""
    draft = locked_draft(row, actor=actor, stamp=stamp)
    rows: list[Any] = list(area.indicators.all() if area is not None else draft.areas.filter(is_extra=False))
    for one, weight in zip(rows, even(len(rows)), strict=True):
        one.weight = weight
    if rows:
        type(rows[0])._default_manager.bulk_update(rows, ["weight"])
    return save_set(draft, "written", actor=actor, now=now)


def set_of(part: Area | Indicator) -> IndicatorSet:
    found: IndicatorSet = part.set if isinstance(part, Area) else part.area.set
    return found


def fill_area(area: Area, words: AreaWords) -> None:
    """Write the words on the row, unsaved; DomainError at the field that is wrong. The import uses it too."""
    area.code = one_line(words.code, field="code", most=20, empty="กรุณาระบุรหัสด้าน เช่น Q1")
    area.name = one_line(words.name, field="name", most=120, empty="กรุณาระบุชื่อด้าน")
    area.weight = _weight(words.weight)
    area.description, area.is_extra = words.description.strip(), words.is_extra


def fill_indicator(row: Indicator, words: IndicatorWords, *, district: Any) -> None:
    """Write the words on the row, unsaved; DomainError at the field that is wrong. The import uses it too."""
    row.code = one_line(words.code, field="code", most=20, empty="กรุณาระบุรหัสตัวชี้วัด เช่น 1.1")
    row.title = one_line(words.title, field="title", most=300, empty="กรุณาเขียนตัวชี้วัด")
    row.detail, row.wanted = words.detail.strip(), words.wanted.strip()
    if words.source not in Indicator.Source.values:
        raise DomainError("กรุณาเลือกที่มาของคะแนน", field="source")
    row.source, row.unit = words.source, one_line(words.unit, field="unit", most=40)
    row.weight = _weight(words.weight)
    if not 0 <= words.decimals <= MOST_DECIMALS:
        raise DomainError(f"ทศนิยมต้องเป็น 0 ถึง {MOST_DECIMALS}", field="decimals")
    row.decimals = words.decimals
    row.computed = {}
    row.lowest, row.highest, row.lower_is_better = words.lowest, words.highest, words.lower_is_better
    if words.source == Indicator.Source.COMPUTED:
        kind = _kind(words, district)
        row.computed = {"result": words.result, "option": words.option}
        row.lowest, row.highest, row.lower_is_better = kind.lowest, kind.highest, kind.lower_is_better
        row.unit = row.unit or kind.unit
    _check_scale(row)
    row.target = words.target
    if words.target is not None and not row.lowest <= words.target <= row.highest:
        raise DomainError(f"ค่าเป้าหมายต้องอยู่ใน {row.lowest:f} ถึง {row.highest:f}", field="target")
    row.levels = _levels(row, words.levels)
    if unknown := set(words.kinds) - set(School.Kind.values):
        raise DomainError(f"ไม่รู้จักประเภทโรงเรียน {', '.join(sorted(unknown))}", field="kinds")
    row.kinds = [kind for kind in School.Kind.values if kind in words.kinds]


def _kind(words: IndicatorWords, district: Any) -> ResultKind:
    kind = result_kind(words.result) if words.result else None
    if kind is None or words.option not in dict(kind.options(district)):
        raise DomainError("กรุณาเลือกข้อมูลในระบบที่ใช้คำนวณ", field="computed")
    return kind


def _check_scale(row: Indicator) -> None:
    for name in ("lowest", "highest"):
        value = getattr(row, name)
        if not value.is_finite() or not 0 <= value <= MOST_VALUE or value != value.quantize(CENT):
            raise DomainError("คะแนนต้องไม่ติดลบ และมีทศนิยมไม่เกินสองตำแหน่ง", field=name)
    if row.highest <= row.lowest:
        raise DomainError("คะแนนเต็มต้องมากกว่าคะแนนต่ำสุด", field="highest")


def _levels(row: Indicator, told: Sequence[tuple[Decimal, str, str]]) -> list[dict[str, Any]]:
    if len(told) > MOST_LEVELS:
        raise DomainError(f"มีคำอธิบายระดับได้ไม่เกิน {MOST_LEVELS} ระดับ", field="levels")
    found: dict[int, dict[str, Any]] = {}
    for value, label, text in told:
        if value != value.to_integral_value() or not row.lowest <= value <= row.highest:
            raise DomainError(f"ระดับ {value:f} ต้องเป็นจำนวนเต็มใน {row.lowest:f} ถึง {row.highest:f}", field="levels")
        if int(value) in found:
            raise DomainError(f"มีคำอธิบายระดับ {value:f} ซ้ำกัน", field="levels")
        found[int(value)] = {
            "value": int(value), "label": one_line(label, field="levels", most=60),
            "text": one_line(text, field="levels", most=500),
        }  # fmt: skip
    return [found[value] for value in sorted(found)]


def _weight(value: Decimal, *, field: str = "weight") -> Decimal:
    if not value.is_finite() or not 0 <= value <= WHOLE or value != value.quantize(CENT):
        raise DomainError("น้ำหนักต้องเป็น 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง", field=field)
    return value


def _next(rows: Any) -> int:
    return int(rows.aggregate(top=Max("position"))["top"] or 0) + 1
