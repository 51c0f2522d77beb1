"""Which schools a call goes to, and what the district knows about a school in that year."""

from datetime import date
from typing import Any

from qa.levels.queries.scope import Years, scope_of
from qa.sar.models import SarCall
from schools.models import Appointment, School, SchoolYearCount


def schools_of_call(call: SarCall, today: date) -> dict[str, list[School]]:
    """Level asked for → the schools in scope of that year and level that are still there to write, by name."""
    years = Years(call.district)
    return {
        level: [
            school
            for school in scope_of(call.district, call.academic_year, level, years=years).schools
            if school.is_open_on(today)
        ]
        for level in call.set_keys()
    }


def levels_of_school(call: SarCall, school: School, today: date) -> list[str]:
    """Levels the call asks this school for."""
    return [level for level, rows in schools_of_call(call, today).items() if any(row.pk == school.pk for row in rows)]


def basic_data(school: School, academic_year: int, today: date) -> list[dict[str, Any]]:
    """ข้อมูลพื้นฐาน as the district knows it: rows of key, label and value ("" where nobody entered it)."""
    count = SchoolYearCount.objects.filter(school=school, academic_year=academic_year).first()
    principal = (
        Appointment.objects.in_force(today)
        .filter(school=school, role="principal", person__is_active=True)
        .select_related("person")
        .order_by("acting", "pk")
        .first()
    )
    director = ""
    if principal is not None:
        acting = f" ({principal.get_acting_display()})" if principal.acting else ""
        director = f"{principal.person.full_name}{acting}"
    taught = f"{school.level_from}–{school.level_to}" if school.level_from and school.level_to else school.level_from
    rows = [
        ("name", "ชื่อโรงเรียน", school.name),
        ("code10", "รหัสโรงเรียน 10 หลัก", school.code10 or ""),
        ("smis8", "รหัส SMIS 8 หลัก", school.smis8 or ""),
        ("kind", "ประเภท", school.get_kind_display()),
        ("levels", "ระดับที่เปิดสอน", taught),
        ("place", "ที่ตั้ง", " ".join(_place(school))),
        ("cluster", "กลุ่ม/เครือข่ายโรงเรียน", str(school.cluster or "")),
        ("director", "ผู้อำนวยการโรงเรียน", director),
    ]
    names = (
        ("pre_primary", "นักเรียนก่อนประถมศึกษา (คน)"), ("primary", "นักเรียนประถมศึกษา (คน)"),
        ("lower_secondary", "นักเรียนมัธยมศึกษาตอนต้น (คน)"), ("upper_secondary", "นักเรียนมัธยมศึกษาตอนปลาย (คน)"),
        ("pupils", "นักเรียนทั้งหมด (คน)"), ("teachers", "ครู (คน)"),
    )  # fmt: skip
    rows += [(key, label, "" if count is None else str(getattr(count, key))) for key, label in names]
    return [{"key": key, "label": label, "value": value} for key, label, value in rows]


def _place(school: School) -> list[str]:
    parts = [f"ต.{school.tambon}" if school.tambon else "", f"อ.{school.amphoe}" if school.amphoe else ""]
    return [part for part in parts if part]
