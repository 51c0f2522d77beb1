"""What the services of this app share: pointers, traces, who is told and who reviews, rows that are held."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError
from core.pointers import Pointer
from qa.sar.models import Sar, SarCall
from schools.models import Appointment
from schools.queries import holders, supervisors_of


def call_pointer(call: SarCall) -> Pointer:
    return Pointer("sar_call", str(call.pk), str(call), call.due_on)


def sar_pointer(sar: Sar) -> Pointer:
    return Pointer("sar", str(sar.pk), str(sar), sar.due_on, sar.content_hash)


def sar_url(sar: Sar) -> str:
    return reverse("sar:sar", args=[sar.pk])


def trace_call(call: SarCall, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"sar_call.{act}", target=call_pointer(call), district_code=call.district.code,
        data=data or {}, at=at,
    )  # fmt: skip


def trace_sar(sar: Sar, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"sar.{act}", target=sar_pointer(sar), district_code=sar.call.district.code,
        data=data or {}, at=at,
    )  # fmt: skip


def needed(text: str, message: str, *, field: str = "reason") -> str:
    text = text.strip()
    if not text:
        raise DomainError(message, field=field)
    return text


def locked(sar: Sar) -> Sar:
    """The row, held until the transaction ends; its call is read after the wait, for it may have been closed."""
    Sar.objects.select_for_update(no_key=True).get(pk=sar.pk)
    return Sar.objects.select_related(
        "call__district__settings", "school__district", "school__cluster", "school__amphoe", "saved_by"
    ).get(pk=sar.pk)


def people_of_schools(schools: Collection[int], on: date) -> dict[int, list[Any]]:
    """Accounts to be told, by school: the principal, or the teachers appointed there where there is none; one query."""
    rows = (
        Appointment.objects.in_force(on)
        .filter(
            school__in=list(schools), role__in=("principal", "school_staff"), person__is_active=True,
            person__user__isnull=False, person__user__is_active=True,
        )
        .select_related("person__user")
        .order_by("pk")
    )  # fmt: skip
    held: dict[int, dict[str, list[Any]]] = {}
    for row in rows:
        if row.school_id is not None:
            held.setdefault(row.school_id, {}).setdefault(row.role, []).append(row.person.user)
    return {school: roles.get("principal") or roles["school_staff"] for school, roles in held.items()}


def tell_school(sar: Sar, *, code: str, title: str, now: datetime, body: str = "", but: Any = None) -> None:
    people = people_of_schools([sar.school_id], timezone.localdate(now)).get(sar.school_id, [])
    notify.send(
        [user for user in people if user != but], code=code, title=title[:300], body=body, url=sar_url(sar),
        pointer=sar_pointer(sar), district_code=sar.call.district.code, now=now,
    )  # fmt: skip


def reviewers_of(sar: Sar, on: date) -> list[Any]:
    """The supervisors the school is assigned to, or the group director where it is assigned to nobody."""
    assigned = [row.person.user for row in supervisors_of(sar.school, on) if row.person.user]
    return assigned or holders("group_director", sar.call.district, on)
