"""Import workbooks of a few rows."""

import io
from typing import Any

from openpyxl import Workbook

from schools.importing.sheets import ASSIGNMENTS, COUNTS, PEOPLE, SCHOOLS, Sheet

SCHOOL = {
    "code10": "1042500001", "smis8": "42030001", "name": "โรงเรียนบ้านนาดี", "cluster": "กลุ่มโรงเรียนที่ 1",
    "amphoe": "ภูหมอก", "kind": "ประถมศึกษา", "levels": "อ.2-ป.6", "academic_year": 2567, "pre_primary": 10,
    "primary": 60, "lower_secondary": 0, "teachers": 5, "latitude": 17.2, "longitude": 101.3, "status": "เปิด",
}  # fmt: skip
PERSON = {
    "email": "sup@example.org", "first_name": "ศึกษานิเทศก์", "last_name": "คนที่ 1", "position": "ศึกษานิเทศก์",
    "role": "ศึกษานิเทศก์", "place": "สำนักงาน", "starts_on": "1 ต.ค. 2566",
}  # fmt: skip
TASK = {"email": "sup@example.org", "kind": "กลุ่มโรงเรียน", "target": "กลุ่มโรงเรียนที่ 1", "starts_on": "1 ต.ค. 2566"}


def _fill(book: Workbook, sheet: Sheet, rows: list[dict[str, Any]]) -> None:
    page = book.create_sheet(sheet.title)
    keys = [column.key for column in sheet.columns]
    page.append([column.title for column in sheet.columns])
    for row in rows:
        page.append([row.get(key) for key in keys])
        for cell in page[page.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def raw(sheets: dict[str, list[list[Any]]]) -> bytes:
    """A workbook of bare rows by sheet title, header included."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    return saved(book)


def workbook(
    *,
    schools: list[dict[str, Any]] | None = None,
    people: list[dict[str, Any]] | None = None,
    assignments: list[dict[str, Any]] | None = None,
    counts: list[dict[str, Any]] | None = None,
) -> bytes:
    """Rows are given as changes to SCHOOL, PERSON and TASK; a sheet that is None is left out."""
    book = Workbook()
    book.remove(book.active)
    for sheet, base, rows in (
        (SCHOOLS, SCHOOL, schools),
        (COUNTS, {}, counts),
        (PEOPLE, PERSON, people),
        (ASSIGNMENTS, TASK, assignments),
    ):
        if rows is not None:
            _fill(book, sheet, [{**base, **row} for row in rows])
    return saved(book)
