"""The one sheet such a workbook has, how it is read, and the form the office fills in."""

import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from schools.importing.sheets import NOTES_SHEET, Column, Sheet
from schools.importing.workbook import Contents, read_only_sheet
from schools.models import School
from supervision.achievement.models import Paper

DISTRICT_WORD, NATIONAL_WORD = "เขต", "ประเทศ"
SHEET = Sheet(
    "results",
    "ผลการทดสอบ",
    (
        Column("school", "รหัสโรงเรียน", True, ("รหัสโรงเรียน 10 หลัก", "รหัส 10 หลัก", "รหัส SMIS", "SMIS", "รหัส")),
        Column("name", "ชื่อโรงเรียน", False, ("โรงเรียน",)),
        Column("exam", "การทดสอบ", True, ("ชนิดการทดสอบ",)),
        Column("academic_year", "ปีการศึกษา", True, ("ปี",)),
        Column("grade", "ชั้น", True, ("ระดับชั้น",)),
        Column("subject", "วิชา", True, ("วิชาหรือด้าน", "ด้าน", "กลุ่มสาระ")),
        Column("sat", "จำนวนผู้เข้าสอบ", True, ("ผู้เข้าสอบ", "จำนวนเข้าสอบ", "N")),
        Column("mean", "คะแนนเฉลี่ย", True, ("เฉลี่ย", "ค่าเฉลี่ย", "Mean")),
        Column("sd", "S.D.", False, ("SD", "ส่วนเบี่ยงเบนมาตรฐาน")),
        Column("strong", "เก่ง", False, ("กลุ่มเก่ง",)),
        Column("middle", "ปานกลาง", False, ("กลุ่มปานกลาง",)),
        Column("weak", "อ่อน", False, ("กลุ่มอ่อน",)),
    ),
)
NOTES = (
    ("รหัสโรงเรียน", "รหัส 10 หลัก หรือรหัส SMIS 8 หลัก จัดเซลล์เป็นข้อความเพื่อให้เลขศูนย์ข้างหน้าไม่หาย"),
    ("ค่าเฉลี่ยที่ประกาศ", f"ใส่คำว่า {DISTRICT_WORD} หรือ {NATIONAL_WORD} แทนรหัสโรงเรียน หมายถึงค่าเฉลี่ยของเขตพื้นที่หรือระดับประเทศ"),
    ("การทดสอบและวิชา", "ชื่อย่อหรือรหัสของการทดสอบ และชื่อวิชา ตามหน้าชนิดการทดสอบของเขต"),
    ("ปีการศึกษา", "พ.ศ. วิชาที่ไม่มีการสอบในปีนั้นจะถูกปฏิเสธ"),
    ("คะแนนเฉลี่ย", "0 ถึง 100 คะแนนเต็มอื่นให้คิดเป็นร้อยละก่อน"),
    ("เก่ง ปานกลาง อ่อน", "จำนวนคน กรอกครบทั้งสามช่องหรือเว้นว่างทั้งหมด รวมกันต้องเท่าจำนวนผู้เข้าสอบ"),
    ("แถวที่ไม่กรอก", "แถวที่ไม่มีตัวเลขเลยจะไม่ถูกอ่าน ไม่ต้องลบ"),
    ("โรงเรียนและชั้น", "แบบว่างมีเฉพาะชั้นที่โรงเรียนเปิดสอนตามทะเบียนโรงเรียน ชั้นที่เคยเปิดสอนเพิ่มแถวเองได้"),
    ("แถวที่ซ้ำ", "โรงเรียนเดียวกัน วิชาเดียวกัน ปีเดียวกัน มีได้แถวเดียว แถวที่ซ้ำถูกปฏิเสธทั้งสองแถว"),
)


def read(data: bytes, *, name: str = "") -> Contents:
    """The sheet of an .xlsx file under the key "results", named as it is in the file."""
    return read_only_sheet(data, SHEET, name=name)


def _text(page: Any, words: str) -> Any:
    """A cell whose words stay words: openpyxl takes those that begin with = for a formula."""
    cell = WriteOnlyCell(page, words)
    cell.data_type = "s"
    return cell


def template(papers: Iterable[Paper], year: int, schools: Iterable[School]) -> bytes:
    """A workbook with a line for each school and paper of the year (พ.ศ.) it teaches the grade of, lines for district
    and country, and notes."""
    book = Workbook(write_only=True)
    page = book.create_sheet(SHEET.title)
    page.freeze_panes = "A2"
    for at, width in enumerate((16, 36, 14, 12, 8, 22, 16, 12, 10, 8, 10, 8), start=1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.append([column.title for column in SHEET.columns])
    wanted = list(papers)
    lines = [
        (school.code10 or school.smis8 or "", school.name, [paper for paper in wanted if school.teaches(paper.grade)])
        for school in schools
    ]
    lines += [(DISTRICT_WORD, "ค่าเฉลี่ยระดับเขตพื้นที่", wanted), (NATIONAL_WORD, "ค่าเฉลี่ยระดับประเทศ", wanted)]
    for code, label, of_it in lines:
        for paper in of_it:
            words = (code, label, paper.exam.short_name, year, paper.grade, paper.subject)
            page.append([_text(page, one) if isinstance(one, str) else one for one in words])
    notes = book.create_sheet(NOTES_SHEET)
    notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = 24, 100
    for line in NOTES:
        notes.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
