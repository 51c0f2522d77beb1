"""The one sheet such a workbook has: a row an indicator, its area repeated; read and written by the same table."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reports import xlsx
from schools.importing.sheets import NOTES_SHEET, Column, Sheet
from schools.importing.workbook import Contents, read_only_sheet
from schools.models import School
from schools.results import result_kind
from supervision.indicators.models import Indicator, IndicatorSet
from supervision.indicators.queries.wording import level_lines

YES, NO = "ใช่", "ไม่ใช่"
SHEET = Sheet(
    "indicators",
    "ตัวชี้วัด",
    (
        Column("area", "รหัสด้าน", True, ("ด้าน",), "เช่น Q1 ด้านที่ยังไม่มีจะเพิ่มให้"),
        Column("area_name", "ชื่อด้าน", note="เหมือนกันทุกแถวของด้าน เว้นว่างคือตามเดิม"),
        Column("area_weight", "น้ำหนักด้าน", note="ร้อยละ ด้านหลักรวมกัน 100"),
        Column("area_extra", "ด้านเพิ่ม", note=f"{YES} หรือ {NO}"),
        Column("code", "รหัสตัวชี้วัด", True, ("รหัส",), "ไม่ซ้ำกันทั้งชุด จัดเซลล์เป็นข้อความ"),
        Column("title", "ตัวชี้วัด", True, (), "จำเป็นเมื่อเป็นตัวชี้วัดใหม่"),
        Column("detail", "คำอธิบาย", False, ("วิธีให้คะแนน",)),
        Column("source", "ที่มาของคะแนน", note=" · ".join(str(label) for label in Indicator.Source.labels)),
        Column("computed", "ข้อมูลที่ใช้คำนวณ", note="ใช้เมื่อคำนวณจากข้อมูลในระบบ คัดจากไฟล์ที่ดาวน์โหลด"),
        Column("lowest", "คะแนนต่ำสุด"),
        Column("highest", "คะแนนเต็ม"),
        Column("decimals", "ทศนิยม"),
        Column("unit", "หน่วย"),
        Column("lower_is_better", "ค่าน้อยดีกว่า", note=f"{YES} หรือ {NO}"),
        Column("weight", "น้ำหนัก", False, ("น้ำหนักในด้าน",), "ร้อยละ ในด้านรวมกัน 100"),
        Column("target", "เป้าหมาย", False, ("ค่าเป้าหมาย",)),
        Column("wanted", "หลักฐานที่ต้องการ", False, ("หลักฐาน",)),
        Column("levels", "คำอธิบายระดับ", note="บรรทัดละหนึ่งระดับ เช่น 5 ดีเยี่ยม: ทำครบและเห็นผล"),
        Column("kinds", "ประเภทโรงเรียน", note="คั่นด้วยจุลภาค เว้นว่างคือทุกประเภท"),
    ),
)
_WIDTHS = (9, 24, 12, 10, 12, 40, 40, 24, 34, 12, 10, 9, 12, 14, 10, 10, 40, 50, 24)
_WRAPPED = ("title", "detail", "wanted", "levels")
_NUMBERS = ("area_weight", "lowest", "highest", "decimals", "weight", "target")


def read(data: bytes, *, name: str = "") -> Contents:
    """The sheet of an .xlsx file under the key "indicators"; DomainError for what is none."""
    return read_only_sheet(data, SHEET, name=name)


def computed_label(row: Indicator, district: Any) -> str:
    """What a computed indicator reads, as the workbook writes it; a result nobody offers any more by its keys."""
    key, option = row.computed.get("result", ""), row.computed.get("option", "")
    if not key:
        return ""
    kind = result_kind(key)
    label = dict(kind.options(district)).get(option) if kind else None
    return f"{kind.thai} | {label}" if kind and label else f"{key} | {option}"


def workbook(row: IndicatorSet) -> bytes:
    """An edition as the workbook `read` takes, with a sheet of notes; what begins with = stays text."""
    wide = dict(zip((column.key for column in SHEET.columns), _WIDTHS, strict=True))
    columns = tuple(
        xlsx.Column(
            column.title, wide[column.key],
            "wrap" if column.key in _WRAPPED else "number" if column.key in _NUMBERS else "text",
        )
        for column in SHEET.columns
    )  # fmt: skip
    notes = [(column.title, column.note) for column in SHEET.columns if column.note]
    notes += [("เซลล์ว่าง", "คงค่าเดิมของตัวชี้วัดที่มีอยู่แล้ว"), ("-", "ล้างค่าเดิม"),
              ("ตัวชี้วัดที่ไม่อยู่ในไฟล์", "คงไว้ตามเดิม ลบได้ที่หน้าชุดตัวชี้วัด")]  # fmt: skip
    sheets = [
        xlsx.Sheet(SHEET.title, columns, _rows(row)),
        xlsx.Sheet(NOTES_SHEET, (xlsx.Column("หัวข้อ", 26), xlsx.Column("วิธีกรอก", 90)), notes),
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "indicators.xlsx"
        xlsx.write(path, sheets)
        return path.read_bytes()


def _rows(row: IndicatorSet) -> Iterator[list[Any]]:
    for area in row.areas.prefetch_related("indicators"):
        front = [area.code, area.name, area.weight, YES if area.is_extra else NO]
        held = list(area.indicators.all())
        if not held:
            yield [*front, *[""] * (len(SHEET.columns) - len(front))]
        for one in held:
            kinds = ", ".join(str(School.Kind(kind).label) for kind in one.kinds)
            yield [
                *front, one.code, one.title, one.detail, str(one.get_source_display()),
                computed_label(one, row.model.district), one.lowest, one.highest, one.decimals, one.unit,
                YES if one.lower_is_better else NO, one.weight, one.target, one.wanted, level_lines(one.levels), kinds,
            ]  # fmt: skip
