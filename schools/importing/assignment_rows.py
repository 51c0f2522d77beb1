"""Rehearses the sheet การมอบหมาย: one person for one target with its dates."""

from typing import Any

from schools.importing import cells
from schools.importing.office import Office, PersonDraft, SchoolDraft, Span
from schools.importing.result import CHANGED, CREATED, UNCHANGED, Row, differences
from schools.importing.school_rows import Reader
from schools.importing.sheets import ASSIGNMENTS, folded
from schools.importing.workbook import SheetRows
from schools.models import Assignment

KINDS = {folded(kind.label): kind.value for kind in Assignment.Kind} | {
    folded("กลุ่มสาระการเรียนรู้"): Assignment.Kind.SUBJECT_GROUP.value,
    folded("เครือข่ายโรงเรียน"): Assignment.Kind.CLUSTER.value,
}
MISSING = {
    "work_group": "ไม่พบกลุ่มงาน",
    "cluster": "ไม่พบกลุ่มโรงเรียน",
    "school": "ไม่พบโรงเรียน",
    "subject_group": "ไม่พบกลุ่มสาระ",
    "project": "ไม่พบโครงการ",
}


def rehearse_assignments(office: Office, sheet: SheetRows) -> list[Row]:
    return [_assignment_row(office, number, raw) for number, raw in sheet.rows]


def _assignment_row(office: Office, number: int, raw: dict[str, Any]) -> Row:
    row = Row(ASSIGNMENTS.title, number)
    reader = Reader(ASSIGNMENTS, row, raw)
    row.label = " · ".join(cells.text(raw.get(key), most=2000)[:80] for key in ("email", "target") if reader.has(key))
    person = _person(office, reader)
    kinds = KINDS | {folded(office.settings.cluster_label): Assignment.Kind.CLUSTER.value}
    kind = reader.words("kind", kinds, "ประเภทการมอบหมายไม่รู้จัก")
    target = _target(office, reader, kind) if kind else None
    starts_on = reader.get("starts_on", lambda value: cells.day(value, "วันเริ่ม"))
    ends_on = reader.get("ends_on", lambda value: cells.day(value, "วันสิ้นสุด"))
    note = reader.text("note", most=300)
    for key, reason in (("kind", "ไม่มีประเภท"), ("starts_on", "ไม่มีวันเริ่ม")):
        if not reader.has(key):
            reader.refuse(key, reason)
    if starts_on and ends_on and ends_on < starts_on:
        reader.refuse("ends_on", "วันสิ้นสุดก่อนวันเริ่ม")
    for needed in (person, target):
        if isinstance(needed, Row):
            row.lean_on(needed)
    if not row.imported or not isinstance(person, PersonDraft) or kind is None or starts_on is None:
        return row
    identity = target if isinstance(target, SchoolDraft | str) or target is None else target.pk
    span = Span((kind, identity), starts_on, ends_on, row)
    found = office.assignments.get((person, span.key, starts_on))
    _check_overlaps(reader, person, span, found)
    if row.imported:
        _plan(row, person, span, target, note=note, found=found)
    return row


def _check_overlaps(reader: Reader, person: PersonDraft, span: Span, found: Assignment | None) -> None:
    ends_on = span.ends_on if span.ends_on or not found else found.ends_on
    for other in person.assignments:
        if other.key != span.key:
            continue
        if other.row is not None and other.starts_on == span.starts_on:
            reader.refuse("target", f"การมอบหมายซ้ำกับแถวที่ {other.row.number}")
            return
        if (found is None or other.starts_on != span.starts_on) and other.overlaps(span.starts_on, ends_on):
            reader.refuse("starts_on", f"ช่วงวันทับกับการมอบหมาย{other.told()}")
            return


def _plan(
    row: Row, person: PersonDraft, span: Span, target: Any, *, note: str | None, found: Assignment | None
) -> None:
    person.assignments.append(span)
    row.status = CREATED
    if found is not None:
        row.changes = differences(
            [
                *([("วันสิ้นสุด", found.ends_on, span.ends_on)] if span.ends_on else []),
                *([("หมายเหตุ", found.note, note)] if note is not None else []),
            ]
        )
        row.status = CHANGED if row.changes else UNCHANGED

    def act(run: Any) -> None:
        run.save_assignment(person, span, target, note, found)

    if row.status != UNCHANGED:
        row.act = act


def _person(office: Office, reader: Reader) -> PersonDraft | Row | None:
    if not reader.has("email"):
        reader.refuse("email", "ไม่มีอีเมล")
        return None
    word = folded(reader.raw["email"])
    found: PersonDraft | Row | None = office.by_email.get(word) or office.refused_people.get(word)
    if found is None and reader.get("email", cells.email) is not None:
        reader.refuse("email", "ไม่พบบุคคล")
    return found


def _target(office: Office, reader: Reader, kind: str) -> Any:
    """The thing assigned (a draft for a school, a name for a cluster still to be opened), a refused row, or None."""
    if not reader.has("target"):
        reader.refuse("target", "ไม่มีเป้าหมาย")
        return None
    if kind == Assignment.Kind.SCHOOL:
        found: Any = office.school_called(reader.raw["target"])
    elif kind == Assignment.Kind.CLUSTER:
        found = office.cluster_called(reader.raw["target"])
    else:
        found = office.targets[kind].get(folded(reader.raw["target"]))
    if found is None:
        reader.refuse("target", MISSING[kind])
    return found
