"""People of an office and its schools: entered, corrected, given an account, moved to another school, set inactive."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import close_account, create_account, invite, reopen_account
from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from core.thai.dates import thai_date
from core.thai.sorting import sort_key
from schools.models import Appointment, Assignment, District, Person, School
from schools.permissions import (
    can_add_person,
    can_appoint,
    can_deactivate_person,
    can_edit_person,
    can_give_account,
    can_switch_account,
    can_transfer_person,
)
from schools.services.refusals import explained

FIELDS = ("prefix", "first_name", "last_name", "position", "standing", "phone", "email")
_TAKEN = {
    "one_person_per_email_and_district": ("มีบุคลากรที่ใช้อีเมลนี้อยู่แล้วในสำนักงานนี้", "email"),
    "one_person_per_account_and_district": ("บัญชีนี้เป็นของบุคลากรคนอื่นในสำนักงานนี้อยู่แล้ว", "email"),
}


def person_pointer(person: Person) -> Pointer:
    return Pointer("person", str(person.pk), person.full_name)


def _fill(person: Person, values: dict[str, str]) -> list[str]:
    """Set the named fields; gives those that changed."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise ValueError(f"not fields of a person: {sorted(unknown)}")
    clean = {name: " ".join(str(value or "").split()) for name, value in values.items()}
    changed = [name for name, value in clean.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, clean[name])
    if not person.first_name:
        raise DomainError("กรุณากรอกชื่อ", field="first_name")
    person.name_sort = sort_key(f"{person.first_name} {person.last_name}".strip())
    return changed


@transaction.atomic
def add_person(*, actor: Any, district: District, school: School | None = None, **values: str) -> Person:
    """Enter a person of the office, or of `school`. DomainError for a missing name or an e-mail already in use."""
    if actor is not audit.SYSTEM and not can_add_person(actor, district=district, school=school):
        raise NotAllowed("ท่านเพิ่มบุคลากรที่นี่ไม่ได้")
    if school is not None and school.district_id != district.pk:
        raise DomainError("โรงเรียนนี้ไม่ได้อยู่ในสำนักงานนี้", field="school")
    person = Person(district=district, school=school)
    _fill(person, values)
    with explained(_TAKEN):
        person.save()
    audit.record(
        actor=actor,
        action="person.added",
        target=person_pointer(person),
        district_code=district.code,
        data={"place": school.name if school else str(district)},
    )
    return person


@transaction.atomic
def edit_person(person: Person, *, actor: Any, **values: str) -> Person:
    """Correct a person's own data. The e-mail here is how the office reaches them; that of the account stays theirs."""
    person = Person.objects.select_for_update(of=("self",)).select_related("district", "school").get(pk=person.pk)
    if not can_edit_person(actor, person):
        raise NotAllowed("ท่านแก้ไขข้อมูลของบุคลากรคนนี้ไม่ได้")
    changed = _fill(person, values)
    if not changed:
        return person
    with explained(_TAKEN):
        person.save(update_fields=[*changed, "name_sort"])
    audit.record(
        actor=actor,
        action="person.edited",
        target=person_pointer(person),
        district_code=person.district.code,
        data={"fields": ", ".join(str(field.verbose_name) for field in Person._meta.fields if field.name in changed)},
    )
    return person


@transaction.atomic
def give_account(person: Person, *, actor: Any, email: str) -> User:
    """Let a person sign in; what they did before stays with them. An account of that address is used if there is one
    (somebody known in another office), otherwise one is opened whose password its owner sets by the link in the e-mail.
    """
    person = Person.objects.select_for_update(of=("self",)).select_related("district", "school").get(pk=person.pk)
    if person.user_id is not None:
        raise DomainError("บุคลากรคนนี้มีบัญชีผู้ใช้แล้ว")
    email = email.strip().lower()
    if email == actor.email.lower():
        raise NotAllowed("ท่านผูกบัญชีของตนเองกับบุคลากรคนอื่นไม่ได้")
    if not can_give_account(actor, person):
        raise NotAllowed("ท่านเปิดบัญชีให้บุคลากรคนนี้ไม่ได้")
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = create_account(
            email,
            actor=actor,
            district_code=person.district.code,
            prefix=person.prefix,
            first_name=person.first_name,
            last_name=person.last_name,
            phone=person.phone[:40],
        )
    person.user = user
    if not person.email:
        person.email = email
    with explained(_TAKEN):
        person.save(update_fields=["user", "email"])
    audit.record(
        actor=actor,
        action="person.account_given",
        target=person_pointer(person),
        district_code=person.district.code,
        data={"email": email},
    )
    invite(user, actor=actor, district_code=person.district.code)
    return user


def _end_appointments(person: Person, *, last_day: date, school: School | None = None) -> list[Appointment]:
    """End what is held beyond `last_day`; what has not begun by then is taken out, since it never took effect."""
    rows = Appointment.objects.select_for_update().filter(person=person).exclude(ends_on__lte=last_day)
    if school is not None:
        rows = rows.filter(school=school)
    ended = []
    for row in rows:
        if row.starts_on > last_day:
            row.delete()
        else:
            row.ends_on = last_day
            row.save(update_fields=["ends_on"])
        ended.append(row)
    return ended


