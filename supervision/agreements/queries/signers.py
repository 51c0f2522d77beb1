"""Who signs for each side on a day, by the posts people hold then, with the title an acting holder signs under."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from office.orders.queries import signers_on, signing_post
from schools.models import Appointment, District

PRINCIPAL, GROUP_DIRECTOR = "principal", "group_director"


@dataclass(frozen=True, slots=True)
class Signer:
    """As printed under the dotted line; `post` may be of several lines. An empty name leaves a line to write on."""

    name: str
    post: str


def office_signer(district: District, on: date) -> Signer:
    """Who holds the director's post, in their own right before an acting one."""
    found = signers_on(district, on)
    if not found:
        return Signer("", f"ผู้อำนวยการ{district.name}")
    return Signer(found[0].name, found[0].post)


def school_signers(schools: Collection[Any], on: date) -> dict[int, Signer]:
    """Heads of the schools by key of the school; one without a head gets the post alone. One query."""
    rows = (
        Appointment.objects.in_force(on)
        .filter(role=PRINCIPAL, school__in=[school.pk for school in schools], person__is_active=True)
        .select_related("person")
        .order_by("pk")
    )
    held: dict[int, Appointment] = {}
    for row in sorted(rows, key=lambda row: bool(row.acting)):
        if row.school_id is not None:
            held.setdefault(row.school_id, row)
    found = {}
    for school in schools:
        appointment = held.get(school.pk)
        head = f"ผู้อำนวยการ{school.name}"
        found[school.pk] = (
            Signer(appointment.person.full_name, signing_post(appointment, head)) if appointment else Signer("", head)
        )
    return found


def office_witnesses(district: District, on: date) -> list[tuple[str, str]]:
    """The head of the supervision group in post, where nobody was named: (name, post)."""
    row = (
        Appointment.objects.in_force(on)
        .filter(role=GROUP_DIRECTOR, district=district, person__is_active=True)
        .select_related("person")
        .order_by("acting", "pk")
        .first()
    )
    if row is None:
        return []
    return [(row.person.full_name, signing_post(row, "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"))]
