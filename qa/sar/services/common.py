"""What the services of this app share: pointers, traces, who is told and who reviews, rows that are held."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.pointers import Pointer
from qa.sar.models import Sar, SarCall
from schools.queries import holders, people_of_schools, supervisors_of


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


def locked(sar: Sar) -> Sar:
    """The row, held until the transaction ends; its call is read after the wait, for it may have been closed."""
    Sar.objects.select_for_update(no_key=True).get(pk=sar.pk)
    return Sar.objects.select_related(
        "call__district__settings", "school__district", "school__cluster", "school__amphoe", "saved_by"
    ).get(pk=sar.pk)


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
