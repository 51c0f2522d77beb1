"""The sheets `choices` and `nithet_bands`: lists of choices as levels of items, and a band set."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from core.thai.numerals import to_arabic
from instruments.content import LevelContent
from instruments.models import Band, BandSet, Item, ItemLevel
from instruments.xlsform.names import OWN, REFUSED_COLUMNS
from instruments.xlsform.workbook import Page, Refusal, Row

MOST_CHOICES = 200
_LABEL = ItemLevel._meta.get_field("label").max_length or 100
_CODE = ItemLevel._meta.get_field("code").max_length or 60


@dataclass(frozen=True)
class Choice:
    row: Row
    name: str
    label: str


@dataclass(frozen=True)
class BandsContent:
    """A band set as plain values; `bands` are (lower, label, level), lowest first."""

    name: str
    basis: str
    lowest: Decimal
    highest: Decimal
    source: str = ""
    note: str = ""
    bands: tuple[tuple[Decimal, str, int], ...] = ()


class Choices:
    """Lists of the workbook; what is wrong with a list is told when the first item uses it."""

    def __init__(self, page: Page, words: Callable[[Row, str], str], refusals: list[Refusal]) -> None:
        self.refusals = refusals
        self.lists: dict[str, list[Choice]] = {}
        self.checked: set[str] = set()
        for row in page.rows:
            name = row.get("list_name").strip()
            if name:
                self.lists.setdefault(name, []).append(Choice(row, row.get("name").strip(), words(row, "label")))
            elif row.get("name").strip():
                reason = "ไม่มี list_name (ถ้าผสานเซลล์ไว้ ให้ยกเลิกการผสาน)"
                refusals.append(Refusal("choices", row.number, "list_name", reason))

    def _refuse(self, row: Row | None, kind: str, reason: str) -> None:
        self.refusals.append(Refusal("choices", row.number if row else None, kind, reason))

    def levels(self, name: str, kind: str) -> tuple[LevelContent, ...] | None:
        """The levels of a list for an item of `kind`, highest first; None when it was refused."""
        held = self.lists.get(name, [])
        if name not in self.checked:
            self.checked.add(name)
            self._check(name, held)
        numbers = self._numbers(held, kind)
        if not held or numbers is None:
            return None
        if len(set(numbers)) != len(numbers) or any(abs(number) > 32_000 for number in numbers):
            self._refuse(held[0].row, name, "ค่าของตัวเลือกซ้ำกันหรือเกินช่วง")
            return None
        levels = [self._level(choice, number) for choice, number in zip(held, numbers, strict=True)]
        return tuple(sorted(levels, key=lambda level: -level.value))

    def _check(self, name: str, held: list[Choice]) -> None:
        if len(held) > MOST_CHOICES:
            self._refuse(held[0].row, name, f"มีตัวเลือกเกิน {MOST_CHOICES}")
        seen: set[str] = set()
        for choice in held:
            if not choice.name:
                self._refuse(choice.row, name, "ตัวเลือกไม่มี name")
            elif choice.name in seen:
                self._refuse(choice.row, name, f"ตัวเลือก {choice.name} ซ้ำในชุดเดียวกัน")
            elif len(choice.name.split()) > 1:
                self._refuse(choice.row, name, f"รหัสตัวเลือก “{choice.name}” มีช่องว่าง")
            elif len(choice.name) > _CODE:
                self._refuse(choice.row, name, f"รหัสตัวเลือกยาวเกิน {_CODE} ตัวอักษร")
            if not choice.label:
                self._refuse(choice.row, name, f"ตัวเลือก {choice.name} ไม่มีคำ (label)")
            if len(choice.label) > _LABEL:
                self._refuse(choice.row, name, f"คำของตัวเลือกยาวเกิน {_LABEL} ตัวอักษร")
            for column in ("image", "big-image", "audio", "video"):
                if any(cell.name == column for cell in choice.row.cells):
                    self._refuse(choice.row, name, f"ไม่รองรับ{REFUSED_COLUMNS[column]}")
            seen.add(choice.name)

    def _numbers(self, held: list[Choice], kind: str) -> list[int] | None:
        """Values of the choices: our own column, the names of a rating, or their place, so that the order stays."""
        given = [choice.row.get(f"{OWN}value").strip() for choice in held]
        if kind == Item.Kind.RATING and not any(given):
            given = [choice.name for choice in held]
        if not any(given):
            return list(range(len(held), 0, -1))
        numbers = [whole(text) for text in given]
        wrong = next((choice for choice, number in zip(held, numbers, strict=True) if number is None), None)
        if wrong is not None:
            self._refuse(wrong.row, f"{OWN}value", "ค่าของตัวเลือกต้องเป็นจำนวนเต็มทุกตัวเลือกในชุด")
            return None
        return [number for number in numbers if number is not None]

    @staticmethod
    def _level(choice: Choice, number: int) -> LevelContent:
        own = choice.row.get(f"{OWN}code").strip()
        return LevelContent(
            value=number,
            label=choice.label,
            description=choice.row.get(f"{OWN}description"),
            code=own or ("" if choice.name == str(number) else choice.name),
        )


def whole(text: str) -> int | None:
    text = to_arabic(text).strip()
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 8 else None


def number(text: str) -> Decimal | None:
    try:
        found = Decimal(to_arabic(text).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def bands_of(page: Page, refusals: list[Refusal]) -> BandsContent | None:
    """The band set of the sheet, None when there is none or something in it was refused."""
    if not page.rows:
        return None

    def refuse(row: Row, kind: str, reason: str) -> None:
        refusals.append(Refusal("nithet_bands", row.number, kind, reason))

    before, first = len(refusals), page.rows[0]
    name, basis = first.get("name").strip(), first.get("basis").strip()
    edges = [number(first.get("lowest")), number(first.get("highest"))]
    if not name or len(name) > (BandSet._meta.get_field("name").max_length or 150):
        refuse(first, "name", "ชื่อเกณฑ์ต้องมีและยาวไม่เกิน 150 ตัวอักษร")
    if basis not in BandSet.Basis.values:
        refuse(first, "basis", f"ต้องเป็นหนึ่งใน {', '.join(BandSet.Basis.values)}")
    if any(edge is None or abs(edge) >= 10**6 or edge != round(edge, 4) for edge in edges):
        refuse(first, "lowest/highest", "ต้องเป็นตัวเลข ทศนิยมไม่เกิน 4 ตำแหน่ง")
        return None
    lowest, highest = (edge or Decimal(0) for edge in edges)
    bands: list[tuple[Decimal, str, int]] = []
    for row in page.rows:
        lower, label, level = number(row.get("lower")), row.get("label").strip(), whole(row.get("level"))
        if lower is None or lower != round(lower, 4) or not lowest <= lower <= highest:
            refuse(row, "lower", "ต้องเป็นตัวเลขในช่วงของเกณฑ์ ทศนิยมไม่เกิน 4 ตำแหน่ง")
        elif not label or len(label) > (Band._meta.get_field("label").max_length or 60):
            refuse(row, "label", "ต้องมีคำของระดับ ไม่เกิน 60 ตัวอักษร")
        elif level is None or not 0 <= level <= 100:
            refuse(row, "level", "ต้องเป็นลำดับระดับ 1 ขึ้นไป")
        elif bands and not (lower > bands[-1][0] and level > bands[-1][2]):
            refuse(row, "lower", "ค่าล่างและลำดับต้องเพิ่มขึ้นทุกแถว")
        else:
            bands.append((lower, label, level))
    if len(refusals) > before:
        return None
    return BandsContent(name, basis, lowest, highest, first.get("source"), first.get("note"), tuple(bands))
