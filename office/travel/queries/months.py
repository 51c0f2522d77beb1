"""The month as the desk closes it: everybody's days, what is not decided or reported, who is in two places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from office.travel.models import MonthChange, MonthClosing, Trip, TripPerson
from office.travel.queries.days import day_text, month_end, month_halves, span
from office.travel.querysets import COUNTED
from schools.models import Person


@dataclass(frozen=True)
class Overlap:
    """Two trips of one person that share half-days, and why, as who asked for the later one said."""

    person: Person
    earlier: Trip
    later: Trip
    reason: str


@dataclass(frozen=True)
class PersonMonth:
    """One person's month: trips that touch it with the half-days of each in it; `halves` counts each once."""

    person: Person
    halves: int
    trips: tuple[tuple[Trip, int], ...]

    @property
    def days(self) -> str:
        return day_text(self.halves)

    @property
    def lines(self) -> list[tuple[Trip, str]]:
        return [(trip, day_text(halves)) for trip, halves in self.trips]


@dataclass(frozen=True)
class MonthPage:
    month: date
    rows: tuple[PersonMonth, ...]
    overlaps: tuple[Overlap, ...]
    undecided: tuple[Trip, ...]
    unreported: tuple[Trip, ...]
    closing: MonthClosing | None
    changes: tuple[MonthChange, ...]

    @property
    def total(self) -> str:
        return day_text(sum(row.halves for row in self.rows))

    @property
    def trips(self) -> int:
        return len({trip.pk for row in self.rows for trip, _ in row.trips})


def month_page(district: Any, month: date, today: date) -> MonthPage:
    """`month` is its first day. Five queries whatever the number of trips."""
    end = month_end(month)
    low, high = span(month, end)
    rows = (
        TripPerson.objects.filter(
            trip__district=district, trip__state__in=COUNTED, first_half__lte=high, last_half__gte=low
        )
        .select_related("person", "trip")
        .prefetch_related("trip__schools")
        .order_by("person__name_sort", "person", "first_half", "pk")
    )
    by_person: dict[Person, list[TripPerson]] = {}
    for row in rows:
        by_person.setdefault(row.person, []).append(row)
    closing = MonthClosing.objects.of_district(district).filter(month=month).select_related("closed_by").first()
    trips = Trip.objects.of_district(district).between(month, end).select_related("lead").order_by("starts_on", "pk")
    return MonthPage(
        month,
        tuple(_of_person(person, places, month) for person, places in by_person.items()),
        tuple(one for places in by_person.values() for one in overlaps(places)),
        tuple(trips.waiting()),
        tuple(trips.report_missing(today)),
        closing,
        tuple(closing.changes.select_related("trip", "made_by")) if closing else (),
    )


def _of_person(person: Person, places: Sequence[TripPerson], month: date) -> PersonMonth:
    return PersonMonth(
        person,
        month_halves([(row.first_half, row.last_half) for row in places], month),
        tuple((row.trip, month_halves([(row.first_half, row.last_half)], month)) for row in places),
    )


def overlaps(places: Sequence[TripPerson]) -> list[Overlap]:
    """Neighbours in time of one person that share half-days; `places` come in the order of their first half-day."""
    return [
        Overlap(one.person, one.trip, other.trip, other.overlap_reason or one.overlap_reason)
        for one, other in pairwise(places)
        if other.first_half <= one.last_half
    ]


def closings(district: Any, start: date, end: date) -> dict[date, MonthClosing]:
    """Closed months of these days, by their first day."""
    rows = MonthClosing.objects.of_district(district).filter(month__range=(start, end))
    return {row.month: row for row in rows}
