"""What trips are made of: visits and whatever else takes the office's people out, told by the apps that keep it.

    register_trip_source(TripSource("visits", "การนิเทศ", outings))     # in apps.ready()

A trip shows the outings of its people on its days, so nothing has to be tied and nobody types a trip twice.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from office.travel.models import Trip, TripPerson
from office.travel.models.trip import Half, half_day


@dataclass(frozen=True, slots=True)
class Outing:
    """One thing that takes people out on a day. `people`, `schools`, `project` and `task` are primary keys; `planned`
    until it was done. `code` names it in an address."""

    kind: str
    key: str
    day: date
    label: str
    url: str
    people: tuple[int, ...]
    schools: tuple[int, ...] = ()
    place: str = ""
    project: int | None = None
    task: int | None = None
    planned: bool = False
    state: str = ""

    @property
    def code(self) -> str:
        return f"{self.kind}:{self.key}"


Outings = Callable[[Any, Any, Collection[int], date, date], Iterable[Outing]]


@dataclass(frozen=True, slots=True)
class TripSource:
    """`outings(user, district, people, start, end)`: what the reader may see of what takes any of these people (keys of
    Person) out on those days; a fixed number of queries."""

    key: str
    thai: str
    outings: Outings


_sources: dict[str, TripSource] = {}


def register_trip_source(source: TripSource) -> None:
    """In `apps.ready()`; the same key twice is a mistake of the programmer."""
    if source.key in _sources:
        raise ValueError(f"trip source {source.key} is registered twice")
    _sources[source.key] = source


def outings_between(user: Any, district: Any, people: Collection[int], start: date, end: date) -> list[Outing]:
    """Of every source, by day."""
    found = [row for source in _sources.values() for row in source.outings(user, district, people, start, end)]
    return sorted(found, key=lambda row: (row.day, row.kind, row.key))


def outings_of_trip(user: Any, trip: Trip) -> list[Outing]:
    """What its people do on its days, as far as the reader may see it."""
    people = [row.person_id for row in trip.people.all()]
    return outings_between(user, trip.district, people, trip.starts_on, trip.ends_on)


def uncovered(user: Any, district: Any, person: Any, start: date, end: date) -> list[Outing]:
    """Outings of one person on days no trip of theirs takes up: what a trip may be made from."""
    places = TripPerson.objects.filter(
        person=person, is_live=True, first_half__lte=half_day(end, Half.AFTERNOON),
        last_half__gte=half_day(start, Half.MORNING),
    ).values_list("first_half", "last_half")  # fmt: skip
    taken = {half // 2 for first, last in places for half in range(first, last + 1)}
    rows = outings_between(user, district, [person.pk], start, end)
    return [row for row in rows if row.day.toordinal() not in taken]
