"""Rehearses the rows: which area, which indicator, what each cell changes; refusals by row and column."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError

from core.errors import DomainError
from schools.importing import cells
from schools.importing.result import CHANGED, CREATED, UNCHANGED, Change, Row
from schools.importing.school_rows import KINDS, Reader
from schools.importing.sheets import folded
from schools.importing.workbook import SheetRows
from schools.models import School
from schools.results import result_kinds
from supervision.indicators.importing.sheet import NO, SHEET, YES, computed_label
from supervision.indicators.models import Area, Indicator, IndicatorSet
from supervision.indicators.queries.wording import level_lines, read_levels
from supervision.indicators.services.parts import (
    MOST_AREAS,
    MOST_INDICATORS,
    AreaWords,
    IndicatorWords,
    fill_area,
    fill_indicator,
)

_YES_NO = {folded(YES): True, folded(NO): False}
_SOURCES = {folded(source.label): source.value for source in Indicator.Source}
# The field of an area a service refuses → the column it stands in; an indicator's fields are called as its columns.
_AREA_COLUMNS = {"code": "area", "name": "area_name", "weight": "area_weight"}
_LONGEST = 4000


@dataclass(eq=False)
class Told:
    """What the first row of an area says of it: the unsaved twin, that row, what it changes."""

    area: Area
    row: Row
    changes: list[Change]
    is_new: bool


@dataclass(eq=False)
class Wanted:
    """What one row asks for, unsaved; an area's row without an indicator has none."""

    row: Row
    told: Told
    indicator: Indicator | None = None


@dataclass
class Draft:
    """The draft as it stands, read once in three queries and those of the results' options."""

    set: IndicatorSet
    wanted: list[Wanted] = field(default_factory=list)
    seen: dict[str, Row] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.district = self.set.model.district
        self.areas = {folded(area.code): area for area in self.set.areas.all()}
        rows = Indicator.objects.filter(area__set=self.set).select_related("area")
        self.indicators = {folded(row.code): row for row in rows}
        self.results: dict[str, tuple[str, str]] = {}
        for kind in result_kinds():
            for option, label in kind.options(self.district):
                self.results[folded(f"{kind.thai}|{label}")] = (kind.key, option)
                self.results[folded(f"{kind.key}|{option}")] = (kind.key, option)

    @property
    def absent(self) -> list[str]:
        """Codes of the draft the file says nothing of; they stay."""
        return [row.code for key, row in self.indicators.items() if key not in self.seen]


def rehearse_rows(draft: Draft, sheet: SheetRows) -> list[Row]:
    """Every row with what it would do; `draft.wanted` then holds the sound ones."""
    found = []
    for number, raw in sheet.rows:
        row = Row(sheet.sheet.title, number)
        found.append(row)
        _row(draft, Reader(SHEET, row, raw))
    new = sum(told.is_new for told in draft.told.values())
    if len(draft.areas) + new > MOST_AREAS:
        raise DomainError(f"หนึ่งชุดมีได้ไม่เกิน {MOST_AREAS} ด้าน", field="file")
    if len(set(draft.indicators) | set(draft.seen)) > MOST_INDICATORS:
        raise DomainError(f"หนึ่งชุดมีตัวชี้วัดได้ไม่เกิน {MOST_INDICATORS} ข้อ", field="file")
    for wanted in draft.wanted:
        if wanted.row.imported and not wanted.told.row.imported and wanted.told.is_new:
            wanted.row.lean_on(wanted.told.row)
    draft.wanted = [wanted for wanted in draft.wanted if wanted.row.imported]
    return found


def _row(draft: Draft, reader: Reader) -> None:
    row = reader.row
    code = reader.text("code", most=20) or ""
    row.label = f"{code} {reader.text('title', most=300) or ''}".strip() or (reader.text("area", most=20) or "")
    told = _area(draft, reader)
    if told is None:
        return
    if not code:
        _bare_area(draft, reader, told)
        return
    before = draft.seen.get(folded(code))
    if before is not None:
        reader.refuse("code", f"รหัสนี้ซ้ำกับแถวที่ {before.number}")
        before.refuse(SHEET.title_of("code"), f"รหัสนี้ซ้ำกับแถวที่ {row.number}")
        return
    draft.seen[folded(code)] = row
    held = draft.indicators.get(folded(code))
    words = _words(draft, reader, held, code)
    if not row.imported:
        return
    twin = copy(held) if held else Indicator()
    try:
        fill_indicator(twin, words, district=draft.district)
    except DomainError as error:
        reader.refuse(error.field or "code", error.message)
        return
    _compare(draft, row, held, twin, told)
    draft.wanted.append(Wanted(row, told, twin))


