"""Single values of what a phone sends: types and lengths, each refusal a Thai sentence."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar
from uuid import UUID

from django.utils.dateparse import parse_date, parse_datetime, parse_time

MOST_KEY = 2**63 - 1
MOST = {"sheets": 40, "members": 40, "supervised": 200, "findings": 60, "previous": 200, "signatures": 12, "photos": 60}
LONGEST = {"note": 20_000, "finding": 4_000, "answer": 5_000}

T = TypeVar("T")


class Wrong(Exception):
    """A value of a document that cannot be taken; `field` is a path inside its section."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field


@dataclass(frozen=True)
class Place:
    lat: Decimal
    lon: Decimal
    accuracy: int | None


def optional(reader: Callable[[Any, str], T], raw: Any, name: str) -> T | None:
    return None if raw is None or raw == "" else reader(raw, name)


def mapping(raw: Any, name: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise Wrong("ข้อมูลส่วนนี้อ่านไม่ได้", name)
    return raw


def rows(raw: Any, name: str) -> list[tuple[dict[str, Any], str]]:
    """A list of mappings, each with its place such as `rows.2`."""
    if not isinstance(raw, list):
        raise Wrong("รายการอ่านไม่ได้", name)
    if len(raw) > MOST[name]:
        raise Wrong(f"มีรายการได้ไม่เกิน {MOST[name]} รายการ", name)
    return [(mapping(row, f"{name}.{place}"), f"{name}.{place}") for place, row in enumerate(raw)]


def text(raw: Any, name: str, most: int) -> str:
    """Several lines; characters that no keyboard types and no column or workbook holds are left out."""
    if not isinstance(raw, str):
        raise Wrong("ช่องนี้ต้องเป็นข้อความ", name)
    kept = raw.replace("\r\n", "\n").replace("\r", "\n")
    if not kept.isprintable():
        kept = "".join(char for char in kept if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
    kept = kept.strip()
    if len(kept) > most:
        raise Wrong(f"ข้อความยาวเกิน {most:,} ตัวอักษร", name)
    return kept


def line(raw: Any, name: str, most: int) -> str:
    """One line."""
    return " ".join(text(raw, name, most).split())


def whole(raw: Any, name: str, least: int, most: int) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not least <= raw <= most:
        raise Wrong("ตัวเลขไม่ถูกต้อง", name)
    return raw


def row_key(raw: Any, name: str) -> int:
    return whole(raw, name, 1, MOST_KEY)


def uuid(raw: Any, name: str) -> UUID:
    if isinstance(raw, str) and len(raw) == 36:
        try:
            return UUID(raw)
        except ValueError:
            pass
    raise Wrong("รหัสไม่ถูกต้อง", name)


def number(raw: Any, name: str) -> Decimal:
    """What fits the column of an answer: eight digits before the point, four after."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)) or len(str(raw)) > 20:
        raise Wrong("ต้องเป็นตัวเลข", name)
    try:
        found = Decimal(str(raw))
    except InvalidOperation:
        raise Wrong("ต้องเป็นตัวเลข", name) from None
    if not found.is_finite() or abs(found) >= 10**8:
        raise Wrong("ตัวเลขมากเกินไป", name)
    return found.quantize(Decimal("0.0001"))


def choice(raw: Any, name: str, allowed: tuple[str, ...]) -> str:
    if not isinstance(raw, str) or raw not in allowed:
        raise Wrong("เลือกได้เฉพาะรายการที่มี", name)
    return raw


def day(raw: Any, name: str) -> date:
    try:
        found = parse_date(raw) if isinstance(raw, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw) else None
    except ValueError:
        found = None
    if found is None or not 1900 <= found.year <= 2200:
        raise Wrong("วันที่ไม่ถูกต้อง", name)
    return found


def clock(raw: Any, name: str) -> time:
    try:
        found = parse_time(raw) if isinstance(raw, str) and re.fullmatch(r"\d{1,2}:\d{2}(:\d{2})?", raw) else None
    except ValueError:
        found = None
    if found is None:
        raise Wrong("เวลาไม่ถูกต้อง", name)
    return found.replace(second=0)


def moment(raw: Any, name: str) -> datetime:
    """An instant by the phone's clock, whatever that shows; within what a column holds."""
    try:
        found = parse_datetime(raw) if isinstance(raw, str) and len(raw) <= 40 else None
    except ValueError:
        found = None
    if found is None or not 1980 <= found.year <= 2200:
        raise Wrong("เวลาของเครื่องอ่านไม่ได้", name)
    return found if found.tzinfo else found.replace(tzinfo=UTC) - timedelta(hours=7)


def place_(raw: Any, name: str) -> Place:
    given = mapping(raw, name)
    lat, lon = number(given.get("lat"), f"{name}.lat"), number(given.get("lon"), f"{name}.lon")
    if abs(lat) > 90 or abs(lon) > 180:
        raise Wrong("ตำแหน่งไม่ถูกต้อง", name)
    accuracy = given.get("accuracy")
    if accuracy is not None:
        accuracy = min(100_000, max(0, round(number(accuracy, f"{name}.accuracy"))))
    return Place(_degrees(given["lat"]), _degrees(given["lon"]), accuracy)


def _degrees(raw: Any) -> Decimal:
    return Decimal(str(raw)).quantize(Decimal("0.000001"))
