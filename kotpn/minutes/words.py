"""Words of แบบที่ 11 and those often written in their place, found in what a secretary types.

The table is of a university's manual of minutes, which cites the regulation on correspondence of 2526. The page gets
the same patterns as data and marks them while somebody types; without a script the server marks them on saving.
Patterns are regular expressions that Python and JavaScript read alike.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True)
class Word:
    """`use` stands for what `pattern` finds. A soft one is right in some places: it only asks."""

    key: str
    pattern: str
    use: str
    why: str
    soft: bool = False


@dataclass(frozen=True)
class Hint:
    """One place in a text: from `start` to `end`, both in characters."""

    word: Word
    start: int
    end: int
    found: str

    @property
    def key(self) -> str:
        """Names the place in a form: which word, at which character."""
        return f"{self.word.key}:{self.start}"


WORDS = (
    Word("report", r"(?<!สมุด)บันทึกการประชุม", "รายงานการประชุม", "แบบที่ 11 ใช้คำว่า"),
    # A day inside a sentence is right as it is (ภายในวันที่ …); the head of minutes says เมื่อวันที่.
    Word(
        "date", r"(?:^|(?<=ประชุม)|(?<=ประชุม ))วันที่(?=\s*[0-9๐-๙])", "เมื่อวันที่", "วันประชุมในรายงานการประชุมใช้คำว่า",
        soft=True,
    ),
    # Alone on its line it is the heading of those who are no members, and right.
    Word(
        "present", r"ผู้เข้าร่วมประชุม(?![^\S\n]*(?:\n|$|\(|:))", "ผู้มาประชุม", "ถ้าหมายถึงกรรมการ แบบที่ 11 ใช้คำว่า",
        soft=True,
    ),
    Word("absent", r"ผู้ที่ไม่เข้าประชุม", "ผู้ไม่มาประชุม", "แบบที่ 11 ใช้คำว่า"),
    Word("opened", r"เปิดประชุมเวลา", "เริ่มประชุมเวลา", "แบบที่ 11 ใช้คำว่า"),
    Word("closed", r"(?<!เ)ปิดประชุมเวลา", "เลิกประชุมเวลา", "แบบที่ 11 ใช้คำว่า"),
    Word("recorder", r"ผู้บันทึกรายงานการประชุม", "ผู้จดรายงานการประชุม", "แบบที่ 11 ใช้คำว่า"),
    Word("agenda", r"(?<!ระเบียบ)วาระการประชุม", "ระเบียบวาระการประชุม", "ตามระเบียบงานสารบรรณใช้คำว่า"),
)  # fmt: skip


@cache
def _compiled() -> tuple[tuple[Word, re.Pattern[str]], ...]:
    return tuple((word, re.compile(word.pattern, re.MULTILINE)) for word in WORDS)


def hints(text: str) -> list[Hint]:
    """Every place that asks for another word, in the order of the text."""
    text = text.replace("\r\n", "\n")
    found = [
        Hint(word, match.start(), match.end(), match.group())
        for word, pattern in _compiled()
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda hint: hint.start)


def replaced(text: str, key: str) -> str:
    """The text with the one place named by a hint's key put right; as it is when that place has gone."""
    text = text.replace("\r\n", "\n")
    for hint in hints(text):
        if hint.key == key:
            return text[: hint.start] + hint.word.use + text[hint.end :]
    return text


def as_data() -> list[dict[str, Any]]:
    """For the page's script."""
    return [
        {"key": word.key, "pattern": word.pattern, "use": word.use, "why": word.why, "soft": word.soft}
        for word in WORDS
    ]
