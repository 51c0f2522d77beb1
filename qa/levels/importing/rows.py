"""Rehearses the rows: which school, which standard, which level of the scale, and what that changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from core.thai.dates import thai_date
from qa.levels.importing.sheet import SHEET
from qa.levels.models import SchoolLevel
from qa.levels.queries.scope import Scope, Years, counts_of, scope_from, teaching_schools, was_open
from qa.levels.queries.sets import (
    NOT_ASSESSED,
    NOT_ASSESSED_WORDS,
    sets_with_word,
    word_level,
    words_of,
)
from qa.standards.models import EducationLevel, ScaleLevel, Standard, StandardSet
from schools.importing import cells
from schools.importing.result import CHANGED, CREATED, UNCHANGED, Change, Row
from schools.importing.school_rows import Reader
from schools.importing.sheets import folded
from schools.importing.workbook import SheetRows
from schools.models import District, School

WHOLE = frozenset(folded(word) for word in ("ภาพรวม", "โดยรวม", "รวม", "สรุป", "-"))
Key = tuple[int, int | None]


@dataclass
class Wanted:
    """What one sound row asks for; the real run writes it."""

    school: School
    standard: Standard | None
    scale_level: ScaleLevel | None
    reason: str


@dataclass
class Office:
    """What the office holds for one year, level and source, read once in a fixed number of queries."""

    district: District
    academic_year: int
    level: str
    source: str
    set: StandardSet
    scale: list[ScaleLevel] = field(default_factory=list)
    wanted: dict[Key, Wanted] = field(default_factory=dict)
    seen: dict[Key, Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.span = Years(self.district).span(self.academic_year)
        self.scale = list(self.set.scale.all())
        self.standards = list(self.set.standards.all())
        counts = counts_of(self.district, self.level, [self.academic_year]).get(self.academic_year, {})
        teaching = teaching_schools(self.district, self.level)
        self.scope: Scope = scope_from(teaching, self.span, counts)
        self.teaching = {school.pk for school in teaching}
        self.codes: dict[str, set[School]] = {}
        self.schools = {school.pk: school for school in School.objects.of_district(self.district)}
        for school in self.schools.values():
            for code in (school.code10, school.smis8):
                if code:
                    self.codes.setdefault(code, set()).add(school)
        self.held: dict[Key, SchoolLevel] = {}
        self.other_set: dict[int, list[SchoolLevel]] = {}
        rows = SchoolLevel.objects.filter(
            school__district=self.district, academic_year=self.academic_year, level=self.level, source=self.source
        )
        for row in rows.select_related("scale_level", "set", "standard"):
            if row.set_id == self.set.pk:
                self.held[row.school_id, row.standard_id] = row
            else:
                self.other_set.setdefault(row.school_id, []).append(row)

    def school_called(self, value: Any) -> tuple[School | None, str]:
        """The school a code means, or why none does. A number cell drops its leading zeros: they are put back."""
        code = cells.text(value).replace(" ", "")
        found = self.codes.get(code, set())
        if not found and code.isdigit():
            found = self.codes.get(code.zfill(10), set()) | self.codes.get(code.zfill(8), set())
        if len(found) > 1:
            return None, f"รหัส {code} ตรงกับหลายโรงเรียน: {', '.join(sorted(one.name for one in found))}"
        return next(iter(found), None), "ไม่พบโรงเรียนรหัสนี้ในเขต"

    def standard_called(self, value: Any) -> Standard | None:
        word = folded(cells.text(value, most=1000))
        for prefix in ("มาตรฐานที่", "มาตรฐาน", "ประเด็นที่", "ประเด็น", "ข้อ"):
            word = word.removeprefix(prefix)
        for one in self.standards:
            if word in (folded(one.number), folded(one.title), folded(f"{one.number}{one.title}")):
                return one
        return None


def rehearse_rows(office: Office, sheet: SheetRows) -> list[Row]:
    """Every row with what it would do; `office.wanted` then holds the sound ones."""
    rows = [_row(office, sheet.sheet.title, number, raw) for number, raw in sheet.rows]
    office.wanted = {key: wanted for key, wanted in office.wanted.items() if office.seen[key].imported}
    return rows


def _row(office: Office, title: str, number: int, raw: dict[str, Any]) -> Row:
    row = Row(title, number)
    reader = Reader(SHEET, row, raw)
    school = _school(office, reader)
    row.label = school.name if school else (reader.text("name") or _shown(raw.get("school")))
    standard = _standard(office, reader)
    if standard:
        row.label = f"{row.label} · {standard.number}"
    known, scale_level = _level(office, reader)
    reason = reader.text("reason", most=2000) or ""
    if school is None or (standard is None and reader.has("standard") and not _is_whole(raw["standard"])):
        return row
    key = (school.pk, standard.pk if standard else None)
    before = office.seen.get(key)
    if before is not None:
        which = f"ของ “{standard.number}” " if standard else ""
        reader.refuse("school", f"โรงเรียนนี้ซ้ำ {which}กับแถวที่ {before.number}")
        before.refuse(SHEET.title_of("school"), f"โรงเรียนนี้ซ้ำ {which}กับแถวที่ {number}")
        return row
    office.seen[key] = row
    if known and row.imported:
        office.wanted[key] = Wanted(school, standard, scale_level, reason)
        _compare(office, row, key, scale_level, reason)
    return row


def _shown(value: Any) -> str:
    return "" if value is None else str(value)[:80]


def _is_whole(value: Any) -> bool:
    return folded(value) in WHOLE


def _school(office: Office, reader: Reader) -> School | None:
    if not reader.has("school"):
        reader.refuse("school", "ไม่มีรหัสโรงเรียน")
        return None
    school, why = office.school_called(reader.raw["school"])
    if school is None:
        reader.refuse("school", why)
    elif school.pk not in office.teaching:
        reader.refuse("school", f"โรงเรียนนี้ไม่ได้เปิดสอนระดับ{EducationLevel(office.level).label}")
    elif not was_open(school, office.span):
        reader.refuse("school", _closed(school, office))
    return school


def _closed(school: School, office: Office) -> str:
    if school.closed_on and school.closed_on <= office.span[0]:
        why = f"ปิดหรือรวมแล้วเมื่อ {thai_date(school.closed_on, 'short')}"
    elif school.opened_on and school.opened_on > office.span[1]:
        why = f"เปิดเมื่อ {thai_date(school.opened_on, 'short')}"
    else:
        why = f"มีสถานะ “{school.get_status_display()}” ที่ไม่มีวันที่มีผล"
    return f"โรงเรียนนี้ไม่ได้เปิดสอนในปีการศึกษา {office.academic_year}: {why}"


def _standard(office: Office, reader: Reader) -> Standard | None:
    if not reader.has("standard") or _is_whole(reader.raw["standard"]):
        return None
    found = office.standard_called(reader.raw["standard"])
    if found is None:
        known = (
            f"มี {', '.join(one.number for one in office.standards if one.parent_id is None)}"
            if office.standards
            else ""
        )
        why = known or "ชุดนี้ไม่มีรายมาตรฐาน เว้นว่างไว้หมายถึงระดับโดยรวม"
        reader.refuse("standard", f"ไม่พบมาตรฐานนี้ในชุด “{office.set}” ({why})")
    return found


def _level(office: Office, reader: Reader) -> tuple[bool, ScaleLevel | None]:
    """(whether the cell says something, the level it says; None is ไม่ประเมิน)."""
    if not reader.has("level"):
        reader.refuse("level", f"ไม่มีระดับ ถ้าไม่ได้ประเมินให้ใส่ “{NOT_ASSESSED}”")
        return False, None
    value = reader.raw["level"]
    if folded(value) in NOT_ASSESSED_WORDS:
        return True, None
    found = word_level(office.scale, value)
    if found is None:
        reader.refuse("level", _other_scale(office, value))
    return found is not None, found


def _other_scale(office: Office, value: Any) -> str:
    word = str(value).strip()[:60]
    others = sets_with_word(office.district, value, but=office.set)
    said = f"ระดับของชุด “{office.set}” คือ {words_of(office.scale)}"
    if not others:
        return f"ไม่รู้จักระดับ “{word}” {said}"
    return f"“{word}” เป็นคำของสเกลอื่น (ชุด “{others[0]}”) {said}"


def _compare(office: Office, row: Row, key: Key, scale_level: ScaleLevel | None, reason: str) -> None:
    word = scale_level.word if scale_level else NOT_ASSESSED
    held = office.held.get(key)
    elsewhere = office.other_set.get(key[0], [])
    if held is None:
        row.status = CREATED
        if elsewhere:
            row.status = CHANGED
            row.changes.append(Change("ชุดมาตรฐาน", f"{elsewhere[0].set} ({len(elsewhere)} รายการ)", str(office.set)))
            row.changes.append(Change("ระดับ", _of(elsewhere, key[1]), word))
        else:
            row.changes.append(Change("ระดับ", "", word))
        return
    old = held.scale_level.word if held.scale_level else NOT_ASSESSED
    if old != word:
        row.changes.append(Change("ระดับ", old, word))
        if held.mean is not None:
            row.changes.append(Change("ค่าเฉลี่ย", f"{held.mean:.2f}", "-"))
    if reason != held.reason and (reason or old != word):
        row.changes.append(Change("เหตุผล", held.reason, reason))
    if row.changes and held.origin.startswith("sar:"):
        # A level the office accepted with its paper must not change without being noticed.
        row.changes.append(Change("ได้จาก", "SAR ที่สำนักงานรับแล้ว", "ไฟล์นี้"))
    row.status = CHANGED if row.changes else UNCHANGED


def _of(rows: Iterable[SchoolLevel], standard: int | None) -> str:
    found = next((row for row in rows if row.standard_id == standard), None)
    if found is None:
        return ""
    return found.scale_level.word if found.scale_level else NOT_ASSESSED
