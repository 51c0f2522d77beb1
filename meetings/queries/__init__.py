"""Read-only: what pages, documents and apps to the right ask of gatherings."""

from typing import Any

from django.urls import reverse

from core.search import Hit
from core.thai.dates import thai_date
from meetings.models import Gathering
from meetings.queries.calendar import CalendarDay, days_between
from meetings.queries.people import BatchLine, PeopleLine, batch_lines, people_by_place
from meetings.queries.results import EvaluationResult, ItemResult, SheetsResult, result_of, sheets_result

__all__ = [
    "BatchLine",
    "CalendarDay",
    "EvaluationResult",
    "ItemResult",
    "PeopleLine",
    "SheetsResult",
    "batch_lines",
    "days_between",
    "gatherings_tied_to",
    "people_by_place",
    "result_of",
    "search",
    "sheets_result",
]


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """By title or place, newest first."""
    if district is None:
        return []
    rows = Gathering.objects.visible_to(user).of_district(district).matching(text).select_related("kind")
    return [
        Hit(
            "การประชุมและกิจกรรม",
            row.title,
            reverse("meetings:gathering", args=[row.pk]),
            (row.kind.name, thai_date(row.held_on, "short"), row.place),
            "users",
        )
        for row in rows.order_by("-held_on", "-pk")[:limit]
    ]


def gatherings_tied_to(user: Any, kind: str, key: Any) -> Any:
    """Gatherings that point at a thing of an app to the right (a network, a model), newest first: a queryset for
    `meetings/_of_thing.html`."""
    rows = Gathering.objects.visible_to(user).standing().tied_to(kind, str(key))
    return rows.select_related("kind").order_by("-held_on", "-pk")
