"""The wording of an agreement: the shipped example, the fields a text may hold, how they are filled for a school."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from core.errors import DomainError

TEXTS: dict[str, str] = {
    "title": "ชื่อบันทึกข้อตกลง",
    "preamble": "ความนำ",
    "aims": "วัตถุประสงค์",
    "office_duties": "สำนักงานเขตพื้นที่การศึกษาจะ",
    "school_duties": "โรงเรียนจะ",
    "closing": "ข้อความท้าย",
    "place": "ทำขึ้นที่",
}
FIELDS: dict[str, str] = {
    "โรงเรียน": "ชื่อโรงเรียน",
    "สำนักงาน": "ชื่อสำนักงานเขตพื้นที่การศึกษา",
    "รูปแบบ": "ชื่อรูปแบบการขับเคลื่อน",
    "เป้าหมาย": "คำเรียกเป้าหมาย เช่น 4Q",
    "ปี": "รอบปี เช่น ปีงบประมาณ 2569",
    "ด้าน": "ชื่อด้านทุกด้านในข้อตกลง",
    "จำนวนด้าน": "จำนวนด้านในข้อตกลง",
}
_FIELD = re.compile(r"\{([^{}\n]*)\}")
_CUT = re.compile(r"[,\t|]")
MOST_WITNESSES = 6


@cache
def example() -> dict[str, str]:
    """The shipped texts by name, and `school_witnesses`."""
    path = Path(__file__).resolve().parent / "reference" / "example.yaml"
    found: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: text.strip("\n") for name, text in found.items()}


def check(name: str, text: str) -> None:
    """DomainError beside `name` for a field nobody fills."""
    wrong = [found for found in _FIELD.findall(text) if found not in FIELDS]
    if wrong:
        known = " ".join(f"{{{field}}}" for field in FIELDS)
        raise DomainError(f"ไม่รู้จักช่องเติม {{{wrong[0]}}} ใช้ได้เฉพาะ {known}", field=name)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled; what is filled in is not read for fields again."""
    return _FIELD.sub(lambda found: values.get(found[1], found[0]), text)


def paragraphs(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def witnesses_of(text: str, *, field: str) -> list[tuple[str, str]]:
    """(name, post) of each line; a line that begins with the comma has no name yet. DomainError beside `field`."""
    rows: list[tuple[str, str]] = []
    for line in paragraphs(text):
        name, post = (part.strip() for part in (*_CUT.split(line, maxsplit=1), "")[:2])
        if not name and not post:
            continue
        if len(name) > 200 or len(post) > 300:
            raise DomainError(f"ชื่อหรือตำแหน่งยาวเกินไป: “{line[:40]}…”", field=field)
        rows.append((name, post))
    if len(rows) > MOST_WITNESSES:
        raise DomainError(f"พยานฝ่ายละไม่เกิน {MOST_WITNESSES} คน", field=field)
    return rows


def lines_of(rows: Iterable[tuple[str, str]]) -> str:
    """The reverse of `witnesses_of`."""
    return "\n".join(f"{name}, {post}" if post else name for name, post in rows)


def named_areas(names: list[str]) -> str:
    """ก ข และ ค."""
    if len(names) < 2:
        return "".join(names)
    return f"{' '.join(names[:-1])} และ{names[-1]}"


def values_for(*, school: str, office: str, model: str, goal: str, year: str, areas: list[str]) -> dict[str, str]:
    """What each field of a text becomes."""
    return {
        "โรงเรียน": school, "สำนักงาน": office, "รูปแบบ": model, "เป้าหมาย": goal, "ปี": year,
        "ด้าน": named_areas(areas), "จำนวนด้าน": str(len(areas)),
    }  # fmt: skip
