"""What a set of standards lacks before it can be put in force."""

from core.missing import Missing
from qa.standards.models import SchoolStandards, StandardSet


def missing(row: StandardSet) -> list[Missing]:
    found = []
    if not row.source.strip():
        found.append(Missing("ยังไม่ได้บอกที่มา", "front"))
    if row.scale.count() < 2:
        found.append(Missing("ต้องมีระดับคุณภาพอย่างน้อยสองระดับ", "scale"))
    if not row.standards.filter(parent=None).exists():
        found.append(Missing("ยังไม่มีมาตรฐาน", "standards"))
    return found


def missing_of_school(paper: SchoolStandards) -> list[Missing]:
    """What a school's standards lack before the principal can declare them: a target overall and for each มาตรฐาน."""
    found = [] if paper.target_id else [Missing("ยังไม่ได้กำหนดค่าเป้าหมายโดยรวม", "id_target")]
    rows = paper.targets.filter(standard__parent=None, standard__isnull=False, target=None)
    found += [
        Missing(f"ยังไม่ได้กำหนดค่าเป้าหมายมาตรฐานที่ {number}", f"id_t{key}")
        for key, number in rows.order_by("standard__position").values_list("pk", "standard__number")
    ]
    if paper.goal_year is None:
        found.append(Missing("ยังไม่ได้ระบุปีของเป้าหมายระยะ 3–5 ปี", "id_goal_year"))
    return found
