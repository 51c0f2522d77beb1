"""Rehearses the sheets โรงเรียน and จำนวนรายปี: each row against the school it means, and the rows before it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from core.errors import DomainError
from schools.importing import cells
from schools.importing.office import Office, SchoolDraft
from schools.importing.result import CHANGED, CREATED, Change, Row, differences
from schools.importing.sheets import COUNT_KEYS, COUNTS, SCHOOLS, Sheet, folded
from schools.importing.workbook import SheetRows
from schools.models import School

T = TypeVar("T")

KINDS = {folded(kind.label): kind.value for kind in School.Kind} | {
    folded("ขยายโอกาสทางการศึกษา"): School.Kind.EXPANDED.value,
    folded("ประถม"): School.Kind.PRIMARY.value,
    folded("มัธยม"): School.Kind.SECONDARY.value,
}
STATUSES = {folded(status.label): status.value for status in School.Status} | {
    folded("เปิดสอน"): School.Status.OPEN.value
}
# Fields of a school in the order a rehearsal names their changes.
PLAIN = ("code10", "smis8", "name", "tambon", "kind", "latitude", "longitude")
TITLES = {key: SCHOOLS.title_of(key) for key in PLAIN} | {"level_from": "เปิดสอนตั้งแต่", "level_to": "เปิดสอนถึง"}


class Reader:
    """Reads the cells of one row and notes what it refuses; an empty or missing cell gives no value."""

    def __init__(self, sheet: Sheet, row: Row, raw: dict[str, Any]) -> None:
        self.sheet, self.row, self.raw = sheet, row, raw

    def has(self, key: str) -> bool:
        return not cells.is_blank(self.raw.get(key))

    def refuse(self, key: str, reason: str) -> None:
        self.row.refuse(self.sheet.title_of(key), reason)

    def get(self, key: str, read: Callable[[Any], Any], *, empty: Any = None) -> Any:
        """The value read, `empty` where the cell clears the field (-), None where it is blank or refused."""
        if not self.has(key):
            return None
        if cells.is_nothing(self.raw[key]):
            return empty
        try:
            return read(self.raw[key])
        except DomainError as error:
            self.refuse(key, error.message)
            return None

    def text(self, key: str, *, most: int = 200) -> str | None:
        found: str | None = self.get(key, lambda value: cells.text(value, most=most), empty="")
        return found

    def words(self, key: str, known: Mapping[str, T], reason: str) -> T | None:
        if not self.has(key):
            return None
        found = known.get(folded(self.raw[key]))
        if found is None:
            self.refuse(key, reason)
        return found


def _counts(reader: Reader) -> dict[str, int]:
    found = {}
    for key in COUNT_KEYS:
        what = "จำนวนครู" if key == "teachers" else "จำนวนนักเรียน"
        value = reader.get(key, partial(cells.whole, what=what), empty=0)
        if value is not None:
            found[key] = value
    return found


def rehearse_schools(office: Office, sheet: SheetRows) -> list[Row]:
    rows = [_school_row(office, number, raw) for number, raw in sheet.rows]
    for row, (_, raw) in zip(rows, sheet.rows, strict=True):
        if not row.imported:
            _remember_refused(office, row, raw)
    return rows


def _remember_refused(office: Office, row: Row, raw: dict[str, Any]) -> None:
    for key in ("code10", "smis8", "name"):
        if word := folded(raw.get(key) if raw.get(key) is not None else ""):
            office.refused_schools.setdefault(word, row)
            if key == "code10" and isinstance(raw[key], float):
                office.refused_schools.setdefault(folded(int(raw[key])), row)
    if word := folded(raw.get("cluster") or ""):
        office.refused_clusters.setdefault(word, row)


def _school_row(office: Office, number: int, raw: dict[str, Any]) -> Row:
    row = Row(SCHOOLS.title, number)
    reader = Reader(SCHOOLS, row, raw)
    values = {
        "code10": reader.get("code10", lambda value: cells.code(value, 10, "รหัสโรงเรียนไม่ครบ 10 หลัก")),
        "smis8": reader.get("smis8", lambda value: cells.code(value, 8, "รหัส SMIS ไม่ครบ 8 หลัก")),
        "name": reader.text("name"),
        "tambon": reader.text("tambon", most=100),
        "kind": reader.words("kind", KINDS, "ประเภทโรงเรียนไม่รู้จัก"),
        "latitude": reader.get("latitude", lambda value: cells.degree(value, cells.LATITUDES, "ละติจูด")),
        "longitude": reader.get("longitude", lambda value: cells.degree(value, cells.LONGITUDES, "ลองจิจูด")),
    }
    cluster = reader.text("cluster", most=150)
    amphoe = reader.text("amphoe", most=100)
    levels = reader.get("levels", cells.levels, empty=("", ""))
    status = reader.words("status", STATUSES, "สถานะไม่รู้จัก")
    year = reader.get("academic_year", cells.be_year)
    counts = _counts(reader)
    if not values["name"]:
        reader.refuse("name", "ไม่มีชื่อโรงเรียน")
    row.label = values["name"] or cells.text(raw.get("code10"))
    if counts and year is None and not reader.has("academic_year"):
        reader.refuse("academic_year", "มีจำนวนนักเรียนหรือครูแต่ไม่มีปีการศึกษา")
    draft = None
    try:
        draft = _find(office, reader, values)
    except DomainError as error:
        reader.refuse(error.field or "name", error.message)
    if not row.imported:
        return row
    draft = draft or SchoolDraft(values["name"])
    school = draft.school
    if school and status and status != school.status:
        reader.refuse(
            "status",
            f"โรงเรียนนี้มีสถานะ “{school.get_status_display()}” การเปลี่ยนสถานะต้องทำที่หน้าโรงเรียนเพราะต้องมีวันที่มีผล",
        )
        return row
    new = {key: value for key, value in values.items() if value is not None}
    if levels is not None:
        new["level_from"], new["level_to"] = levels
    if school is None and status:
        new["status"] = status
    _plan(office, row, draft, new, (cluster, amphoe))
    if counts and year is not None:
        _plan_counts(office, row, draft, year, counts)
    row.status = CREATED if school is None else CHANGED if row.changes else row.status
    return row


def _find(office: Office, reader: Reader, values: dict[str, Any]) -> SchoolDraft | None:
    """The existing school this row means, None for a new one; DomainError when it means none for certain."""
    by_code = office.by_code10.get(values["code10"]) if values["code10"] else None
    by_smis = office.by_smis8.get(values["smis8"]) if values["smis8"] else None
    if by_code and by_code.row:
        raise DomainError(f"รหัสโรงเรียนซ้ำกับแถวที่ {by_code.row.number}", field="code10")
    if by_smis and by_smis.row:
        raise DomainError(f"รหัส SMIS ซ้ำกับแถวที่ {by_smis.row.number}", field="smis8")
    if by_code and by_smis and by_code is not by_smis:
        raise DomainError(f"รหัส SMIS นี้เป็นของ {by_smis.name}", field="smis8")
    if by_smis and by_smis.school and values["code10"] and by_smis.school.code10 not in (None, values["code10"]):
        raise DomainError(f"รหัส SMIS นี้เป็นของ {by_smis.name} รหัส {by_smis.school.code10}", field="smis8")
    found = by_code or by_smis
    if found or values["code10"] or values["smis8"] or not values["name"] or reader.row.faults:
        return found
    named = office.by_name.get(folded(values["name"]), [])
    if len(named) > 1:
        raise DomainError("มีโรงเรียนชื่อนี้มากกว่าหนึ่งแห่ง ต้องระบุรหัสโรงเรียน", field="name")
    if named and named[0].row:
        raise DomainError(f"ชื่อโรงเรียนซ้ำกับแถวที่ {named[0].row.number} ต้องระบุรหัสโรงเรียน", field="name")
    return named[0] if named else None


def _plan(
    office: Office, row: Row, draft: SchoolDraft, new: dict[str, Any], places: tuple[str | None, str | None]
) -> None:
    """`new` are the school's own fields; `places` the names of its cluster and อำเภอ, None where the row has none."""
    school, (cluster, amphoe) = draft.school, places
    draft.row = row
    office.index(draft, new.get("code10"), new.get("smis8"), new.get("name", draft.name))
    if cluster and folded(cluster) not in office.clusters:
        office.new_clusters.add(next((n for n in office.new_clusters if folded(n) == folded(cluster)), cluster))
    if school is not None:
        row.changes += _changes(office, school, new, places)

    def act(run: Any) -> None:
        run.save_school(draft, new, cluster, amphoe)

    if school is None or row.changes:
        row.act = act


