"""One answer against its item: what is kept is in one form, and what the item cannot have is refused in Thai."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from core.errors import DomainError
from core.thai.dates import parse_date
from instruments.models import Item, ItemLevel

LONGEST_TEXT = 20_000
_PLACE = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)[\s,]+(-?\d{1,3}(?:\.\d+)?)(?:[\s,]+\S+)*\s*")


@dataclass(frozen=True)
class AnswerValue:
    """What was answered to one item; `number` None and not `not_observed` takes the answer back.

    `values`: for many choices a list of level values (int) or of choice codes (str), for a place
    `{"lat", "lon", "accuracy"}` in degrees and metres. A date is `text` in ISO form.
    """

    number: Decimal | None = None
    text: str = ""
    values: Any = None
    not_observed: bool = False
    note: str = ""

    @property
    def is_empty(self) -> bool:
        return (
            self.number is None
            and not self.not_observed
            and not self.text.strip()
            and not self.values
            and not self.note.strip()
        )


def checked(item: Item, levels: Mapping[int, ItemLevel], value: AnswerValue) -> AnswerValue:
    """The answer as it is kept; DomainError with the field `item-<pk>` for one the item cannot have."""
    try:
        return _checked(item, levels, value)
    except DomainError as refusal:
        raise DomainError(refusal.message, field=f"item-{item.pk}") from None


def _checked(item: Item, levels: Mapping[int, ItemLevel], value: AnswerValue) -> AnswerValue:
    note = value.note.strip()
    if len(value.text) > LONGEST_TEXT or len(note) > LONGEST_TEXT:
        raise DomainError(f"“{item.text}” ยาวเกิน {LONGEST_TEXT:,} ตัวอักษร")
    if "\x00" in value.text or "\x00" in note:
        raise DomainError(f"“{item.text}” มีอักขระที่เก็บไม่ได้")
    if value.not_observed:
        return AnswerValue(not_observed=True, note=note)
    kept: dict[str, Any] = {}
    if item.kind in _NUMBERS:
        kept["number"] = _number(item, levels, value.number)
    elif item.kind == Item.Kind.CHOICES:
        kept["values"] = _choices(item, levels, value)
    elif item.kind == Item.Kind.PLACE:
        kept["values"] = _place(item, value)
    elif item.kind == Item.Kind.DATE:
        kept["text"] = _date(item, value.text)
    else:
        kept["text"] = value.text
    return AnswerValue(**kept, note=note)


_NUMBERS = (Item.Kind.RATING, Item.Kind.CHOICE, Item.Kind.YES_NO, Item.Kind.NUMBER)


def _number(item: Item, levels: Mapping[int, ItemLevel], number: Decimal | None) -> Decimal | None:
    if number is None:
        return None
    if not number.is_finite() or abs(number) >= 10**8:
        raise DomainError(f"“{item.text}” ต้องเป็นตัวเลขไม่เกิน 8 หลัก")
    if item.kind in (Item.Kind.RATING, Item.Kind.CHOICE) and number not in levels:
        offered = ", ".join(str(level) for level in sorted(levels, reverse=True))
        raise DomainError(f"“{item.text}” ให้ได้เฉพาะ {offered}")
    if item.kind == Item.Kind.YES_NO and number not in (0, 1):
        raise DomainError(f"“{item.text}” ตอบได้เฉพาะ มี หรือ ไม่มี")
    if item.whole and number != int(number):
        raise DomainError(f"“{item.text}” ต้องเป็นจำนวนเต็ม")
    if number != round(number, 4):
        raise DomainError(f"“{item.text}” ให้มีทศนิยมไม่เกิน 4 ตำแหน่ง")
    return number


def _choices(item: Item, levels: Mapping[int, ItemLevel], value: AnswerValue) -> list[int] | None:
    """Values of the chosen levels in the order of the form, each once."""
    given: Any = value.values if value.values else re.split(r"[\s,]+", value.text.strip())
    if isinstance(given, str) or not isinstance(given, Iterable) or isinstance(given, Mapping):
        raise DomainError(f"“{item.text}” ต้องเป็นรายการของตัวเลือก")
    by_code = {level.code or str(number): number for number, level in levels.items()}
    chosen = set()
    for one in given:
        if one == "":
            continue
        found = one if isinstance(one, int) and not isinstance(one, bool) else by_code.get(str(one))
        if found not in levels:
            raise DomainError(f"“{item.text}” ไม่มีตัวเลือก {str(one)[:40]}")
        chosen.add(found)
    return [number for number in levels if number in chosen] or None


def _place(item: Item, value: AnswerValue) -> dict[str, float] | None:
    given = value.values
    if not given and value.text.strip():
        match = _PLACE.fullmatch(value.text)
        if match is None:
            raise DomainError(f"“{item.text}” ต้องเป็นละติจูดและลองจิจูด เช่น 17.4138, 101.7872")
        given = {"lat": match[1], "lon": match[2]}
    if not given:
        return None
    try:
        found = {name: float(given[name]) for name in ("lat", "lon")}
        accuracy = given.get("accuracy")
        if accuracy is not None:
            found["accuracy"] = float(accuracy)
    except (TypeError, ValueError, KeyError, AttributeError, InvalidOperation):
        raise DomainError(f"“{item.text}” ต้องเป็นละติจูดและลองจิจูด") from None
    # Written so that NaN, which is not between anything, is refused too.
    if not (-90 <= found["lat"] <= 90 and -180 <= found["lon"] <= 180 and 0 <= found.get("accuracy", 0) < 10**7):
        raise DomainError(f"“{item.text}” มีพิกัดที่ไม่มีบนโลก")
    return found


def _date(item: Item, text: str) -> str:
    if not text.strip():
        return ""
    try:
        found = parse_date(text)
    except DomainError:
        found = None
    if found is None:
        raise DomainError(f"“{item.text}” ต้องเป็นวันที่ เช่น 15 ม.ค. 2567")
    return found.isoformat()