def _bare_area(draft: Draft, reader: Reader, told: Told) -> None:
    row = reader.row
    if told.row is not row or any(reader.has(column.key) for column in SHEET.columns[5:]):
        reader.refuse("code", "ไม่มีรหัสตัวชี้วัด")
        return
    if row.imported:
        row.label = f"{told.area.code} {told.area.name}"
        row.status = CREATED if told.is_new else CHANGED if told.changes else UNCHANGED
        row.changes += told.changes
        draft.wanted.append(Wanted(row, told))


def _area(draft: Draft, reader: Reader) -> Told | None:
    """The area of the row; what a later row says of it must be what the first one said."""
    code = reader.text("area", most=20)
    if not code:
        reader.refuse("area", "ไม่มีรหัสด้าน")
        return None
    key = folded(code)
    held, first = draft.areas.get(key), draft.told.get(key)
    base = first.area if first else held
    name = reader.text("area_name", most=120) or (base.name if base else "")
    weight = reader.get("area_weight", _number, empty=Decimal(0))
    extra = reader.words("area_extra", _YES_NO, f"ต้องเป็น {YES} หรือ {NO}")
    words = AreaWords(
        base.code if base else code, name, base.weight if weight is None and base else weight or Decimal(0),
        base.description if base else "", base.is_extra if extra is None and base else bool(extra),
    )  # fmt: skip
    if not reader.row.imported:
        return None
    if first is not None:
        _same(reader, first, words)
        return first
    twin = copy(held) if held else Area(set=draft.set)
    try:
        fill_area(twin, words)
    except DomainError as error:
        reader.refuse(_AREA_COLUMNS.get(error.field or "", "area"), error.message)
        return None
    changes = _differences(
        [("ชื่อด้าน", held.name if held else "", twin.name), ("น้ำหนักด้าน", held.weight if held else None, twin.weight),
         ("ด้านเพิ่ม", _yes(held.is_extra) if held else "", _yes(twin.is_extra))]
    )  # fmt: skip
    draft.told[key] = Told(twin, reader.row, changes, held is None)
    return draft.told[key]


def _same(reader: Reader, first: Told, words: AreaWords) -> None:
    for column, told, other in (
        ("area_name", words.name, first.area.name), ("area_weight", words.weight, first.area.weight),
        ("area_extra", words.is_extra, first.area.is_extra),
    ):  # fmt: skip
        if told != other:
            reader.refuse(column, f"ไม่ตรงกับแถวที่ {first.row.number} ของด้าน {first.area.code}")


def _words(draft: Draft, reader: Reader, held: Indicator | None, code: str) -> IndicatorWords:
    """The words of the row over those of the indicator there is; an empty cell keeps, a dash clears."""
    old = held or Indicator(weight=Decimal(0))

    def told(key: str, read: Callable[[Any], Any], kept: Any, *, empty: Any = "") -> Any:
        found = reader.get(key, read, empty=empty)
        return kept if found is None else found

    def cleared(key: str) -> bool:
        return reader.has(key) and cells.is_nothing(reader.raw[key])

    source = reader.words("source", _SOURCES, f"ต้องเป็นคำใดคำหนึ่งใน {', '.join(str(x) for x in Indicator.Source.labels)}")
    computed = (old.computed.get("result", ""), old.computed.get("option", ""))
    if reader.has("computed") and not cleared("computed"):
        given = folded(cells.text(reader.raw["computed"], most=400))
        if given != folded(computed_label(old, draft.district)):
            if given in draft.results:
                computed = draft.results[given]
            else:
                reader.refuse("computed", "ไม่พบข้อมูลนี้ในระบบ ให้คัดข้อความจากไฟล์ที่ดาวน์โหลด")
    better = reader.words("lower_is_better", _YES_NO, f"ต้องเป็น {YES} หรือ {NO}")
    target = None if cleared("target") else told("target", _number, old.target, empty=None)
    return IndicatorWords(
        code=held.code if held else code, title=told("title", lambda value: cells.text(value, most=300), old.title),
        weight=told("weight", _number, old.weight, empty=Decimal(0)), source=source or old.source,
        detail=told("detail", _lines, old.detail), result=computed[0], option=computed[1],
        lowest=told("lowest", _number, old.lowest, empty=Decimal(0)),
        highest=told("highest", _number, old.highest, empty=Decimal(0)),
        decimals=told("decimals", lambda value: cells.whole(value, "ทศนิยม"), old.decimals, empty=0),
        unit=told("unit", lambda value: cells.text(value, most=40), old.unit),
        lower_is_better=old.lower_is_better if better is None else bool(better), target=target,
        wanted=told("wanted", _lines, old.wanted), levels=told("levels", _levels, _held_levels(old), empty=[]),
        kinds=told("kinds", _kinds, old.kinds, empty=[]),
    )  # fmt: skip


