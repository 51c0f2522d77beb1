"""What a cell means: text, code, whole number, degree, date, พ.ศ. year, levels taught. Refusals are Thai reasons."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from core.errors import DomainError
from core.thai.dates import parse_be_year, parse_date
from core.thai.numerals import to_arabic
from schools.models import LEVELS

BLANKS = re.compile(r"[\s\u00a0\u200b\u200c\u2060\ufeff]+")
# Control characters cannot be stored (NUL) or shown; they come from copying out of other programs.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
EMAIL = re.compile(
    r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+"
)
# Written in a cell, this clears what is stored; an empty cell keeps it.
NOTHING = frozenset({"-", "–", "—"})
# Thailand with a margin; a swapped pair or a missing point falls outside.
LATITUDES, LONGITUDES = (Decimal("5"), Decimal("21")), (Decimal("97"), Decimal("106"))
_EXCEL_DAY_0 = date(1899, 12, 30)
_LEVEL = re.compile(r"(อนุบาล|ประถม|มัธยม|อ|ป|ม)\.?(?:ศึกษา)?(?:ปีที่)?(\d)")
_LEVEL_SHORT = {"อนุบาล": "อ", "ประถม": "ป", "มัธยม": "ม"}


def text(value: Any, *, most: int = 200) -> str:
    """Arabic digits, one blank between words, none around; whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        value = value.isoformat()
    clean = BLANKS.sub(" ", CONTROLS.sub("", to_arabic(value))).strip()
    if len(clean) > most:
        raise DomainError(f"ยาวเกิน {most} ตัวอักษร")
    return clean


def is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not BLANKS.sub("", value))


def is_nothing(value: Any) -> bool:
    return isinstance(value, str) and BLANKS.sub("", value) in NOTHING


def code(value: Any, digits: int, reason: str) -> str:
    found = text(value).replace(" ", "")
    if not re.fullmatch(rf"[0-9]{{{digits}}}", found):
        raise DomainError(reason)
    return found


def email(value: Any) -> str:
    found = text(value, most=400).lower()
    if len(found) > 254 or not EMAIL.fullmatch(found):
        raise DomainError("อีเมลไม่ถูกต้อง")
    return found


def whole(value: Any, what: str) -> int:
    """A count: not negative, no fraction; `what` is the Thai noun of the reasons."""
    try:
        number = Decimal(text(value).replace(",", ""))
    except InvalidOperation:
        raise DomainError(f"{what}ไม่ใช่ตัวเลข") from None
    if isinstance(value, bool) or not number.is_finite():
        raise DomainError(f"{what}ไม่ใช่ตัวเลข")
    if number < 0:
        raise DomainError(f"{what}ติดลบ")
    if number != number.to_integral_value():
        raise DomainError(f"{what}ไม่ใช่จำนวนเต็ม")
    if number > 100_000:
        raise DomainError(f"{what}มากผิดปกติ")
    return int(number)


def degree(value: Any, bounds: tuple[Decimal, Decimal], what: str) -> Decimal:
    try:
        number = Decimal(text(value))
    except InvalidOperation:
        raise DomainError(f"{what}ไม่ใช่ตัวเลข") from None
    if not number.is_finite() or not bounds[0] <= number <= bounds[1]:
        raise DomainError(f"{what}นอกช่วง")
    return number.quantize(Decimal("0.00001"))


def be_year(value: Any) -> int:
    try:
        return parse_be_year(text(value))
    except DomainError:
        raise DomainError("ปีการศึกษาไม่ใช่ พ.ศ.") from None


def day(value: Any, what: str) -> date:
    """A date cell, a serial number, or text as people type it; a date cell typed with a พ.ศ. year is read as meant."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, int | float) and not isinstance(value, bool) and 20_000 < value < 400_000:
        value = _EXCEL_DAY_0 + timedelta(days=int(value))
    if isinstance(value, date):
        year = value.year - 543 if value.year >= 2400 else value.year
        try:
            value = value.replace(year=year)
        except ValueError:
            raise DomainError(f"{what}ไม่ใช่วันที่ที่มีอยู่จริง") from None
        if not 1900 <= year <= 2150:
            raise DomainError(f"{what}นอกช่วงปีที่ใช้ได้")
        return value
    try:
        return parse_date(text(value))
    except DomainError as error:
        raise DomainError(f"{what}ไม่ถูกต้อง: {error.message}") from None


def _level(word: str) -> str:
    found = _LEVEL.fullmatch(word.replace(" ", ""))
    level = f"{_LEVEL_SHORT.get(found.group(1), found.group(1))}.{found.group(2)}" if found else ""
    if level not in LEVELS:
        raise DomainError("ระดับที่เปิดสอนไม่รู้จัก")
    return level


def levels(value: Any) -> tuple[str, str]:
    """อ.2-ป.6 → ("อ.2", "ป.6"); one level alone stands for both ends."""
    words = [word for word in re.split(r"\s*(?:-|–|—|ถึง)\s*", text(value)) if word]
    if not 1 <= len(words) <= 2:
        raise DomainError("ระดับที่เปิดสอนไม่รู้จัก")
    first, last = _level(words[0]), _level(words[-1])
    if LEVELS.index(first) > LEVELS.index(last):
        raise DomainError("ช่วงระดับที่เปิดสอนกลับด้าน")
    return first, last
