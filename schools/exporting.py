"""Writes the workbook that `schools.importing` reads: an office's data, or the empty form with notes.

What is exported imports again without a change. Text stays text, whatever it begins with.
"""

import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from accounts.roles import ROLES, SCHOOL
from core import audit
from core.errors import NotAllowed
from core.pointers import Pointer
from schools.importing.service import may_import
from schools.importing.sheets import ASSIGNMENTS, COUNT_KEYS, COUNTS, NOTES_SHEET, PEOPLE, SCHOOLS, SHEETS, Sheet
from schools.models import Appointment, Assignment, District, Person, School, SchoolYearCount

# The Thai calendar as Excel writes it: the cell holds a date, the screen shows พ.ศ.
THAI_DATE = "[$-107041E]d mmm yyyy"
LIST_ROWS = 2000
Rows = Mapping[str, Iterable[Mapping[str, Any]]]

NOTES = (
    ("ไฟล์นี้", "ชีต โรงเรียน จำนวนรายปี บุคลากร และ การมอบหมาย มีหรือไม่มีชีตใดก็ได้ ชีตอื่นจะไม่อ่าน"),
    ("หัวตาราง", "อยู่แถวที่ 1 แถวเดียว สลับลำดับคอลัมน์ได้ คอลัมน์ที่ไม่รู้จักจะไม่อ่าน"),
    ("ช่องว่าง", "ช่องที่เว้นว่างคงค่าเดิมไว้ ใส่ - เมื่อต้องการลบข้อความเดิม"),
    ("รหัส", "เก็บเป็นข้อความ เลขศูนย์ข้างหน้าไม่หาย ใช้เลขไทยหรือเลขอารบิกก็ได้"),
    ("วันที่", "พิมพ์เป็น พ.ศ. เช่น 1 ต.ค. 2566 หรือ 1/10/2566 หรือใช้เซลล์วันที่ของ Excel"),
    ("บุคคลเดียวหลายบทบาท", "ใช้หลายแถวด้วยอีเมลและชื่อเดียวกัน"),
    ("ครูที่ไม่มีบัญชี", "เว้นอีเมลว่าง บทบาท ครู และใส่รหัสโรงเรียนในสังกัด"),
    ("ซ้อมก่อนเสมอ", "ระบบจะบอกทุกแถวว่าจะสร้าง เปลี่ยน คงเดิม หรือปฏิเสธเพราะอะไร ก่อนยืนยันนำเข้า"),
)


def _choices(sheet: Sheet, key: str) -> tuple[str, ...]:
    if (sheet, key) == (PEOPLE, "role"):
        return tuple(role.thai for role in ROLES.values())
    return sheet.column(key).choices


def _write_cell(cell: Any, value: Any) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes text beginning with = for a formula
        if value.isdigit():
            cell.number_format = "@"
    elif isinstance(value, date):
        cell.number_format = THAI_DATE


def _write_sheet(book: Workbook, sheet: Sheet, rows: Iterable[Mapping[str, Any]]) -> None:
    page = book.create_sheet(sheet.title)
    for at, column in enumerate(sheet.columns, start=1):
        cell = page.cell(1, at, column.title)
        cell.font = Font(bold=True)
        letter = get_column_letter(at)
        page.column_dimensions[letter].width = max(12, min(40, len(column.title) + 6))
        if choices := _choices(sheet, column.key):
            allowed = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
            allowed.error, allowed.showErrorMessage = "เลือกจากรายการ", False
            page.add_data_validation(allowed)
            allowed.add(f"{letter}2:{letter}{LIST_ROWS}")
    page.freeze_panes = "A2"
    for number, row in enumerate(rows, start=2):
        for at, column in enumerate(sheet.columns, start=1):
            if (value := row.get(column.key)) not in (None, ""):
                _write_cell(page.cell(number, at), value)


def _write_notes(book: Workbook) -> None:
    page = book.create_sheet(NOTES_SHEET)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width, page.column_dimensions["C"].width = 24, 28, 90
    lines: list[tuple[str, str, str]] = [(title, "", text) for title, text in NOTES]
    for sheet in SHEETS:
        for column in sheet.columns:
            told = [column.note, "คอลัมน์นี้ต้องมี" if column.required else ""]
            if choices := _choices(sheet, column.key):
                told.append(f"เลือกจาก: {', '.join(choices)}")
            lines.append((f"ชีต {sheet.title}", column.title, " · ".join(part for part in told if part)))
    for number, line in enumerate(lines, start=1):
        for at, text in enumerate(line, start=1):
            _write_cell(page.cell(number, at), text)
            page.cell(number, at).alignment = Alignment(wrap_text=True, vertical="top")


