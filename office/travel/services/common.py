"""What every act on a trip does: lock, check state and who acts, leave its trace, mind the closed months."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError, NotAllowed
from core.thai.dates import thai_date
from office.travel.models import MonthChange, MonthClosing, Trip
from office.travel.permissions import STATES, may_act
from office.travel.queries import pointer_of
from schools.services.locks import lock_district


def locked(trip: Trip, actor: Any, act: str, now: datetime) -> Trip:
    """The row for writing. A wrong state is told before a wrong person."""
    rows = Trip.objects.select_for_update(of=("self",)).select_related("district", "lead__user", "asked_by")
    row: Trip = rows.prefetch_related("people__person__user").get(pk=trip.pk)
    STATES.next(row.state, act)
    if actor is not audit.SYSTEM and not may_act(actor, row, act, on=timezone.localdate(now)):
        raise NotAllowed("ท่านทำรายการนี้กับการไปราชการครั้งนี้ไม่ได้")
    return row


def saved(row: Trip, act: str, actor: Any, now: datetime, *fields: str, **data: Any) -> None:
    row.updated_at = now
    row.save(update_fields=[*fields, "updated_at"])
    trace(row, act, actor, now, **data)


def trace(row: Trip, act: str, actor: Any, now: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"trip.{act}", target=pointer_of(row), district_code=row.district.code, data=data, at=now
    )


def tell(row: Trip, people: Iterable[Any], act: str, title: str, *, now: datetime, body: str = "") -> None:
    notify.send(
        {user.pk: user for user in people if user is not None}.values(), code=f"trip.{act}", title=title[:300],
        body=body, url=reverse("travel:trip", args=[row.pk]), pointer=pointer_of(row), district_code=row.district.code,
        now=now,
    )  # fmt: skip


def travellers(row: Trip) -> list[Any]:
    return [one.person.user for one in row.people.all()] + [row.asked_by]


def closed_months(row: Trip) -> list[MonthClosing]:
    """Closed months that the trip touches. The office is locked first, as closing does: a month that is being closed at
    the same moment has no row yet that could be locked."""
    lock_district(row.district_id)
    months = MonthClosing.objects.of_district(row.district_id)
    return list(months.filter(month__range=(row.starts_on.replace(day=1), row.ends_on)).order_by("month"))


def refuse_closed(row: Trip, *, desk: bool) -> None:
    """Days of a closed month are the desk's to change."""
    found = [] if desk else closed_months(row)
    if found:
        names = " และ ".join(thai_date(one.month, "month") for one in found)
        raise DomainError(f"สรุปวันไปราชการเดือน{names} ปิดแล้ว กรุณาแจ้งเจ้าหน้าที่ธุรการบันทึกให้", field="starts_on")


def note_closed(row: Trip, actor: Any, text: str, now: datetime) -> None:
    """A line beside each closed month the trip touches."""
    MonthChange.objects.bulk_create(
        MonthChange(closing=month, trip=row, text=text[:400], made_by=actor, made_at=now)
        for month in closed_months(row)
    )


def in_day(moment: datetime, today: date | None) -> date:
    return today or timezone.localdate(moment)
