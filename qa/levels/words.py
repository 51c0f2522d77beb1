"""Thai text cut into the words that carry its meaning. Thai writes no blanks between words, so a dictionary does it."""

import os
import re
from functools import cache, lru_cache

# The dictionary is in the package; nothing is fetched and no folder is made in somebody's home.
os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
os.environ.setdefault("PYTHAINLP_OFFLINE", "1")

# Words every report is full of: they would make unlike points alike.
_EVERYWHERE = frozenset(
    [
        "นักเรียน",
        "ผู้เรียน",
        "เด็ก",
        "ครู",
        "โรงเรียน",
        "สถานศึกษา",
        "การ",
        "ความ",
        "มี",
        "ได้",
        "ให้",
        "จัด",
        "ทำ",
        "ดำเนินการ",
        "พัฒนา",
        "ส่งเสริม",
        "สนับสนุน",
        "ควร",
        "ต้อง",
        "อย่าง",
        "ต่อเนื่อง",
        "สามารถ",
        "ด้าน",
        "กิจกรรม",
        "ระดับ",
        "ดี",
        "เพิ่ม",
        "ยัง",
        "ไม่",
        "มาก",
        "น้อย",
        "ทุก",
        "คน",
        "แต่ละ",
        "ปี",
        "การศึกษา",
        "บาง",
        "ส่วน",
        "เพิ่มเติม",
        "หลากหลาย",
        "เหมาะสม",
        "เป็นระบบ",
        "ชัดเจน",
        "เต็ม",
        "ตาม",
        "และ",
        "ของ",
        "ใน",
        "ที่",
        "เป็น",
        "จาก",
        "โดย",
        "กับ",
        "เพื่อ",
    ]
)
_POINT = re.compile(r"\s*(?:^|\s)(?:[-–—•●▪◦*✓]|\(?[0-9๐-๙]{1,2}[.)](?![0-9๐-๙]))\s+|[\r\n;]+", re.MULTILINE)
_WORD = re.compile(r"[0-9A-Za-z\u0e00-\u0e7f]")


@cache
def _stopwords() -> frozenset[str]:
    from pythainlp.corpus import thai_stopwords  # noqa: PLC0415 (a fifth of a second only a synthesis pays)

    # The list also counts content words of schools as empty; a word of two letters or more that is no particle stays.
    return frozenset(word for word in thai_stopwords() if len(word) <= 3) | _EVERYWHERE


def points(text: str) -> list[str]:
    """The single points of a text: what stands on lines of its own, behind bullets or numbers."""
    found = (part.strip(" \t.,") for part in _POINT.split(text) if part)
    return [part for part in found if len(part) > 2]


@lru_cache(maxsize=20_000)
def content_words(text: str) -> frozenset[str]:
    """The words of a point that say what it is about; empty when it says only what every report says."""
    from pythainlp.tokenize import word_tokenize  # noqa: PLC0415 (its dictionary takes long to load)

    words = (word.strip().casefold() for word in word_tokenize(text, engine="newmm", keep_whitespace=False))
    return frozenset(word for word in words if _WORD.search(word) and word not in _stopwords())
