"""What a set of standards lacks before it can be put in force."""

from core.missing import Missing
from qa.standards.models import StandardSet


def missing(row: StandardSet) -> list[Missing]:
    found = []
    if not row.source.strip():
        found.append(Missing("ยังไม่ได้บอกที่มา", "front"))
    if row.scale.count() < 2:
        found.append(Missing("ต้องมีระดับคุณภาพอย่างน้อยสองระดับ", "scale"))
    if not row.standards.filter(parent=None).exists():
        found.append(Missing("ยังไม่มีมาตรฐาน", "standards"))
    return found