def _changes(
    office: Office, school: School, new: dict[str, Any], places: tuple[str | None, str | None]
) -> list[Change]:
    def word(name: str, value: Any) -> Any:
        return dict(School.Kind.choices).get(value, value) if name == "kind" else value

    pairs = [
        (title, word(name, getattr(school, name)), word(name, new[name]))
        for name, title in TITLES.items()
        if name in new
    ]
    cluster, amphoe = places
    for title, old, name in (
        (office.settings.cluster_label, school.cluster, cluster),
        (SCHOOLS.title_of("amphoe"), school.amphoe, amphoe),
    ):
        if name is not None and folded(old.name if old else "") != folded(name):
            pairs.append((title, old.name if old else "", name))
    return differences(pairs)


def _plan_counts(office: Office, row: Row, draft: SchoolDraft, year: int, counts: dict[str, int]) -> None:
    draft.count_years[year] = row
    stored = office.counts.get((draft.school.pk, year)) if draft.school else None
    if draft.school is not None:
        pairs = [
            (f"{COUNTS.title_of(key)} {year}", getattr(stored, key) if stored else None, value)
            for key, value in counts.items()
        ]
        changes = differences(pairs)
        if stored and not changes:
            return
        row.changes += changes
    before = row.act

    def act(run: Any) -> None:
        if before:
            before(run)
        run.save_counts(draft, year, counts)

    row.act = act


