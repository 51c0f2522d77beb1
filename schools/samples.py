"""The project's own sample workbooks: a clean office, and one with faults that names them in its last sheet.

`manage.py sample_workbooks DIR` writes both; those in schools/data/ are what it writes.
"""

import copy
import io
from datetime import date
from typing import Any

from openpyxl import load_workbook

from schools.demo_rows import FIRST_OFFICE, Row, rows_of
from schools.exporting import workbook
from schools.importing.result import DEPENDENT, STATUS_LABELS
from schools.importing.sheets import SHEETS

# A fixed day, so the files are the same whenever they are written: Wednesday 17 July 2567, first term.
DAY = date(2024, 7, 17)
FAULTS_SHEET = "ข้อผิดพลาดที่ต้องพบ"
TITLES = {sheet.key: sheet.title for sheet in SHEETS}
Fault = tuple[str, int, str]


def clean_rows() -> dict[str, list[Row]]:
    return rows_of(FIRST_OFFICE, DAY)


def clean_workbook() -> bytes:
    return workbook(clean_rows())


def faulty_rows() -> tuple[dict[str, list[Row]], list[Fault]]:
    """The first rows of the clean office with one fault a row, and (sheet, row, reason) of each."""
    whole = copy.deepcopy(clean_rows())
    schools = whole["schools"][:16]
    codes = {school["code10"] for school in schools[10:]}
    people = [row for row in whole["people"] if row["place"] == "สำนักงาน"][:20]
    teachers = [row for row in whole["people"] if row["place"] in codes and not row.get("email")][:4]
    emails = {row["email"] for row in people}
    rows = {
        "schools": schools,
        "counts": whole["counts"][10:14],
        "people": [*people, *teachers],
        "assignments": [row for row in whole["assignments"] if row["email"] in emails][:14],
    }
    faults: list[Fault] = []

    def spoil(sheet: str, at: int, reason: str, **values: Any) -> None:
        rows[sheet][at].update(values)
        faults.append((TITLES[sheet], at + 2, reason))

    leans = STATUS_LABELS[DEPENDENT]
    spoil("schools", 1, "รหัสโรงเรียนซ้ำกับแถวที่ 2", code10=schools[0]["code10"])
    spoil("schools", 2, "รหัสโรงเรียนไม่ครบ 10 หลัก", code10="10990")
    spoil("schools", 3, "ไม่มีชื่อโรงเรียน", name="")
    spoil("schools", 4, "จำนวนนักเรียนติดลบ", primary=-5)
    spoil("schools", 5, "จำนวนนักเรียนไม่ใช่ตัวเลข", primary="สิบสอง")
    spoil("schools", 6, "ช่วงระดับที่เปิดสอนกลับด้าน", levels="ป.6-อ.1")
    spoil("schools", 7, "ละติจูดนอกช่วง", latitude=171.0)
    spoil("schools", 8, "ปีการศึกษาไม่ใช่ พ.ศ.", academic_year=2024)
    spoil("schools", 9, "สถานะไม่รู้จัก", status="ย้าย")
    schools[10]["name"] = '=HYPERLINK("http://127.0.0.1/","โรงเรียน")'
    schools[11] |= {"primary": "๑๒๐", "name": f"  {schools[11]['name']}  "}
    spoil("counts", 0, "จำนวนครูไม่ใช่จำนวนเต็ม", teachers=2.5)
    spoil("counts", 1, f"{leans} (โรงเรียน แถวที่ 9)", school=schools[7]["code10"])
    spoil("people", 0, "อีเมลไม่ถูกต้อง", email="ไม่ใช่อีเมล")
    spoil("people", 3, "วันสิ้นสุดก่อนวันเริ่ม", ends_on=date(2020, 1, 1))
    spoil("people", 4, "บทบาทไม่รู้จัก", role="ธุระการ")
    spoil("people", 5, "อีเมลซ้ำกับแถวที่ 3", email=people[1]["email"])
    spoil("people", 17, "ไม่มีวันเริ่ม", starts_on=None)
    spoil("people", 18, "บทบาทนี้ต้องสังกัดสำนักงาน", place=schools[0]["code10"])
    spoil("people", 20, f"{leans} (โรงเรียน แถวที่ 9)", place=schools[7]["code10"])
    spoil("people", 21, "ไม่พบโรงเรียน", place="1099999999")
    spoil("assignments", 1, "ไม่พบกลุ่มโรงเรียน", kind="กลุ่มโรงเรียน", target="กลุ่มโรงเรียนที่ 99")
    spoil("assignments", 3, "ไม่พบบุคคล", email="nobody@example.org")
    spoil("assignments", 4, "ประเภทการมอบหมายไม่รู้จัก", kind="อำเภอ")
    spoil("assignments", 5, f"{leans} (บุคลากร แถวที่ 2)", email="ไม่ใช่อีเมล")
    return rows, faults


def faulty_workbook() -> bytes:
    rows, faults = faulty_rows()
    book = load_workbook(io.BytesIO(workbook(rows)))
    page = book.create_sheet(FAULTS_SHEET)
    page.append(["ชีต", "แถว", "ข้อผิดพลาด"])
    for fault in faults:
        page.append(fault)
    # openpyxl reads our text back as text, but writes what begins with = as a formula again.
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES = {"district-sample.xlsx": clean_workbook, "district-faulty.xlsx": faulty_workbook}
