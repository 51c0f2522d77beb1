"""Trips for tests, made through the services."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from office.travel import services
from office.travel.models import Trip
from schools.queries import person_of


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


def a_trip(
    user: Any, district: Any, start: date = date(2025, 1, 15), end: date | None = None, *, purpose: str = "นิเทศโรงเรียน",
    others: Any = (), halves: tuple[str, str] = ("am", "pm"), place: str = "โรงเรียนบ้านหนึ่ง", **more: Any,
) -> Trip:  # fmt: skip
    values = {"now": at(date(2025, 1, 2)), **more}
    lead = values.pop("lead", None) or person_of(user, district)
    return services.request_trip(
        district, actor=user, lead=lead, people=list(others), purpose=purpose, place=place, starts_on=start,
        ends_on=end or start, starts_half=halves[0], ends_half=halves[1], **values,
    )  # fmt: skip


def an_approved_trip(user: Any, head: Any, district: Any, *args: Any, **more: Any) -> Trip:
    return services.approve_trip(a_trip(user, district, *args, **more), actor=head, now=at(date(2025, 1, 3)))


def a_reported_trip(user: Any, head: Any, district: Any, *args: Any, **more: Any) -> Trip:
    trip = an_approved_trip(user, head, district, *args, **more)
    services.report_trip(
        trip, actor=user, did="นิเทศชั้นเรียนครบทุกห้อง", outcome="ครูปรับกิจกรรม", now=at(trip.ends_on, 16), today=trip.ends_on
    )
    trip.refresh_from_db()
    return trip
