"""Read-only questions about resolutions: what is open, what later agendas said, the register's numbers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from core.search import Hit
from core.thai.dates import thai_date
from kotpn.meetings.models import AgendaItem
from kotpn.minutes.models import Resolution


def open_resolutions(committee: Any, *, before: date) -> list[Resolution]:
    """Resolutions of earlier meetings still to be followed, oldest number first, with their notes; two queries."""
    rows = Resolution.objects.of_committee(committee).open().numbered().filter(meeting__held_on__lt=before)
    return list(
        rows.select_related("meeting", "owner", "committee").prefetch_related("notes").order_by("year", "number", "pk")
    )


@dataclass(frozen=True)
class Tally:
    open: int = 0
    late: int = 0
    done: int = 0
    closed: int = 0


def tally_of(rows: Any, today: date) -> Tally:
    """How many of a queryset stand where; one query."""
    found = rows.order_by().aggregate(
        open=Count("pk", filter=Q(state="open")),
        late=Count("pk", filter=Q(state="open", due_on__lt=today)),
        done=Count("pk", filter=Q(state="done")),
        closed=Count("pk", filter=Q(state="closed")),
    )
    return Tally(**found)


def is_late(row: Resolution, today: date) -> bool:
    return row.state == Resolution.State.OPEN and row.due_on is not None and row.due_on < today


def arising_items(resolution: Resolution) -> list[AgendaItem]:
    """Items of later agendas that are about it, the newest first, each with its resolutions."""
    rows = AgendaItem.objects.filter(source_kind="resolution", source_key=str(resolution.pk))
    rows = rows.select_related("section__meeting__committee").prefetch_related("resolutions")
    return list(rows.order_by("-section__meeting__held_on", "-pk"))


def waiting_for_owner(user: Any, district: Any) -> Any:
    return Resolution.objects.to_do().of_district(district).owned_by(user).select_related("committee", "meeting")


def waiting_for_close(district: Any) -> Any:
    return Resolution.objects.reported().of_district(district).select_related("committee", "meeting")


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Resolutions whose text holds every word."""
    if district is None:
        return []
    rows = Resolution.objects.visible_to(user).of_district(district).select_related("committee")
    for word in text.split():
        rows = rows.filter(text__icontains=word)
    return [
        Hit(
            "มติที่ประชุม", f"{row.reference} {row.text}"[:200], reverse("minutes:resolution", args=[row.pk]),
            (row.committee.short_name, row.get_state_display(), thai_date(row.due_on, "short")), "gavel",
        )
        for row in rows.order_by("-year", "-number", "-pk")[:limit]
    ]  # fmt: skip
