"""The one register of people and bodies outside the office: entered, corrected, switched off, tied to an account."""

from typing import Any

from django.db import transaction

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.pointers import Pointer
from core.thai.sorting import sort_key
from schools.models import District, OutsideBody, OutsidePerson, Person
from schools.permissions import can_keep_outside, can_link_outside
from schools.services.locks import lock_district
from schools.services.refusals import explained

BODY_FIELDS = ("kind", "name", "head_title", "address", "phone", "email", "note")
PERSON_FIELDS = ("prefix", "first_name", "last_name", "position", "expertise", "address", "phone", "email", "note")
_LONG = ("address", "note")
_BODY_TAKEN = {"one_outside_body_per_name": ("มีหน่วยงานชื่อนี้ในทะเบียนแล้ว", "name")}
_PERSON_TAKEN = {"one_outside_person_per_email": ("มีบุคคลภายนอกที่ใช้อีเมลนี้ในทะเบียนแล้ว", "email")}


def outside_pointer(one: OutsideBody | OutsidePerson) -> Pointer:
    kind = "outside-body" if isinstance(one, OutsideBody) else "outside-person"
    return Pointer(kind, str(one.pk), str(one))


def _allowed(actor: Any, district: District | int) -> None:
    if actor is not audit.SYSTEM and not can_keep_outside(actor, district):
        raise NotAllowed("ท่านแก้ไขทะเบียนบุคคลและหน่วยงานภายนอกของสำนักงานนี้ไม่ได้")


def _trace(one: OutsideBody | OutsidePerson, act: str, actor: Any, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"outside.{act}", target=outside_pointer(one), district_code=one.district.code, data=data
    )


def _fill(row: Any, fields: tuple[str, ...], values: dict[str, Any]) -> list[str]:
    """Set the named fields; gives those that changed."""
    if unknown := set(values) - set(fields):
        raise ValueError(f"not fields of {row._meta.label}: {sorted(unknown)}")
    clean = {
        name: str(value or "").strip() if name in _LONG else " ".join(str(value or "").split())
        for name, value in values.items()
    }
    changed = [name for name, value in clean.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, clean[name])
    return changed


@transaction.atomic
def save_body(district: District, *, actor: Any, body: OutsideBody | None = None, **values: Any) -> OutsideBody:
    """Enter a body, or correct one; a second of the same name is refused."""
    _allowed(actor, district)
    row = body and OutsideBody.objects.select_for_update().get(pk=body.pk, district=district)
    row = row or OutsideBody(district=district)
    changed = _fill(row, BODY_FIELDS, values)
    row.name = needed(row.name, "กรุณากรอกชื่อหน่วยงาน", field="name")
    if row.kind not in OutsideBody.Kind.values:
        raise DomainError("กรุณาเลือกประเภทหน่วยงาน", field="kind")
    if row.pk and not changed:
        return row
    row.name_sort = sort_key(row.name)
    new = row.pk is None
    with explained(_BODY_TAKEN):
        row.save()
    _trace(row, "added" if new else "edited", actor)
    return row


def lookalikes(
    district: District | int, *, first_name: str, last_name: str, but: int | None = None
) -> list[OutsidePerson]:
    """People of the register with the same name and surname, whatever their prefix, body and blanks."""
    key = sort_key(f"{first_name} {last_name}".strip())
    rows = OutsidePerson.objects.of_district(district).filter(name_sort=key).select_related("body")
    return list(rows.exclude(pk=but) if but else rows)


