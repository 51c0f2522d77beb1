"""Levels as people write them, one a line: 5 ดีเยี่ยม: what it takes. The form and the workbook read them alike."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from core.thai.numerals import to_arabic

_LINE = re.compile(r"(\d{1,4})\s+([^:：]+?)\s*(?:[:：]\s*(.*))?")


def read_levels(text: str) -> list[tuple[Decimal, str, str]]:
    """(value, word, what it takes); ValidationError naming the line that cannot be read."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = " ".join(line.split())
        if not words:
            continue
        told = _LINE.fullmatch(to_arabic(words[:5]) + words[5:])
        if told is None:
            raise ValidationError(f"บรรทัดที่ {number} ต้องเป็น ค่า เว้นวรรค คำเรียก เช่น 5 ดีเยี่ยม: คำอธิบาย")
        found.append((Decimal(told[1]), told[2], told[3] or ""))
    return found


def level_lines(levels: Iterable[Mapping[str, Any]]) -> str:
    """Best first, as `read_levels` reads them."""
    rows = sorted(levels, key=lambda level: -level["value"])
    return "\n".join(f"{row['value']} {row['label']}" + (f": {row['text']}" if row.get("text") else "") for row in rows)