@transaction.atomic
def deactivate_person(person: Person, *, actor: Any, reason: str, today: date | None = None) -> Person:
    """Somebody who left: their appointments end today, their history stays. Refused while they are responsible for
    anything, because a school would silently be nobody's."""
    today = today or timezone.localdate()
    person = Person.objects.select_for_update(of=("self",)).select_related("district", "school").get(pk=person.pk)
    if not can_deactivate_person(actor, person):
        raise NotAllowed("ท่านปิดการใช้งานบุคลากรคนนี้ไม่ได้")
    if not person.is_active:
        raise DomainError("บุคลากรคนนี้ถูกปิดการใช้งานไปแล้ว")
    if not reason.strip():
        raise DomainError("กรุณาระบุเหตุผล", field="reason")
    held = Assignment.objects.filter(person=person).exclude(ends_on__lt=today).count()
    if held:
        raise DomainError(f"ยังมีงานที่ได้รับมอบหมายอยู่ {held} รายการ กรุณาโอนงานหรือสิ้นสุดการมอบหมายก่อน")
    ended = _end_appointments(person, last_day=today)
    person.is_active = False
    person.save(update_fields=["is_active"])
    audit.record(
        actor=actor,
        action="person.deactivated",
        target=person_pointer(person),
        district_code=person.district.code,
        data={"reason": reason.strip(), "appointments": len(ended)},
    )
    return person


@transaction.atomic
def reactivate_person(person: Person, *, actor: Any) -> Person:
    """Somebody who came back. Roles are given anew; old ones stay history."""
    person = Person.objects.select_for_update(of=("self",)).select_related("district", "school").get(pk=person.pk)
    if not can_deactivate_person(actor, person):
        raise NotAllowed("ท่านเปิดการใช้งานบุคลากรคนนี้ไม่ได้")
    if person.is_active:
        raise DomainError("บุคลากรคนนี้ใช้งานอยู่แล้ว")
    person.is_active = True
    person.save(update_fields=["is_active"])
    audit.record(
        actor=actor, action="person.reactivated", target=person_pointer(person), district_code=person.district.code
    )
    return person


def close_account_of(person: Person, *, actor: Any, reason: str) -> None:
    """Nobody signs in with the person's account any more and open sessions end; roles and history stay."""
    close_account(_account(person, actor), actor=actor, district_code=person.district.code, reason=reason)


def reopen_account_of(person: Person, *, actor: Any) -> None:
    """The account may be signed in with again."""
    reopen_account(_account(person, actor), actor=actor, district_code=person.district.code)


def _account(person: Person, actor: Any) -> User:
    if person.user is None or not can_switch_account(actor, person):
        raise NotAllowed("ท่านปิดหรือเปิดบัญชีนี้ไม่ได้ บัญชีที่หลายสำนักงานใช้ร่วมกันต้องให้ผู้ดูแลของทุกสำนักงานนั้นทำ")
    return person.user


@transaction.atomic
def transfer_person(
    person: Person,
    *,
    actor: Any,
    school: School | None,
    on: date,
    keep_roles: bool = False,
    reference: str = "",
    today: date | None = None,
) -> Person:
    """Move somebody to another school of the office (None: to the office) from `on`, which may lie in the past.

    Roles at the old school end the day before; with `keep_roles` the same ones begin at the new school, as far as the
    actor may give them. Visits and answers keep the place they had then.
    """
    today = today or timezone.localdate()
    person = Person.objects.select_for_update(of=("self",)).select_related("district", "school").get(pk=person.pk)
    if not can_transfer_person(actor, person):
        raise NotAllowed("ท่านย้ายบุคลากรคนนี้ไม่ได้")
    if school is not None and school.district_id != person.district_id:
        raise DomainError("ย้ายได้เฉพาะโรงเรียนในสำนักงานเดียวกัน", field="school")
    old = person.school
    if (school.pk if school else None) == person.school_id:
        raise DomainError("อยู่ที่นี่อยู่แล้ว กรุณาเลือกแห่งใหม่", field="school")
    if on > today:
        raise DomainError(f"วันที่ย้ายต้องไม่เกินวันนี้ ({thai_date(today, 'short')}) การย้ายล่วงหน้าให้บันทึกเมื่อถึงวัน", field="on")
    ended = _end_appointments(person, last_day=on - timedelta(days=1), school=old) if old else []
    person.school = school
    person.save(update_fields=["school"])
    if keep_roles and school is not None:
        for row in ended:
            if not can_appoint(actor, person, row.role):
                raise DomainError("ท่านให้บทบาทเดิมที่โรงเรียนใหม่ไม่ได้ กรุณาย้ายโดยไม่คงบทบาท", field="keep_roles")
            Appointment.objects.create(
                person=person,
                role=row.role,
                district=person.district,
                school=school,
                starts_on=on,
                acting=row.acting,
                order_reference=reference,
            )
    audit.record(
        actor=actor,
        action="person.transferred",
        target=person_pointer(person),
        district_code=person.district.code,
        data={
            "from": old.name if old else str(person.district),
            "to": school.name if school else str(person.district),
            "on": thai_date(on, "short"),
            "reference": reference,
        },
    )
    return person
