"""What a draft still lacks before it can be published; the builder lists it, publishing refuses on it."""

from decimal import Decimal

from instruments.logic import LogicError, check, cycle, parse
from instruments.models import BandSet, InstrumentVersion, Item
from instruments.queries import Form, form_of


def missing(version: InstrumentVersion) -> list[tuple[str, str]]:
    """(what is missing, where to mend it): "front", "sections", "section-<pk>" or "item-<pk>"."""
    form = form_of(version.pk)
    found: list[tuple[str, str]] = []
    if not form.sections:
        return [("ยังไม่มีตอน", "sections")]
    for section, items in form.sections:
        if not items:
            found.append((f"ตอน “{section.title}” ยังไม่มีข้อ", f"section-{section.pk}"))
    if not any(item.kind != Item.Kind.NOTE for item in form.items.values()):
        found.append(("ยังไม่มีข้อที่ตอบได้", f"section-{form.sections[0][0].pk}"))
    seen: dict[str, str] = {}
    for key, item in form.items.items():
        where = f"item-{key}"
        if item.code in seen:
            found.append((f"รหัสข้อ “{item.code}” ซ้ำกับ “{seen[item.code]}”", where))
        seen.setdefault(item.code, item.text)
        fewest = {Item.Kind.RATING: 2, Item.Kind.CHOICE: 2, Item.Kind.CHOICES: 1}.get(Item.Kind(item.kind), 0)
        if len(form.levels[key]) < fewest:
            noun = "ระดับ" if item.kind == Item.Kind.RATING else "ตัวเลือก"
            found.append((f"ข้อ “{item.text}” มี{noun} {len(form.levels[key])} รายการ ต้องมีอย่างน้อย {fewest}", where))
    rated = form.rated
    if rated and not any(form.items[key].weight for key in rated):
        found.append(("ทุกข้อมีน้ำหนัก 0 จึงคิดคะแนนไม่ได้", f"item-{rated[0]}"))
    found += _logic(form)
    found += [(text, "front") for text in _bands(form)]
    return found


def _logic(form: Form) -> list[tuple[str, str]]:
    """Expressions that cannot be read, name no item, or one that is asked later than they are needed."""
    found: list[tuple[str, str]] = []
    order = {item.code: place for place, item in enumerate(form.items.values())}
    place = 0
    asks: dict[str, set[str]] = {}
    for section, items in form.sections:
        of_section = _faults(section.relevant, order, place, later=True)
        found += [(f"เงื่อนไขของตอน “{section.title}”: {fault}", f"section-{section.pk}") for fault in of_section]
        for item in items:
            where = f"item-{item.pk}"
            found += [
                (f"เงื่อนไขการถามของ “{item.text}”: {fault}", where)
                for fault in _faults(item.relevant, order, place, later=True)
            ]
            found += [
                (f"เงื่อนไขของคำตอบ “{item.text}”: {fault}", where)
                for fault in _faults(item.constraint, order, place, this=True)
            ]
            asks[item.code] = _codes(section.relevant) | _codes(item.relevant)
            place += 1
    circle = cycle(asks)
    if circle:
        found.append((f"เงื่อนไขวนกลับมาที่เดิม: {' → '.join([*circle, circle[0]])}", "front"))
    return found


def _codes(text: str) -> set[str]:
    try:
        return parse(text).codes() if text else set()
    except LogicError:
        return set()


def _faults(text: str, order: dict[str, int], place: int, *, later: bool = False, this: bool = False) -> list[str]:
    if not text:
        return []
    try:
        node = check(text, codes=order, this=this)
    except LogicError as error:
        return [error.message]
    if not later:
        return []
    return [f"อ้างถึงข้อ {code} ซึ่งถามทีหลัง" for code in sorted(node.codes()) if order[code] >= place]


def _bands(form: Form) -> list[str]:
    """Bands the scores of this form could fall below: every score needs a word, or the office is told."""
    bands = form.version.band_set
    if bands is None:
        return []
    if not form.rated:
        return ["เลือกเกณฑ์ไว้ แต่ไม่มีข้อที่เป็นระดับคะแนน"]
    if bands.basis == BandSet.Basis.PERCENT or not form.bands:
        return [] if form.bands else [f"เกณฑ์ “{bands.name}” ยังไม่มีช่วง"]
    lowest = [min(form.levels[key]) * form.items[key].weight for key in form.rated]
    highest = [max(form.levels[key]) * form.items[key].weight for key in form.rated]
    weights = sum((form.items[key].weight for key in form.rated), Decimal(0))
    if bands.basis == BandSet.Basis.MEAN:
        if not weights:
            return []
        low, high = sum(lowest, Decimal(0)) / weights, sum(highest, Decimal(0)) / weights
    else:
        low, high = sum(lowest, Decimal(0)), sum(highest, Decimal(0))
    said = [f"{value:.2f}".rstrip("0").rstrip(".") for value in (low, high, form.bands[0].lower, bands.highest)]
    if high > bands.highest or low < form.bands[0].lower:
        what = BandSet.Basis(bands.basis).label
        return [f"{what}ของแบบนี้อยู่ระหว่าง {said[0]} ถึง {said[1]} แต่เกณฑ์ “{bands.name}” มีช่วง {said[2]} ถึง {said[3]}"]
    return []
