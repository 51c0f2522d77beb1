"""What the two pages with a sheet in them share: numbers from a form, and where two versions of a sheet differ."""

from collections.abc import Mapping
from typing import Any

from instruments.answering import item_rows
from instruments.models import Response
from instruments.queries import Form
from instruments.services import AnswerValue


def number_of(raw: str | None) -> int | None:
    return int(raw) if raw and raw.isdecimal() else None


def differing(form: Form, response: Response, posted: Mapping[int, AnswerValue]) -> list[tuple[str, str, str]]:
    """(item, what stands now, what was posted) of every item where the two differ."""
    found = []
    for row in item_rows(form, response):
        given = posted.get(row.item.pk)
        if given is None:
            continue
        said = _word(form, row.item.pk, given)
        if said != row.word or given.note.strip() != row.note.strip():
            stands = " · ".join(filter(None, (row.word, row.note.strip()))) or "ยังไม่ตอบ"
            mine = " · ".join(filter(None, (said, given.note.strip()))) or "ยังไม่ตอบ"
            found.append((f"ข้อ {row.number} {row.item.text}", stands, mine))
    return found


def _word(form: Form, key: int, value: AnswerValue) -> str:
    if value.not_observed:
        return "ไม่ได้สังเกต"
    if value.number is None:
        return value.text
    whole = value.number == int(value.number)
    level: Any = form.levels[key].get(int(value.number)) if whole else None
    number = f"{int(value.number) if whole else value.number}"
    return f"{number} {level.label}" if level else number
