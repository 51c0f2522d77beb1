"""Where Thai lines may break: office terms stay whole, a number stays with its unit, lists read as Thai writes them."""

import re
from collections.abc import Iterable

from core.thai.dates import MONTHS, MONTHS_SHORT, NBSP

WORD_JOINER = "\u2060"

# Compounds that browsers' and Pango's word lists split; the bar marks the wrong break.
TERMS = (
    "ครั้ง|ที่",
    "คณะ|กรรมการ",
    "การ|ศึกษา",
    "นิเทศ|การ|ศึกษา",
    "ภาค|เรียน|ที่",
    "กลุ่ม|ที่",
    "ระเบียบ|วาระ",
    "ประเมิน|ผล",
    "ติด|ตาม",
    "อาคาร|สถาน|ที่",
    "ส่ง|เสริม",
    "ปี|งบ|ประมาณ",
    "ปี|การ|ศึกษา",
    "ภาค|เรียน",
    "กลุ่ม|โรงเรียน",
    "กลุ่ม|งาน",
    "กลุ่ม|สาระ",
    "ศึกษา|นิเทศก์",
    "ผู้|อำนวย|การ",
    "เขต|พื้น|ที่",
    "สถาน|ศึกษา",
    "ผู้|นิเทศ",
    "ผู้|รับ|การ|นิเทศ",
    "ธุร|การ",
    "วิชา|การ",
    "งบ|ประมาณ",
    "เจ้า|หน้า|ที่",
    "คุณ|ภาพ",
    "มาตร|ฐาน",
    "ตัว|ชี้|วัด",
    "จุด|เด่น",
    "ข้อ|เสนอ|แนะ",
    "บุค|คลากร",
    "หลัก|สูตร",
    "วัน|ที่",
    "หน้า|ที่",
    "เชิง|รุก",
    "คำ|สั่ง",
    "ข้อ|ตกลง",
)
# Each span costs the printer a millisecond, so paper keeps only the breaks that hurt reading most.
PRINTED = (
    "คำสั่ง",
    "ครั้งที่",
    "ภาคเรียนที่",
    "กลุ่มที่",
    "เขตพื้นที่",
    "อาคารสถานที่",
    "ประเมินผล",
    "ตัวชี้วัด",
    "จุดเด่น",
    "ข้อเสนอแนะ",
    "ข้อตกลง",
    "วันที่",
)
_PATTERN = re.compile("|".join(sorted((re.escape(t.replace("|", "")) for t in TERMS), key=len, reverse=True)))
_JOINED = {term.replace("|", ""): term.replace("|", WORD_JOINER) for term in TERMS}
_UNITS = "เรื่อง|ครั้ง|คน|แห่ง|โรงเรียน|โรง|ข้อ|รายการ|วัน|เดือน|ปี|บาท|หน้า|ชั่วโมง|นาที|ห้อง|กิจกรรม|แผน|ด้าน|คะแนน|ราย"
_BEFORE = r"ที่|ปีงบประมาณ|ปีการศึกษา|พ\.ศ\.|ไตรมาส|ข้อ"
_NUMBER_UNIT = re.compile(rf"(?<=[0-9๐-๙]) (?={_UNITS})")
_ORDINAL = re.compile(rf"({_BEFORE}) (?=[0-9๐-๙])")
# Pango also breaks after U+00A0 where Thai letters or digits follow: on paper whole dates and counts go into a span.
# The digit of a code (Q3 ห้องเรียน) is no count: cut from its letter it would be printed as a Thai digit.
_NUMBER = r"(?<![A-Za-z0-9])[0-9๐-๙][0-9๐-๙.,:/–]*"
_HELD = "|".join(re.escape(month) for month in (*MONTHS, *MONTHS_SHORT)) + rf"|{_UNITS}|{_NUMBER}|น\."
_PRINTED = re.compile(rf"(?:{'|'.join(PRINTED)}|{_BEFORE}|{_NUMBER})(?:{NBSP}(?:{_HELD}))+|{'|'.join(PRINTED)}")


def join_terms(text: str) -> str:
    """The text with U+2060 inside office terms and U+00A0 between a number and its word; reads and copies the same."""
    text = _NUMBER_UNIT.sub(NBSP, text)
    text = _ORDINAL.sub(rf"\1{NBSP}", text)
    return _PATTERN.sub(lambda found: _JOINED[found.group()], text)


def wrap_terms(text: str) -> str:
    """Escaped text, terms of PRINTED, dates and counts in <span class="t">: Pango breaks Thai at U+2060 and U+00A0, so
    the joiners of `join_terms` go."""
    text = _ORDINAL.sub(rf"\1{NBSP}", _NUMBER_UNIT.sub(NBSP, text.replace(WORD_JOINER, "")))
    return _PRINTED.sub(r'<span class="t">\g<0></span>', text)


def plain(text: str) -> str:
    """The text without the marks `join_terms` adds; for comparing and searching."""
    return text.replace(WORD_JOINER, "").replace(NBSP, " ")


def join_list(items: Iterable[object], *, last: str = "และ") -> str:
    """ก, ข และ ค; empty items are left out."""
    words = [text for text in (str(item).strip() for item in items) if text]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last}{NBSP}{words[-1]}"
