"""Days of travel by month and person: half-days are counted once each, whatever trips take them up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.thai.dates import MONTHS_SHORT
from core.thai.years import fiscal_months, fiscal_range
from office.travel.models import TripPerson
from office.travel.models.trip import Half, day_text, half_day
from office.travel.querysets import COUNTED
from schools.models import Person


def month_end(month: date) -> date:
    """Last day of the month that begins on `month`."""
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def span(start: date, end: date) -> tuple[int, int]:
    """First and last half-day of these whole days."""
    return half_day(start, Half.MORNING), half_day(end, Half.AFTERNOON)


def within(places: Iterable[tuple[int, int]], start: date, end: date) -> set[int]:
    """Half-days of (first, last) pairs that lie on these days, each once."""
    low, high = span(start, end)
    found: set[int] = set()
    for first, last in places:
        found.update(range(max(first, low), min(last, high) + 1))
    return found


def month_halves(places: Iterable[tuple[int, int]], month: date) -> int:
    """Half-days in one month."""
    return len(within(places, month, month_end(month)))


@dataclass(frozen=True)
class PersonYear:
    """One person's fiscal year: half-days by month in the order of the year, trips that touch it."""

    person: Person
    months: tuple[int, ...]
    trips: int

    @property
    def halves(self) -> int:
        return sum(self.months)

    @property
    def cells(self) -> tuple[str, ...]:
        return tuple(day_text(halves) if halves else "" for halves in self.months)

    @property
    def total(self) -> str:
        return day_text(self.halves)


@dataclass(frozen=True)
class YearTable:
    """Everybody who travelled in a fiscal year (พ.ศ.); `months` are first days, October first."""

    year: int
    months: tuple[date, ...]
    rows: tuple[PersonYear, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """Short names of the months; the year they are of stands above the table."""
        return tuple(MONTHS_SHORT[month.month - 1] for month in self.months)

    @property
    def totals(self) -> tuple[str, ...]:
        return tuple(day_text(sum(row.months[place] for row in self.rows)) for place in range(len(self.months)))

    @property
    def total(self) -> str:
        return day_text(sum(row.halves for row in self.rows))


def year_table(district: Any, year: int, *, people: Any = None) -> YearTable:
    """Of the whole office, or of some people (rows or keys). One query; a trip from 30 September to 2 October gives a
    day to one fiscal year and two to the next."""
    start, end = fiscal_range(year)
    low, high = span(start, end)
    rows = TripPerson.objects.filter(
        trip__district=district, trip__state__in=COUNTED, first_half__lte=high, last_half__gte=low
    )
    if people is not None:
        rows = rows.filter(person__in=people)
    by_person: dict[Person, list[tuple[int, int]]] = {}
    for row in rows.select_related("person").order_by("person__name_sort", "person", "first_half"):
        by_person.setdefault(row.person, []).append((row.first_half, row.last_half))
    months = tuple(fiscal_months(year))
    return YearTable(
        year, months,
        tuple(
            PersonYear(person, tuple(month_halves(places, month) for month in months), len(places))
            for person, places in by_person.items()
        ),
    )  # fmt: skip
