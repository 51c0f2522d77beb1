"""Rehearses the sheet บุคลากร: a person of the office or a school, and at most one appointment of theirs a row."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.roles import ROLE_WORDS, ROLES, SCHOOL
from core.errors import DomainError
from core.thai.dates import thai_date
from schools.importing import cells
from schools.importing.office import Office, PersonDraft, SchoolDraft, Span
from schools.importing.result import CHANGED, CREATED, Change, Row, differences
from schools.importing.school_rows import Reader
from schools.importing.sheets import OFFICE_WORDS, PEOPLE, folded
from schools.importing.workbook import SheetRows
from schools.models import Appointment

ROLE_CODES = {folded(word): code for word, code in ROLE_WORDS.items()}
ACTING = {folded(acting.label): acting.value for acting in Appointment.Acting}
# A teacher may be a person of the school without an account; every other role signs in.
WITHOUT_ACCOUNT = "school_staff"
NAME_FIELDS = ("prefix", "first_name", "last_name")
FIELDS = (*NAME_FIELDS, "position", "standing", "phone")


def rehearse_people(office: Office, sheet: SheetRows) -> list[Row]:
    rows = []
    for number, raw in sheet.rows:
        row = _person_row(office, number, raw)
        if not row.imported and (word := folded(raw.get("email") or "")):
            office.refused_people.setdefault(word, row)
        rows.append(row)
    return rows


def _person_row(office: Office, number: int, raw: dict[str, Any]) -> Row:
    row = Row(PEOPLE.title, number)
    reader = Reader(PEOPLE, row, raw)
    email = reader.get("email", cells.email, empty="") or ""
    lengths = {"prefix": 40, "first_name": 100, "last_name": 100, "standing": 100, "phone": 60}
    read = {key: reader.text(key, most=lengths.get(key, 200)) for key in FIELDS}
    values = {key: value for key, value in read.items() if value is not None}
    row.label = f"{values.get('prefix', '')}{values.get('first_name', '')} {values.get('last_name', '')}".strip()
    if not values.get("first_name"):
        reader.refuse("first_name", "ไม่มีชื่อ")
    role = reader.words("role", ROLE_CODES, "บทบาทไม่รู้จัก")
    acting = reader.words("acting", ACTING, "ลักษณะไม่รู้จัก")
    order = reader.text("order_reference", most=100)
    starts_on = reader.get("starts_on", lambda value: cells.day(value, "วันเริ่ม"))
    ends_on = reader.get("ends_on", lambda value: cells.day(value, "วันสิ้นสุด"))
    place, leans_on = _place(office, reader, role)
    if not email and not reader.row.faults and role not in (None, WITHOUT_ACCOUNT):
        reader.refuse("email", "ไม่มีอีเมล บทบาทนี้ต้องเข้าระบบได้")
    if starts_on and ends_on and ends_on < starts_on:
        reader.refuse("ends_on", "วันสิ้นสุดก่อนวันเริ่ม")
    if role and email and not reader.has("starts_on"):
        reader.refuse("starts_on", "ไม่มีวันเริ่ม")
    if leans_on:
        row.lean_on(leans_on)
    if not row.imported:
        return row
    try:
        draft = _same_person(office, email, values, place)
    except DomainError as error:
        reader.refuse(error.field or "email", error.message)
        return row
    existing = draft.person is not None or draft.row is not None
    held = (role, place, starts_on, ends_on, acting, order) if role and email and starts_on else None
    _plan(office, reader, draft, Said(email, values, place, held))
    if row.imported:
        row.status = CREATED if not existing else CHANGED if row.changes else row.status
    return row


def _place(office: Office, reader: Reader, role: str | None) -> tuple[SchoolDraft | None, Row | None]:
    """(school or None for the office, refused row the place needs); refuses what fits no place or the wrong one."""
    if not reader.has("place"):
        reader.refuse("place", "ไม่มีสังกัด")
        return None, None
    of_school = role is not None and ROLES[role].level == SCHOOL
    if folded(reader.raw["place"]) in OFFICE_WORDS:
        if of_school:
            reader.refuse("place", "บทบาทนี้ต้องสังกัดโรงเรียน")
        return None, None
    found = office.school_called(reader.raw["place"])
    if found is None:
        reader.refuse("place", "ไม่พบโรงเรียน")
        return None, None
    if role is not None and not of_school:
        reader.refuse("place", "บทบาทนี้ต้องสังกัดสำนักงาน")
    if isinstance(found, Row):
        return None, found
    return found, None


def _same_person(office: Office, email: str, values: dict[str, Any], place: SchoolDraft | None) -> PersonDraft:
    """The person this row means, or a new one; DomainError when the row means nobody for certain."""
    by_email = office.by_email.get(email) if email else None
    if by_email:
        if by_email.row:
            _check_same(by_email, by_email.row, values)
        return by_email
    name = folded(f"{values['first_name']} {values.get('last_name', '')}")
    named = office.by_person_name.get((place, name), [])
    if email:
        # A teacher entered without an account gets one now: the history stays with the person.
        named = [draft for draft in named if not draft.email]
        return named[0] if len(named) == 1 and named[0].row is None else PersonDraft(email=email)
    if len(named) > 1:
        raise DomainError("มีชื่อนี้มากกว่าหนึ่งคนในสังกัดเดียวกัน ต้องระบุอีเมล", field="first_name")
    if named and named[0].row:
        raise DomainError(f"ชื่อซ้ำกับแถวที่ {named[0].row.number}", field="first_name")
    return named[0] if named else PersonDraft()


def _check_same(draft: PersonDraft, earlier: Row, values: dict[str, Any]) -> None:
    """Several rows of one address are several appointments of one person, so they must agree on who that is."""
    names = {folded("".join(where.get(key, "") for key in NAME_FIELDS)) for where in (draft.values, values)}
    if len(names) > 1:
        raise DomainError(f"อีเมลซ้ำกับแถวที่ {earlier.number}", field="email")
    for key in ("position", "standing", "phone"):
        if key in values and draft.values.get(key, values[key]) != values[key]:
            reason = f"{PEOPLE.title_of(key)}ไม่ตรงกับแถวที่ {earlier.number} ซึ่งเป็นบุคคลเดียวกัน"
            raise DomainError(reason, field=key)


Held = tuple[str, SchoolDraft | None, date, date | None, str | None, str | None]


@dataclass(frozen=True)
class Said:
    """What one row says: who, where they work, and what they hold, if anything."""

    email: str
    values: dict[str, Any]
    place: SchoolDraft | None
    held: Held | None


def _plan(office: Office, reader: Reader, draft: PersonDraft, said: Said) -> None:
    email, values, place, held = said.email, said.values, said.place, said.held
    row, person = reader.row, draft.person
    span, appointment = _appointment(office, reader, draft, held) if held else (None, None)
    if held and span and _appointment_changes(held, appointment):
        _check_may_give(office, reader, draft, email, held[0])
    _check_may_open_account(office, reader, draft, email)
    if not row.imported:
        return
    is_new = person is None and draft.row is None
    changes = []
    if person is not None:
        base = {key: draft.values.get(key, getattr(person, key)) for key in values}
        changes += differences((PEOPLE.title_of(key), base[key], value) for key, value in values.items())
        if email and not draft.email:
            changes.append(Change(PEOPLE.title_of("email"), "", email))
    moves = _moves(draft, place, span, is_new=is_new)
    if moves and person is not None:
        changes.append(
            Change("สังกัด", draft.school.name if draft.school else "สำนักงาน", place.name if place else "สำนักงาน")
        )
    if held and not is_new:
        changes += _appointment_changes(held, appointment)
    row.changes += changes
    draft.row = draft.row or row
    draft.values = {**draft.values, **values}
    draft.email = draft.email or email
    if email:
        office.by_email[email] = draft
    if is_new or moves:
        draft.school = place
        draft.school_since = span.starts_on if span else None
        office.name_index(draft, values["first_name"], draft.values.get("last_name", ""))
    if span and appointment is None:
        draft.appointments.append(span)

    def act(run: Any) -> None:
        run.save_person(draft, email, values, place if is_new or moves else draft.school)
        if held:
            run.save_appointment(draft, held, appointment)

    if is_new or changes:
        row.act = act


def _check_may_give(office: Office, reader: Reader, draft: PersonDraft, email: str, role: str) -> None:
    """The rule of the pages (permissions.can_appoint, can_end_appointment), told in the rehearsal."""
    if email == office.own_email or (draft.person is not None and draft.person.pk in office.own_people):
        reader.refuse("role", "แต่งตั้งหรือแก้ไขการแต่งตั้งของตนเองไม่ได้")
    elif role not in office.givable:
        reader.refuse("role", f"ท่านแต่งตั้งหรือแก้ไขบทบาท{ROLES[role].thai}ไม่ได้ ต้องให้ผู้ดูแลระบบเป็นผู้นำเข้าแถวนี้")


def _check_may_open_account(office: Office, reader: Reader, draft: PersonDraft, email: str) -> None:
    """An address opens an account with all its person holds: that is as good as giving these roles."""
    if not email or draft.person is None or draft.person.user_id is not None:
        return
    beyond = draft.roles_from(office.today) - office.givable
    if beyond:
        names = " ".join(ROLES[role].thai for role in ROLES if role in beyond)
        reader.refuse("email", f"ท่านเปิดบัญชีให้ผู้มีบทบาท{names}ไม่ได้ ต้องให้ผู้ดูแลระบบเป็นผู้นำเข้าแถวนี้")


def _place_name(school: SchoolDraft | None) -> str:
    return school.name if school else "สำนักงาน"


def _moves(draft: PersonDraft, place: SchoolDraft | None, span: Span | None, *, is_new: bool) -> bool:
    """Whether this row says where the person works: a row without a role does, and so does an appointment at a school
    that is new and begins later than the one that said so before."""
    if is_new or draft.school is place:
        return False
    if span is None:
        return True
    if place is None:
        return False
    known = any(held.key == span.key and held.starts_on == span.starts_on for held in draft.appointments)
    return not known and (draft.school_since is None or span.starts_on > draft.school_since)


def _appointment(
    office: Office, reader: Reader, draft: PersonDraft, held: Held
) -> tuple[Span | None, Appointment | None]:
    role, place, starts_on, ends_on, *_ = held
    key = (role, place)
    found = office.appointments.get((draft, key, starts_on))
    for other in draft.appointments:
        if other.key != key:
            continue
        if other.row is not None and other.starts_on == starts_on:
            reader.refuse("email", f"อีเมลซ้ำกับแถวที่ {other.row.number}")
            return None, None
        if found is not None and other.starts_on == starts_on:
            continue
        if other.overlaps(starts_on, ends_on if ends_on or not found else found.ends_on):
            with_whom = (
                f"แถวที่ {other.row.number}" if other.row else f"ที่มีอยู่แล้วตั้งแต่ {thai_date(other.starts_on, 'short')}"
            )
            reader.refuse("starts_on", f"ช่วงวันของบทบาทนี้ทับกับ{with_whom}")
            return None, None
    return Span(key, starts_on, ends_on, reader.row), found


def _appointment_changes(held: Held, found: Appointment | None) -> list[Change]:
    role, place, starts_on, ends_on, acting, order = held
    if found is None:
        where = f" {place.name}" if place else ""
        return [Change("บทบาท", "", f"{ROLES[role].thai}{where} ตั้งแต่ {thai_date(starts_on, 'short')}")]
    labels = dict(Appointment.Acting.choices)
    return differences(
        [
            *([("วันสิ้นสุด", found.ends_on, ends_on)] if ends_on else []),
            *([("ลักษณะ", labels[found.acting], labels[acting])] if acting is not None else []),
            *([("คำสั่งที่", found.order_reference, order)] if order is not None else []),
        ]
    )