@transaction.atomic
def save_person(
    district: District,
    *,
    actor: Any,
    person: OutsidePerson | None = None,
    body: OutsideBody | None = None,
    sure: bool = False,
    **values: Any,
) -> OutsidePerson:
    """Enter an outside person, or correct one. The same name in the same body is refused; the same name elsewhere is
    pointed out until `sure` says it is somebody else."""
    _allowed(actor, district)
    lock_district(district.pk)
    row = person and OutsidePerson.objects.select_for_update(of=("self",)).get(pk=person.pk, district=district)
    row = row or OutsidePerson(district=district)
    changed = _fill(row, PERSON_FIELDS, values)
    row.first_name = needed(row.first_name, "กรุณากรอกชื่อ", field="first_name")
    if body is not None and body.district_id != district.pk:
        raise DomainError("หน่วยงานนี้ไม่ได้อยู่ในทะเบียนของสำนักงานนี้", field="body")
    named = {"first_name", "last_name"} & set(changed)
    if named or row.body_id != getattr(body, "pk", None):
        _refuse_twins(row, body, sure=sure)
    moved = row.body_id != getattr(body, "pk", None)
    if row.pk and not changed and not moved:
        return row
    row.body = body
    row.name_sort = sort_key(f"{row.first_name} {row.last_name}".strip())
    new = row.pk is None
    with explained(_PERSON_TAKEN):
        row.save()
    _trace(row, "added" if new else "edited", actor)
    return row


def _refuse_twins(row: OutsidePerson, body: OutsideBody | None, *, sure: bool) -> None:
    found = lookalikes(row.district_id, first_name=row.first_name, last_name=row.last_name, but=row.pk)
    if any(one.body_id == getattr(body, "pk", None) for one in found):
        place = f"ใน{body.name}" if body else "ที่ไม่ระบุหน่วยงาน"
        raise DomainError(f"มี {row.first_name} {row.last_name} {place} ในทะเบียนแล้ว กรุณาใช้รายการเดิม", field="first_name")
    if found and not sure:
        others = " · ".join(one.body.name if one.body else "ไม่ระบุหน่วยงาน" for one in found[:3])
        raise DomainError(f"มีชื่อเดียวกันในทะเบียน ({others}) ถ้าเป็นคนละคนให้ติ๊กยืนยันแล้วบันทึกอีกครั้ง", field="sure")


@transaction.atomic
def set_active(one: OutsideBody | OutsidePerson, *, actor: Any, active: bool) -> None:
    """Switch off what is no longer in use, or on again; what names it keeps it."""
    _allowed(actor, one.district_id)
    changed = type(one).objects.filter(pk=one.pk, is_active=not active).update(is_active=active)
    if changed:
        _trace(one, "switched", actor, state="เปิดใช้อีกครั้ง" if active else "ปิดการใช้งาน")


@transaction.atomic
def link_account(outside: OutsidePerson, *, actor: Any, person: Person | None) -> OutsidePerson:
    """Say which Person of the office is this outside person, so that what names them opens to their account; None
    unties. Nobody ties themselves."""
    row = OutsidePerson.objects.select_for_update(of=("self",)).select_related("district").get(pk=outside.pk)
    if actor is not audit.SYSTEM and not can_link_outside(actor, row.district_id):
        raise NotAllowed("ผูกบัญชีได้เฉพาะผู้ดูแลระบบและ ผอ.กลุ่มนิเทศฯ")
    if person is not None:
        if person.district_id != row.district_id or not person.is_active:
            raise DomainError("เลือกได้เฉพาะบุคลากรในทะเบียนของสำนักงานนี้ที่ยังปฏิบัติงานอยู่", field="person")
        if actor is not audit.SYSTEM and person.user_id is not None and person.user_id == actor.pk:
            raise NotAllowed("ท่านผูกบุคคลภายนอกกับบัญชีของตนเองไม่ได้")
        taken = OutsidePerson.objects.filter(person=person).exclude(pk=row.pk).first()
        if taken is not None:
            raise DomainError(f"บุคลากรนี้ผูกกับ {taken} แล้ว", field="person")
    if row.person_id == getattr(person, "pk", None):
        return row
    row.person = person
    row.save(update_fields=["person"])
    _trace(row, "linked", actor, person=str(person) if person else "ไม่มี")
    return row
