"""What the services of this app share: pointers and traces."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from core import audit
from core.pointers import Pointer
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
