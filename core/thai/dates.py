"""Thai dates: พ.ศ. writing, and reading what people type. Years in are พ.ศ.; `datetime.date` always holds ค.ศ."""

import re
from datetime import date, datetime, time
from typing import Literal

from django.utils import timezone

from core.errors import DomainError
from core.thai.numerals import to_arabic, to_thai

NBSP = "\u00a0"
BE_OFFSET = 543
MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTHS_SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
Style = Literal["full", "short", "long_day", "month", "month_short"]
Digits = Literal["arabic", "thai"]

# Years a Thai office can mean: a typed year outside both windows is a slip, one in the second is ค.ศ.
_BE_YEARS = range(2400, 2700)
_CE_YEARS = range(_BE_YEARS.start - BE_OFFSET, _BE_YEARS.stop - BE_OFFSET)

_NAMES: dict[str, int] = {}
for _number, (_full, _short) in enumerate(zip(MONTHS, MONTHS_SHORT, strict=True), start=1):
    for _name in (_full, _short, _short.replace(".", ""), _full.removesuffix("คม").removesuffix("ยน")):
        _NAMES[_name.replace(".", "")] = _number
_NAMES["กุมภา"] = 2

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?")
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2}|\d{4})")
_WORDS = re.compile(r"(\d{1,2})\s*(?:เดือน\s*)?([ก-๙.]+?)\s*(?:พ\.?\s?ศ\.?\s*)?(\d{2}|\d{4})")
_WEEKDAY = re.compile(r"^(?:วัน)?(?:" + "|".join(WEEKDAYS) + r")?\s*(?:ที่)?\s*")


def local_date(value: date | datetime) -> date:
    """The calendar day in Thailand of a date or a moment."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def be_year(value: date | datetime) -> int:
    """Calendar year in พ.ศ."""
    return local_date(value).year + BE_OFFSET


def thai_date(value: date | datetime | None, style: Style = "full", digits: Digits = "arabic") -> str:
    """A date in พ.ศ. that never breaks over two lines; an empty string for no date.

    full 15 มกราคม 2567 · short 15 ม.ค. 2567 · long_day วันจันทร์ที่ 15 มกราคม 2567
    month มกราคม 2567 · month_short ม.ค. 2567
    """
    if value is None or value == "":
        return ""
    day = local_date(value)
    month = (MONTHS_SHORT if style in ("short", "month_short") else MONTHS)[day.month - 1]
    parts = [month, str(be_year(day))]
    if style not in ("month", "month_short"):
        parts.insert(0, str(day.day))
    text = NBSP.join(parts)
    if style == "long_day":
        text = f"วัน{WEEKDAYS[day.weekday()]}ที่{NBSP}{text}"
    return to_thai(text) if digits == "thai" else text


def thai_time(value: time | datetime | None, *, official: bool = False, digits: Digits = "arabic") -> str:
    """10:32 น. on a screen, 10.32 น. in official papers."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    text = f"{value.hour:02d}{'.' if official else ':'}{value.minute:02d}{NBSP}น."
    return to_thai(text) if digits == "thai" else text


def thai_datetime(value: datetime | None, style: Style = "short", digits: Digits = "arabic") -> str:
    """17 ก.ค. 2567 10:32 น."""
    if value is None or value == "":
        return ""
    return f"{thai_date(value, style, digits)}{NBSP}{thai_time(value, digits=digits)}"


def date_range(start: date, end: date | None, style: Style = "short", digits: Digits = "arabic") -> str:
    """15–17 ม.ค. 2567, 30 ม.ค.–2 ก.พ. 2567, or two whole dates when the years differ."""
    if end is None or start == end:
        return thai_date(start, style, digits)
    last = thai_date(end, style, digits)
    if start.year != end.year:
        return f"{thai_date(start, style, digits)} – {last}"
    first = str(start.day)
    if start.month != end.month:
        first += NBSP + (MONTHS_SHORT if style == "short" else MONTHS)[start.month - 1]
    return f"{to_thai(first) if digits == 'thai' else first}–{last}"


def parse_be_year(text: str, *, field: str | None = None) -> int:
    """A พ.ศ. year as typed (2567, ๒๕๖๗, 67); raises DomainError for ค.ศ. and for anything else."""
    found = re.fullmatch(r"(?:พ\.?\s?ศ\.?\s*)?(\d{2}|\d{4})", to_arabic(text).strip())
    if not found:
        raise DomainError(f"“{text}” ไม่ใช่ปี พ.ศ. ตัวอย่างที่ถูก 2567", field=field)
    return _checked_year(found.group(1), field)


def _checked_year(digits: str, field: str | None) -> int:
    year = int(digits) + (2500 if len(digits) == 2 else 0)
    if year in _CE_YEARS:
        raise DomainError(f"ปี {year} เป็น ค.ศ. โปรดพิมพ์เป็น พ.ศ. {year + BE_OFFSET}", field=field)
    if year not in _BE_YEARS:
        raise DomainError(f"ปี {year} อยู่นอกช่วงที่ใช้ได้ โปรดพิมพ์ปี พ.ศ. เช่น 2567", field=field)
    return year


def parse_date(text: str | date, *, field: str | None = None) -> date:
    """A date as Thai people type it, as a `date`; raises DomainError with a Thai sentence.

    Accepts Thai or Arabic digits, ๑๕ ม.ค. 2567, 15 มกราคม พ.ศ. 2567, วันจันทร์ที่ 15 มกราคม 2567, 15/1/2567, 15-1-67 and ISO
    2024-01-15 (the only form whose year is ค.ศ., because browsers and files write it).
    """
    if isinstance(text, date):
        return local_date(text)
    clean = re.sub(r"[\s\u00a0\u200b\u2060]+", " ", to_arabic(text)).strip()
    if iso := _ISO.fullmatch(clean):
        year, month, day = (int(part) for part in iso.groups())
        if year in _CE_YEARS:
            year += BE_OFFSET
        return _build(_checked_year(str(year), field), month, day, text, field)
    if numeric := _NUMERIC.fullmatch(clean):
        day, month, year = int(numeric.group(1)), int(numeric.group(2)), _checked_year(numeric.group(3), field)
        return _build(year, month, day, text, field)
    words = _WORDS.fullmatch(_WEEKDAY.sub("", clean))
    named = _NAMES.get(words.group(2).replace(".", "")) if words else None
    if words is None or named is None:
        raise DomainError(f"อ่านวันที่ “{text}” ไม่ได้ ตัวอย่างที่ถูก 15 ม.ค. 2567 หรือ 15/1/2567", field=field)
    return _build(_checked_year(words.group(3), field), named, int(words.group(1)), text, field)


def _build(year: int, month: int, day: int, text: str, field: str | None) -> date:
    try:
        return date(year - BE_OFFSET, month, day)
    except ValueError:
        raise DomainError(f"ไม่มีวันที่ “{text}” ในปฏิทิน", field=field) from None


def parse_time(text: str | time, *, field: str | None = None) -> time:
    """09.30 น., 9:30, ๐๙.๓๐ as a `time`; raises DomainError."""
    if isinstance(text, time):
        return text
    found = re.fullmatch(r"(\d{1,2})[.:](\d{2})(?::\d{2})?\s*(?:น\.?)?", to_arabic(text).replace(NBSP, " ").strip())
    if not found or int(found.group(1)) > 23 or int(found.group(2)) > 59:
        raise DomainError(f"อ่านเวลา “{text}” ไม่ได้ ตัวอย่างที่ถูก 09.30", field=field)
    return time(int(found.group(1)), int(found.group(2)))
