"""The one sheet such a workbook has, how it is read, and the form the office fills in."""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from qa.levels.queries.sets import NOT_ASSESSED
from qa.standards.models import StandardSet
from schools.importing.sheets import NOTES_SHEET, Column, Sheet
from schools.importing.workbook import Contents, read_only_sheet
from schools.models import School

SHEET = Sheet(
    "levels",
    "ระดับคุณภาพ",
    (
        Column("school", "รหัสโรงเรียน", True, ("รหัสโรงเรียน 10 หลัก", "รหัส 10 หลัก", "รหัส SMIS", "SMIS", "รหัส")),
        Column("name", "ชื่อโรงเรียน", False, ("โรงเรียน",)),
        Column("level", "ระดับ", True, ("ระดับคุณภาพ", "ผลการประเมิน")),
        Column("standard", "มาตรฐาน", False, ("มาตรฐานที่", "ประเด็น")),
        Column("reason", "เหตุผล", False, ("หมายเหตุ",)),
    ),
)


def read(data: bytes, *, name: str = "") -> Contents:
    """The sheet of an .xlsx file under the key "levels", named as it is in the file."""
    return read_only_sheet(data, SHEET, name=name)


def template(chosen: StandardSet, schools: Iterable[School]) -> bytes:
    """A workbook with a line a school in scope, the words of the scale to choose from, and notes."""
    words = [one.word for one in chosen.scale.order_by("-value")]
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = SHEET.title
    for at, (column, width) in enumerate(zip(SHEET.columns, (16, 40, 18, 14, 30), strict=True), start=1):
        cell = page.cell(1, at, column.title)
        cell.font = Font(bold=True)
        page.column_dimensions[get_column_letter(at)].width = width
    page.freeze_panes = "A2"
    for number, school in enumerate(schools, start=2):
        for at, text in enumerate((school.code10 or school.smis8 or "", school.name), start=1):
            cell = page.cell(number, at, text)
            cell.data_type, cell.number_format = "s", "@"
    allowed = DataValidation(type="list", formula1=f'"{",".join([*words, NOT_ASSESSED])}"', allow_blank=True)
    allowed.showErrorMessage = False
    page.add_data_validation(allowed)
    allowed.add("C2:C5000")
    notes = book.create_sheet(NOTES_SHEET)
    notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = 20, 100
    lines = (
        ("ชุดมาตรฐาน", str(chosen)),
        ("ระดับ", f"คำใดคำหนึ่งใน: {' '.join([*words, NOT_ASSESSED])}"),
        ("รหัสโรงเรียน", "รหัส 10 หลัก หรือรหัส SMIS 8 หลัก จัดเซลล์เป็นข้อความเพื่อให้เลขศูนย์ข้างหน้าไม่หาย"),
        ("มาตรฐาน", "เว้นว่างหมายถึงระดับโดยรวมของโรงเรียน ใส่เลขที่ เช่น 1 หรือ 2.3 หมายถึงมาตรฐานหรือประเด็นนั้น"),
        ("โรงเรียนละแถว", "โรงเรียนหนึ่งมีระดับโดยรวมได้แถวเดียว โรงเรียนที่ซ้ำจะถูกปฏิเสธทั้งสองแถว"),
        ("แถวที่ไม่กรอกระดับ", "ถูกปฏิเสธ ถ้าไม่ได้ประเมินให้ใส่ ไม่ประเมิน ถ้ายังไม่มีผลให้ลบแถว"),
    )
    for row, line in enumerate(lines, start=1):
        for at, text in enumerate(line, start=1):
            notes.cell(row, at, text).data_type = "s"
    for sheet_row in range(1, len(lines) + 1):
        notes.cell(sheet_row, 1).font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