def rehearse_counts(office: Office, sheet: SheetRows) -> list[Row]:
    return [_count_row(office, number, raw) for number, raw in sheet.rows]


def _count_row(office: Office, number: int, raw: dict[str, Any]) -> Row:
    row = Row(COUNTS.title, number)
    reader = Reader(COUNTS, row, raw)
    found = office.school_called(raw.get("school")) if reader.has("school") else None
    year = reader.get("academic_year", cells.be_year)
    counts = _counts(reader)
    row.label = found.name if isinstance(found, SchoolDraft) else cells.text(raw.get("school"))
    if not reader.has("school"):
        reader.refuse("school", "ไม่มีรหัสโรงเรียน")
    elif found is None:
        reader.refuse("school", "ไม่พบโรงเรียน")
    if not reader.has("academic_year"):
        reader.refuse("academic_year", "ไม่มีปีการศึกษา")
    if isinstance(found, SchoolDraft) and year in found.count_years:
        other = found.count_years[year]
        reader.refuse("academic_year", f"จำนวนของปีการศึกษา {year} ซ้ำกับชีต “{other.sheet}” แถวที่ {other.number}")
    if isinstance(found, Row):
        row.lean_on(found)
    if not row.imported or not isinstance(found, SchoolDraft) or year is None or not counts:
        return row
    stored = office.counts.get((found.school.pk, year)) if found.school else None
    _plan_counts(office, row, found, year, counts)
    if row.act:
        row.status = CHANGED if stored else CREATED
        row.changes = row.changes if stored else []
    return row
