"""Roles given and ended, with dates and orders. The database refuses overlaps; this says in Thai why."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from accounts.roles import DISTRICT, ROLES
from core import audit, notify
from core.errors import DomainError, NotAllowed
from core.thai.dates import thai_date
from schools.models import Appointment, Person, School
from schools.permissions import can_appoint, can_end_appointment
from schools.services.people import person_pointer
from schools.services.refusals import explained

_TWICE = {
    "appointments_do_not_overlap": ("มีผู้บันทึกบทบาทเดียวกันในช่วงวันที่นี้ไปแล้ว กรุณาเปิดหน้านี้ใหม่", "starts_on"),
    "appointment_ends_after_start": ("วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม", "ends_on"),
}


def _span(starts_on: date, ends_on: date | None) -> str:
    return f"{thai_date(starts_on, 'short')} ถึง {thai_date(ends_on, 'short') if ends_on else 'ปัจจุบัน'}"


def overlapping(
    person: Person, role: str, school: School | None, starts_on: date, ends_on: date | None
) -> Appointment | None:
    """The same holding on any of these days."""
    rows = Appointment.objects.filter(person=person, role=role, district=person.district_id, school=school)
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
    return (rows.filter(starts_on__lte=ends_on) if ends_on else rows).first()


@transaction.atomic
def give_role(
    person: Person,
    *,
    actor: Any,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
    school: School | None = None,
    acting: str = "",
    order_reference: str = "",
) -> Appointment:
    """Appoint a person. A role of a school is held at `school`, one of the office nowhere else; both days count.

    Raises NotAllowed for oneself or a role the actor may not give, DomainError for a wrong place or overlapping dates.
    """
    person = Person.objects.select_for_update(of=("self",)).select_related("district", "school").get(pk=person.pk)
    if role not in ROLES:
        raise DomainError("ไม่มีบทบาทนี้", field="role")
    if actor is not audit.SYSTEM and not can_appoint(actor, person, role):
        raise NotAllowed("ท่านแต่งตั้งบทบาทนี้ให้บุคลากรคนนี้ไม่ได้")
    if not person.is_active:
        raise DomainError("บุคลากรคนนี้ถูกปิดการใช้งาน กรุณาเปิดการใช้งานก่อน")
    if ROLES[role].level == DISTRICT:
        if school is not None:
            raise DomainError(f"บทบาท{ROLES[role].thai}เป็นของสำนักงาน ไม่ต้องระบุโรงเรียน", field="school")
    elif school is None:
        raise DomainError(f"กรุณาระบุโรงเรียนของบทบาท{ROLES[role].thai}", field="school")
    elif school.district_id != person.district_id:
        raise DomainError("โรงเรียนนี้ไม่ได้อยู่ในสำนักงานเดียวกัน", field="school")
    if ends_on and ends_on < starts_on:
        raise DomainError("วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม", field="ends_on")
    if same := overlapping(person, role, school, starts_on, ends_on):
        raise DomainError(
            f"ดำรงบทบาทนี้อยู่แล้วในช่วง {_span(same.starts_on, same.ends_on)} ช่วงวันที่จึงซ้อนกัน", field="starts_on"
        )
    with explained(_TWICE):
        made = Appointment.objects.create(
            person=person,
            role=role,
            district=person.district,
            school=school,
            starts_on=starts_on,
            ends_on=ends_on,
            acting=acting,
            order_reference=order_reference.strip(),
        )
    label = made.get_role_display() + (f" ({made.get_acting_display()})" if acting else "")
    audit.record(
        actor=actor,
        action="appointment.given",
        target=person_pointer(person),
        district_code=person.district.code,
        data={
            "role": label,
            "place": school.name if school else str(person.district),
            "span": _span(starts_on, ends_on),
            "order": order_reference.strip(),
        },
    )
    if person.user:
        notify.send(
            [person.user],
            code="appointment.given",
            title=f"ท่านได้รับแต่งตั้งเป็น{label}",
            body=f"{school.name if school else person.district} {_span(starts_on, ends_on)}",
            url=reverse("schools:person", args=[person.pk]),
            pointer=person_pointer(person),
            district_code=person.district.code,
            dedupe_key=f"appointment-given-{made.pk}",
        )
    return made


@transaction.atomic
def end_role(appointment: Appointment, *, actor: Any, on: date, reason: str = "") -> None:
    """End an appointment; `on` is its last day. One that has not begun is taken out by a day before its first."""
    row = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("person__user", "district", "school")
        .get(pk=appointment.pk)
    )
    if not can_end_appointment(actor, row):
        raise NotAllowed("ท่านสิ้นสุดบทบาทนี้ไม่ได้")
    if row.ends_on and row.ends_on <= on:
        raise DomainError(f"บทบาทนี้มีวันสิ้นสุด {thai_date(row.ends_on, 'short')} อยู่แล้ว", field="on")
    if on < row.starts_on - timedelta(days=1):
        raise DomainError(f"วันสุดท้ายต้องไม่อยู่ก่อนวันเริ่ม ({thai_date(row.starts_on, 'short')})", field="on")
    label = row.get_role_display()
    audit.record(
        actor=actor,
        action="appointment.ended",
        target=person_pointer(row.person),
        district_code=row.district.code,
        data={
            "role": label,
            "place": row.school.name if row.school else str(row.district),
            "on": thai_date(on, "short"),
            "reason": reason.strip(),
        },
    )
    if row.person.user:
        notify.send(
            [row.person.user],
            code="appointment.ended",
            title=f"บทบาท{label}ของท่านสิ้นสุด {thai_date(on, 'short')}",
            body=reason.strip(),
            url=reverse("schools:person", args=[row.person_id]),
            pointer=person_pointer(row.person),
            district_code=row.district.code,
            dedupe_key=f"appointment-ended-{row.pk}-{on}",
        )
    if on < row.starts_on:
        row.delete()
        return
    row.ends_on = on
    row.save(update_fields=["ends_on"])
