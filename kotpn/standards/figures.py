"""The figures a sentence of the narrative may ask for by name in braces: "นิเทศ {count} ใน {schools} ({dates})"."""

from string import Formatter

from core.errors import DomainError

FIGURES = {
    "count": "จำนวนพร้อมคำนับ",
    "of": "จำนวนทั้งหมดที่เทียบ",
    "percent_of": "ร้อยละของทั้งหมดที่เทียบ",
    "schools": "จำนวนโรงเรียน",
    "all_schools": "จำนวนโรงเรียนทั้งเขต",
    "percent_schools": "ร้อยละของโรงเรียนทั้งเขต",
    "amount": "ยอดรวม (เช่น ผู้เข้าร่วม)",
    "dates": "ช่วงวันที่",
    "labels": "ชื่อรายการ",
}
COMPARED = frozenset({"of", "percent_of"})
BY_SCHOOL = frozenset({"schools", "percent_schools"})


def names_in(sentence: str, field: str = "method") -> tuple[str, ...]:
    """The figures a sentence asks for; DomainError beside `field` for one that does not exist."""
    try:
        names = tuple(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)
    except ValueError:
        raise DomainError("วงเล็บปีกกาในประโยคไม่ครบคู่", field=field) from None
    if unknown := [name for name in names if name not in FIGURES]:
        raise DomainError(f"ไม่มีตัวเลขชื่อ {{{unknown[0]}}} ใช้ได้: {', '.join(FIGURES)}", field=field)
    return names
