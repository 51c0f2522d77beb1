"""Pointers, words and lists of trips."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.pointers import Pointer
from core.search import Hit
from core.thai.dates import date_range
from core.thai.years import fiscal_range, fiscal_year
from office.travel.models import TravelRules, Trip, TripPerson
from office.travel.models.trip import Half
from office.travel.queries.days import year_table

KIND = "trip"


def pointer_of(trip: Trip) -> Pointer:
    return Pointer(KIND, str(trip.pk), str(trip)[:300], trip.starts_on)


def report_days(district: Any) -> int:
    """Days after the last one of a trip in which its report is due."""
    row = TravelRules.objects.filter(district=district).first()
    return row.report_days if row else TravelRules.REPORT_DAYS


def when_text(trip: Trip) -> str:
    """15–17 ม.ค. 2568 (2.5 วัน เริ่มบ่าย): the days, how many, and where one of them is half."""
    return f"{date_range(trip.starts_on, trip.ends_on)} ({length_text(trip)})"


def length_text(trip: Trip) -> str:
    """2.5 วัน เริ่มบ่าย."""
    halves = []
    if trip.starts_half == Half.AFTERNOON:
        halves.append("เริ่มบ่าย")
    if trip.ends_half == Half.MORNING:
        halves.append("ถึงเที่ยง")
    return " ".join([f"{trip.days} วัน", *halves])


@dataclass(frozen=True)
class PersonTrips:
    """A person's fiscal year on their page."""

    year: int
    days: str
    trips: tuple[Trip, ...]


def trips_of_person(user: Any, person: Any, year: int) -> PersonTrips:
    """What the reader may see of a person's trips that touch a fiscal year, newest first; three queries at most."""
    start, end = fiscal_range(year)
    rows = Trip.objects.visible_to(user).of_district(person.district_id).counted().of_people([person])
    found = tuple(rows.between(start, end).order_by("-starts_on", "-pk")[:20])
    table = year_table(person.district_id, year, people=[person.pk]) if found else None
    return PersonTrips(year, table.total if table else "0", found)


def containing(rows: Any, text: str) -> Any:
    """A number/year, or each word in purpose, place, a traveller's or a school's name."""
    number, _, year = text.strip().partition("/")
    if number.isdecimal() and len(number) < 8 and year.isdecimal() and len(year) == 4:
        return rows.filter(number=int(number), year=int(year))
    for word in text.split():
        named = TripPerson.objects.filter(
            Q(person__first_name__contains=word) | Q(person__last_name__contains=word)
        ).values("trip")
        schools = Trip.schools.through.objects.filter(school__name__contains=word).values("trip")
        rows = rows.filter(Q(purpose__contains=word) | Q(place__contains=word) | Q(pk__in=named) | Q(pk__in=schools))
    return rows


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Trips by what they are for, where to and who goes, the newest first."""
    rows = containing(Trip.objects.visible_to(user).of_district(district), text).select_related("lead")
    return [
        Hit("ไปราชการ", row.purpose, reverse("travel:trip", args=[row.pk]),
            (date_range(row.starts_on, row.ends_on), str(row.lead), row.get_state_display()), "route")
        for row in rows.order_by("-starts_on", "-pk")[:limit]
    ]  # fmt: skip


def years_of(district: Any, today: date) -> list[int]:
    """Fiscal years (พ.ศ.) with any trip, the newest first; at least the present one."""
    rows = Trip.objects.of_district(district).live()
    first = rows.order_by("starts_on").values_list("starts_on", flat=True).first()
    last = rows.order_by("-ends_on").values_list("ends_on", flat=True).first()
    now = fiscal_year(today)
    newest = max(now, fiscal_year(last)) if last else now
    oldest = min(now, fiscal_year(first)) if first else now
    return list(range(newest, oldest - 1, -1))
