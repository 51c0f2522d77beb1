"""Let members of a committee in: the role by which they read its papers, for the days of their seat."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from core.errors import DomainError, NotAllowed
from kotpn.committee.models import Member, Tenure
from kotpn.committee.permissions import can_keep, can_let_in, person_of, role_of
from schools.models import Appointment
from schools.services.appointments import end_role, give_role, overlapping


@dataclass(frozen=True)
class LetIn:
    """What became of it: members given the role, those who hold it already, those without a Person row or whom the
    actor may not appoint."""

    given: int
    held: int
    left: int


@transaction.atomic
def let_in(tenure: Tenure, *, actor: Any, today: date) -> LetIn:
    """Give every member of the tenure whom the actor may appoint the committee's role. Two clicks give it once."""
    row: Tenure = Tenure.objects.select_for_update(of=("self",)).select_related("committee__district").get(pk=tenure.pk)
    if not can_keep(actor, row.committee):
        raise NotAllowed("ให้สิทธิ์เข้าใช้ได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    role = role_of(row.committee)
    if not role:
        raise DomainError("คณะประเภทนี้ไม่มีบทบาทเฉพาะในระบบ กรรมการเข้าใช้ด้วยบทบาทของตน")
    if row.ends_on < today:
        raise DomainError("วาระนี้สิ้นสุดแล้ว")
    given = held = left = 0
    members = row.members.select_related("person__district", "outside__person__district", "tenure__committee")
    for member in members.filter(ends_on__isnull=True):
        person = person_of(member)
        if person is None or not can_let_in(actor, member):
            left += 1
        elif overlapping(person, role, None, member.starts_on, row.ends_on):
            held += 1
        else:
            give_role(
                person, actor=actor, role=role, starts_on=member.starts_on, ends_on=row.ends_on,
                order_reference=row.order_number,
            )  # fmt: skip
            given += 1
    return LetIn(given, held, left)


def shut_out(member: Member, *, actor: Any) -> bool:
    """After a seat ended: end the role that came with it, where the actor may. False when a role is left standing."""
    person, role = person_of(member), role_of(member.tenure.committee)
    if person is None or not role or member.ends_on is None:
        return True
    held = Appointment.objects.filter(
        person=person, role=role, order_reference=member.tenure.order_number, starts_on__lte=member.ends_on
    ).in_force(member.ends_on)
    for appointment in held:
        if appointment.ends_on is not None and appointment.ends_on <= member.ends_on:
            continue
        try:
            end_role(appointment, actor=actor, on=member.ends_on, reason=member.ended_reason)
        except NotAllowed:
            return False
    return True
