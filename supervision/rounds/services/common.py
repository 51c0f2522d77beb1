"""What the services of this app share: pointers, traces, who is told at a school, a reason that must be there."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from core import audit
from core.errors import DomainError
from core.pointers import Pointer
from schools.models import Appointment
from supervision.rounds.models import CollectionRound, InternalSummary, InternalVisit, RoundSchool


def round_pointer(round_: CollectionRound) -> Pointer:
    return Pointer("collection_round", str(round_.pk), str(round_), round_.due_on)


def entry_pointer(entry: RoundSchool) -> Pointer:
    return Pointer("round_school", str(entry.pk), str(entry), entry.round.due_on, entry.content_hash)


def internal_pointer(visit: InternalVisit) -> Pointer:
    """Says no name: audit entries and notices about it may be listed where the record may not."""
    return Pointer("internal_visit", str(visit.pk), f"นิเทศภายใน {visit.school.name}", visit.planned_on)


def summary_pointer(summary: InternalSummary) -> Pointer:
    return Pointer("internal_summary", str(summary.pk), str(summary))


def entry_url(entry: RoundSchool) -> str:
    return reverse("rounds:entry", args=[entry.pk])


def trace_round(
    round_: CollectionRound, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None
) -> None:
    audit.record(
        actor=actor, action=f"round.{act}", target=round_pointer(round_), district_code=round_.district.code,
        data=data or {}, at=at,
    )  # fmt: skip


def trace_entry(entry: RoundSchool, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"round_school.{act}", target=entry_pointer(entry),
        district_code=entry.round.district.code, data=data or {}, at=at,
    )  # fmt: skip


def needed(reason: str, message: str, *, field: str = "reason") -> str:
    reason = reason.strip()
    if not reason:
        raise DomainError(message, field=field)
    return reason


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
