"""Supplies and requisitions for tests, made through the services."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from office.stores import services
from office.stores.models import Item, Requisition
from schools.queries import person_of

DAY = date(2025, 1, 15)


def at(day: date = DAY, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


def an_item(clerk: Any, district: Any, *, name: str = "กระดาษ A4", opening: int = 10, **more: Any) -> Item:
    return services.save_item(
        district, actor=clerk, name=name, unit="รีม", opening=opening, now=at(date(2025, 1, 2)), today=date(2025, 1, 2),
        **more,
    )  # fmt: skip


def a_requisition(user: Any, district: Any, wanted: Any, *, purpose: str = "อบรมครู", **more: Any) -> Requisition:
    given = {"now": at(), **more}
    return services.request_items(
        district, actor=user, requester=person_of(user, district), purpose=purpose, wanted=wanted, **given
    )


def approved(row: Requisition, head: Any, **more: Any) -> Requisition:
    return services.approve_requisition(row, actor=head, quantities={}, now=at(hour=10), **more)