def _compare(draft: Draft, row: Row, held: Indicator | None, twin: Indicator, told: Told) -> None:
    old = held or Indicator(source="")
    before = held.area.code if held else ""
    pairs: list[tuple[str, Any, Any]] = [("รหัสด้าน", before, told.area.code)]
    for key in ("title", "detail", "unit", "lowest", "highest", "decimals", "weight", "target", "wanted"):
        pairs.append((SHEET.title_of(key), getattr(held, key) if held else "", getattr(twin, key)))
    pairs += [
        (SHEET.title_of("source"), str(old.get_source_display()), str(twin.get_source_display())),
        (SHEET.title_of("computed"), computed_label(old, draft.district), computed_label(twin, draft.district)),
        (SHEET.title_of("lower_is_better"), _yes(old.lower_is_better), _yes(twin.lower_is_better)),
        (SHEET.title_of("levels"), level_lines(old.levels), level_lines(twin.levels)),
        (SHEET.title_of("kinds"), _kind_words(old.kinds), _kind_words(twin.kinds)),
    ]
    if told.row is row:
        row.changes += told.changes
    row.changes += _differences(pairs)
    row.status = CREATED if held is None else CHANGED if row.changes else UNCHANGED


def _differences(pairs: list[tuple[str, Any, Any]]) -> list[Change]:
    return [Change(name, _shown(old), _shown(new)) for name, old, new in pairs if _shown(old) != _shown(new)]


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _yes(value: bool) -> str:
    return YES if value else NO


def _kind_words(kinds: list[str]) -> str:
    return ", ".join(str(School.Kind(kind).label) for kind in kinds)


def _number(value: Any) -> Decimal:
    try:
        found = Decimal(cells.text(value).replace(",", ""))
    except InvalidOperation:
        raise DomainError("ไม่ใช่ตัวเลข") from None
    if isinstance(value, bool) or not found.is_finite():
        raise DomainError("ไม่ใช่ตัวเลข")
    # What a spreadsheet keeps of 33.33 may end in many figures; more than two that matter are refused later.
    return found.quantize(Decimal("0.000001")).normalize() + 0


def _lines(value: Any) -> str:
    """Text with its line breaks."""
    found = "\n".join(cells.text(line, most=_LONGEST) for line in str(value).splitlines()).strip()
    if len(found) > _LONGEST:
        raise DomainError(f"ยาวเกิน {_LONGEST} ตัวอักษร")
    return found


def _levels(value: Any) -> list[tuple[Decimal, str, str]]:
    try:
        return read_levels(_lines(value))
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from error


def _held_levels(row: Indicator) -> list[tuple[Decimal, str, str]]:
    return [(Decimal(level["value"]), level["label"], level.get("text", "")) for level in row.levels]


def _kinds(value: Any) -> list[str]:
    found = []
    for word in cells.text(value).split(","):
        if folded(word) not in KINDS:
            raise DomainError(f"ไม่รู้จักประเภท “{word.strip()[:40]}”")
        found.append(KINDS[folded(word)])
    return found
