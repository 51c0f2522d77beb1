"""Asking for travel and changing what was asked."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from core.numbers import next_number
from core.stamps import held_since
from core.thai.dates import date_range
from core.thai.years import fiscal_year
from office.travel.models import Trip, TripPerson
from office.travel.models.trip import half_day
from office.travel.permissions import Posts, may_ask, may_keep
from office.travel.services.common import locked, note_closed, refuse_closed, saved, tell
from schools.models import District, Person
from schools.services.refusals import explained

S = Trip.State
MOMENT = timedelta(seconds=30)
LONGEST = 120  # days; a longer stay is no trip but a posting
MOST_PEOPLE = 60
TEXTS = ("purpose", "place", "vehicle", "vehicle_note", "cost_source", "cost_note", "reference")
_TWO_PLACES = {"one_place_at_a_time": ("มีผู้เดินทางที่ไปราชการอื่นในช่วงเดียวกัน กรุณาเปิดหน้านี้ใหม่", "overlap_reason")}


@transaction.atomic
def request_trip(
    district: District, *, actor: Any, lead: Person, people: Collection[Person], schools: Collection[Any] = (),
    overlap_reason: str = "", now: datetime | None = None, **values: Any,
) -> Trip:  # fmt: skip
    """Ask to travel. `people` go, `lead` among them asks and reports; `values` are days, halves and texts of the model.

    DomainError for an end before the start, for nobody to go, for a person of another office, for somebody who is
    somewhere else at the time unless `overlap_reason` says why, and for days of a closed month unless the desk writes.
    """
    at = now or timezone.now()
    desk = may_keep(actor, district)
    if not (desk or may_ask(actor, district)):
        raise NotAllowed("ท่านขอไปราชการในสำนักงานนี้ไม่ได้")
    going = _going(district, lead, people)
    row = Trip(district=district, lead=lead, asked_by=actor, asked_at=at, updated_at=at)
    _write(row, values, schools)
    refuse_closed(row, desk=desk)
    _lock_people(going)
    if again := _same(row, going):
        return again
    reasons = _clashes(row, going, overlap_reason)
    row.year = fiscal_year(at)
    row.number = next_number(district.code, "trip", row.year)
    row.save()
    row.schools.set(schools)
    _seat(row, going, reasons)
    saved(row, "asked", actor, at, days=date_range(row.starts_on, row.ends_on))
    _tell_deciders(row, at)
    return row


@transaction.atomic
def edit_trip(
    trip: Trip, *, actor: Any, lead: Person, people: Collection[Person], schools: Collection[Any] = (),
    overlap_reason: str = "", stamp: int | None = None, now: datetime | None = None, **values: Any,
) -> Trip:  # fmt: skip
    """Change one and send it in again; one that was approved must be approved anew. In a closed month the desk alone
    does so, and the month says it. StaleRevision where it was changed since the form with this `stamp` was opened."""
    at = now or timezone.now()
    row = locked(trip, actor, "edit", at)
    held_since(row, stamp, actor=actor)
    desk, was = may_keep(actor, row.district), row.state
    going = _going(row.district, lead, people)
    refuse_closed(row, desk=desk)
    if was == S.APPROVED:
        note_closed(row, actor, f"แก้ไข {row} หลังปิดเดือน รออนุมัติใหม่", at)
    row.lead = lead
    _write(row, values, schools)
    refuse_closed(row, desk=desk)
    _lock_people(going)
    reasons = _clashes(row, going, overlap_reason)
    row.state, row.reason, row.decided_by, row.decided_at, row.authority = S.SUBMITTED, "", None, None, ""
    row.updated_at = at
    row.stamp += 1
    row.save()
    row.schools.set(schools)
    _seat(row, going, reasons)
    saved(row, "edited", actor, at, days=date_range(row.starts_on, row.ends_on))
    _tell_deciders(row, at)
    return row


def _going(district: District, lead: Person, people: Collection[Person]) -> list[Person]:
    """Everybody once, who leads first."""
    found = {person.pk: person for person in (lead, *people)}
    if len(found) > MOST_PEOPLE:
        raise DomainError(f"ไปราชการครั้งหนึ่งมีผู้เดินทางได้ไม่เกิน {MOST_PEOPLE} คน", field="people")
    for person in found.values():
        if person.district_id != district.pk or person.school_id or not person.is_active:
            raise DomainError(f"{person} ไม่ใช่บุคลากรของสำนักงานนี้", field="lead" if person == lead else "people")
    return list(found.values())


def _write(row: Trip, values: Mapping[str, Any], schools: Collection[Any]) -> None:
    known = {*TEXTS, "starts_on", "starts_half", "ends_on", "ends_half", "cost", "order", "project", "task"}
    if unknown := set(values) - known:
        raise ValueError(f"a trip has no {sorted(unknown)}")
    for name, value in values.items():
        setattr(row, name, " ".join(value.split()) if name in TEXTS else value)
    row.purpose = needed(row.purpose, "กรุณาบอกว่าไปราชการเพื่ออะไร", field="purpose")[:300]
    if not row.place and not schools:
        raise DomainError("กรุณาระบุสถานที่หรือเลือกโรงเรียน", field="place")
    if any(school.district_id != row.district_id for school in schools):
        raise DomainError("เลือกได้เฉพาะโรงเรียนของสำนักงานนี้", field="schools")
    for name in ("order", "project"):
        tied = getattr(row, name)
        if tied is not None and tied.district_id != row.district_id:
            raise DomainError("เลือกได้เฉพาะรายการของสำนักงานนี้", field=name)
    if row.task is not None and row.task.work_group.district_id != row.district_id:
        raise DomainError("เลือกได้เฉพาะรายการของสำนักงานนี้", field="task")
    if row.cost is not None and row.cost < 0:
        raise DomainError("ค่าใช้จ่ายต้องไม่น้อยกว่า 0", field="cost")
    if row.cost and row.cost_source == Trip.Cost.NONE:
        raise DomainError("มีประมาณการค่าใช้จ่ายแล้ว กรุณาเลือกว่าเบิกจากที่ใด", field="cost_source")
    if row.ends_on < row.starts_on:
        raise DomainError("วันกลับต้องไม่ก่อนวันไป", field="ends_on")
    if (row.ends_on - row.starts_on).days >= LONGEST:
        raise DomainError(f"ไปราชการครั้งหนึ่งไม่เกิน {LONGEST} วัน กรุณาตรวจวันที่", field="ends_on")
    row.first_half = half_day(row.starts_on, row.starts_half)
    row.last_half = half_day(row.ends_on, row.ends_half)
    if row.last_half < row.first_half:
        raise DomainError("วันเดียวกัน เริ่มบ่ายแล้วถึงเที่ยงไม่ได้", field="ends_half")


def _lock_people(people: Collection[Person]) -> None:
    """Two requests for one person wait for each other, so that the second sees the first. A paper that only names the
    person waits for neither: it may hold the district that a request needs."""
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in people]).order_by("pk"))


def _same(row: Trip, going: Collection[Person]) -> Trip | None:
    """The second of two clicks."""
    rows = Trip.objects.waiting().filter(
        district=row.district, asked_by=row.asked_by, purpose=row.purpose, lead=row.lead, first_half=row.first_half,
        last_half=row.last_half, asked_at__gt=row.asked_at - MOMENT,
    )  # fmt: skip
    keys = {person.pk for person in going}
    return next((one for one in rows if set(one.people.values_list("person", flat=True)) == keys), None)


def _clashes(row: Trip, going: Collection[Person], reason: str) -> dict[int, str]:
    """Why each person who is elsewhere at the time goes all the same; DomainError while nobody said."""
    others = (
        TripPerson.objects.filter(
            person__in=going, is_live=True, first_half__lte=row.last_half, last_half__gte=row.first_half
        )
        .exclude(trip=row.pk)
        .select_related("person", "trip")
        .order_by("person__name_sort", "first_half")
    )
    found = list(others)
    reason = " ".join(reason.split())[:300]
    if found and not reason:
        told = " · ".join(
            f"{one.person} ไป “{one.trip.purpose}” {date_range(one.trip.starts_on, one.trip.ends_on)}"
            for one in found[:5]
        )
        raise DomainError(
            f"มีผู้เดินทางอยู่สองแห่งในเวลาเดียวกัน: {told} กรุณาแก้วันหรือรายชื่อ หรือระบุเหตุผลถ้าไปทั้งสองรายการจริง",
            field="overlap_reason",
        )
    return {one.person_id: reason for one in found}


def _seat(row: Trip, going: Collection[Person], reasons: Mapping[int, str]) -> None:
    row.people.all().delete()
    with explained(_TWO_PLACES):
        TripPerson.objects.bulk_create(
            TripPerson(
                trip=row, person=person, first_half=row.first_half, last_half=row.last_half,
                overlap_reason=reasons.get(person.pk, ""),
            )
            for person in going
        )  # fmt: skip


def _tell_deciders(row: Trip, at: datetime) -> None:
    fresh = Trip.objects.prefetch_related("people__person").get(pk=row.pk)
    nearest = Posts(row.district, timezone.localdate(at)).deciders(fresh)[:1]
    tell(row, nearest, "asked", f"ขออนุมัติไปราชการ: {row.purpose}", now=at, body=f"{row.lead} {_when(row)}")


def _when(row: Trip) -> str:
    half = " (ครึ่งวัน)" if row.first_half == row.last_half else ""
    return f"{date_range(row.starts_on, row.ends_on)}{half}"