def workbook(rows: Rows) -> bytes:
    """An .xlsx with every known sheet; `rows` maps sheet keys to rows of column keys."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in SHEETS:
        _write_sheet(book, sheet, rows.get(sheet.key, ()))
    _write_notes(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def template() -> bytes:
    """The empty form: headers, lists to choose from, notes."""
    return workbook({})


def export_district(district: District, *, actor: Any) -> bytes:
    """Everything the import can bring, as it stands now; leaves a trace, since it holds people's addresses."""
    if not may_import(actor, district):
        raise NotAllowed("ไม่มีสิทธิ์ส่งออกข้อมูลของเขตนี้")
    data = workbook(district_rows(district))
    audit.record_read(
        actor=actor,
        action="export.taken",
        target=Pointer("district", str(district.pk), district.name),
        district_code=district.code,
    )
    return data


def district_rows(district: District) -> dict[str, list[dict[str, Any]]]:
    latest: dict[int, SchoolYearCount] = {}
    earlier: list[SchoolYearCount] = []
    counts = SchoolYearCount.objects.filter(school__district=district).select_related("school")
    for count in counts.order_by("school__name_sort", "school_id", "-academic_year"):
        if count.school_id in latest:
            earlier.append(count)
        else:
            latest[count.school_id] = count
    schools = School.objects.of_district(district).select_related("cluster", "amphoe").order_by("name_sort", "pk")
    return {
        SCHOOLS.key: [_school(school, latest.get(school.pk)) for school in schools],
        COUNTS.key: [{"school": _code(count.school), **_numbers(count)} for count in earlier],
        PEOPLE.key: list(_people(district)),
        ASSIGNMENTS.key: list(_assignments(district)),
    }


def _code(school: School) -> str:
    return school.code10 or school.smis8 or school.name


def _numbers(count: SchoolYearCount) -> dict[str, Any]:
    return {"academic_year": count.academic_year, **{key: getattr(count, key) for key in COUNT_KEYS}}


def _school(school: School, count: SchoolYearCount | None) -> dict[str, Any]:
    return {
        "code10": school.code10,
        "smis8": school.smis8,
        "name": school.name,
        "cluster": school.cluster.name if school.cluster else "",
        "amphoe": school.amphoe.name if school.amphoe else "",
        "tambon": school.tambon,
        "kind": school.get_kind_display(),
        "levels": f"{school.level_from}-{school.level_to}" if school.level_from and school.level_to else "",
        "latitude": float(school.latitude) if school.latitude is not None else None,
        "longitude": float(school.longitude) if school.longitude is not None else None,
        "status": school.get_status_display(),
        **(_numbers(count) if count else {}),
    }


def _people(district: District) -> Iterable[dict[str, Any]]:
    held: dict[int, list[Appointment]] = {}
    for appointment in Appointment.objects.of_district(district).select_related("school").order_by("starts_on", "pk"):
        held.setdefault(appointment.person_id, []).append(appointment)
    people = Person.objects.of_district(district).working().select_related("school", "user")
    for person in people.order_by("school__name_sort", "name_sort", "pk"):
        who = {
            "email": person.email or (person.user.email if person.user else ""),
            "prefix": person.prefix,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "position": person.position,
            "standing": person.standing,
            "phone": person.phone,
        }
        place = _code(person.school) if person.school else "สำนักงาน"
        if not who["email"]:
            yield {**who, "place": place, "role": ROLES["school_staff"].thai if person.school else ""}
            continue
        mine = held.get(person.pk, [])
        last = next((row.school for row in reversed(mine) if ROLES[row.role].level == SCHOOL), None)
        if not mine or (last.pk if last else None) != person.school_id:
            yield {**who, "place": place}
        for row in mine:
            yield {
                **who,
                "role": ROLES[row.role].thai,
                "place": _code(row.school) if row.school else "สำนักงาน",
                "starts_on": row.starts_on,
                "ends_on": row.ends_on,
                "acting": row.get_acting_display() if row.acting else "",
                "order_reference": row.order_reference,
            }


def _assignments(district: District) -> Iterable[dict[str, Any]]:
    rows = Assignment.objects.of_district(district).filter(person__is_active=True)
    related = ("person__user", "work_group", "cluster", "school", "subject_group", "project")
    for row in rows.select_related(*related).order_by("person__name_sort", "kind", "starts_on", "pk"):
        email = row.person.email or (row.person.user.email if row.person.user else "")
        if email:
            yield {
                "email": email,
                "kind": row.get_kind_display(),
                "target": _code(row.school) if row.school else str(row.target),
                "starts_on": row.starts_on,
                "ends_on": row.ends_on,
                "note": row.note,
            }
