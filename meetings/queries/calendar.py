"""Gatherings as days of a calendar, for the pages and feeds of apps to the right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.urls import reverse

from meetings.models import Batch, Gathering


@dataclass(frozen=True)
class CalendarDay:
    """One รุ่น of a gathering: first and last day, its times where they are set. `uid` stays the same for ever."""

    uid: str
    title: str
    first: date
    last: date
    time_from: time | None
    time_to: time | None
    place: str
    url: str


def days_between(user: Any, district: Any, first: date, last: date) -> Iterator[CalendarDay]:
    """Every รุ่น with a day in the span, both included, of gatherings the reader may see; one query."""
    rows = Gathering.objects.visible_to(user).of_district(district).standing()
    found = (
        Batch.objects.filter(gathering__in=rows.values("pk"), starts_on__lte=last, ends_on__gte=first)
        .select_related("gathering")
        .order_by("starts_on", "time_from", "pk")
    )
    for batch in found:
        several = f" ({batch})" if batch.number > 1 else ""
        yield CalendarDay(
            f"gathering-{batch.gathering_id}-{batch.pk}", batch.gathering.title + several, batch.starts_on,
            batch.ends_on, batch.time_from, batch.time_to, batch.place,
            reverse("meetings:gathering", args=[batch.gathering_id]),
        )  # fmt: skip
