"""What this app tells the others when the program starts."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from core import audit, navigation, slots
from core.approvals import InboxItem, register_inbox
from core.pointers import Pointer, Provider, register_provider
from core.slots import Block
from core.thai.dates import date_range, thai_date
from core.thai.years import fiscal_year
from office.travel.models import MonthClosing, TravelRules, Trip, TripPerson
from office.travel.permissions import Posts, is_own, may_ask, may_keep
from office.travel.queries import containing, pointer_of, report_days, trips_of_person
from office.travel.queries.lists import KIND
from schools.scope import holds, register_path
from schools.work_sources import TASK, WorkRow, WorkSource, register_source

ACTS = {
    "trip.asked": "ขอไปราชการ {days}",
    "trip.edited": "แก้ไขและส่งใหม่ {days}",
    "trip.approved": "อนุมัติ {authority}",
    "trip.returned": "ส่งกลับ: {reason}",
    "trip.cancelled": "ยกเลิก: {reason}",
    "trip.reported": "รายงานผลการไปราชการ",
    "trip.rewritten": "แก้ไขรายงาน",
    "trip.seen": "รับทราบรายงาน",
    "travel_month.closed": "ปิดสรุปวันไปราชการเดือน{month} {people} คน {days} วัน",
    "travel_rules.saved": "ตั้งกำหนดรายงานการไปราชการภายใน {days} วัน",
}
_MOST = 50
_SHOWN = 5
_READERS = ("district.read", "desk.write")
S = Trip.State


def _trip(key: str) -> Trip:
    return Trip.objects.select_related("district").prefetch_related("people").get(pk=int(key))


def _may_hang(user: Any, key: str) -> bool:
    """Whose it is, and the desk; nothing hangs on a trip that was cancelled."""
    trip = _trip(key)
    return trip.state != S.CANCELLED and (is_own(user, trip) or may_keep(user, trip.district_id))


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def inbox(user: Any, district: Any) -> Iterable[InboxItem]:
    """To decide, to enter, reports to read; one's own to mend and to report."""
    decides, keeps = holds(user, "desk.decide", district=district), may_keep(user, district)
    if not (decides or keeps or may_ask(user, district)):
        return
    today = timezone.localdate()
    rows = Trip.objects.of_district(district).select_related("lead").prefetch_related("people__person")
    if decides or keeps:
        posts = Posts(district, today)
        for row in rows.waiting().order_by("asked_at")[:_MOST]:
            deciders = posts.deciders(row)
            if any(one.pk == user.pk for one in deciders) and decides:
                yield _line(row, "พิจารณาไปราชการ", row.asked_at, "submitted", "รออนุมัติ", "พิจารณา")
            elif keeps and not deciders:
                yield _line(row, "ลงการอนุมัติไปราชการ", row.asked_at, "submitted", "รอหน่วยเหนือ", "ลงการอนุมัติ")
        unseen = rows.filter(state=S.REPORTED, report__seen_at=None, authority="").select_related("report")
        for row in unseen.order_by("report__written_at")[:_MOST] if decides else ():
            if any(one.pk == user.pk for one in posts.deciders(row)[:1]):
                yield _line(row, "รายงานการไปราชการ", row.report.written_at, "submitted", "รายงานแล้ว", "รับทราบ")
    yield from _own(user, district, rows, today)


def _own(user: Any, district: Any, rows: Any, today: date) -> Iterable[InboxItem]:
    days = report_days(district)
    mine = rows.filter(lead__user=user)
    for row in mine.filter(state=S.RETURNED).order_by("updated_at")[:_MOST]:
        yield _line(row, "คำขอไปราชการที่ต้องแก้ไข", row.updated_at, "returned", "ส่งกลับ", "แก้ไขแล้วส่งใหม่", detail=row.reason)
    for row in mine.report_missing(today).order_by("ends_on")[:_MOST]:
        due = row.report_due(days)
        late = today > due
        yield _line(
            row, "รายงานการไปราชการที่ค้าง", _morning(row.ends_on), "late" if late else "due",
            "เลยกำหนดรายงาน" if late else "รอรายงาน", "เขียนรายงาน", limit=days + 1,
            due=f"กำหนดรายงาน {thai_date(due, 'short')}",
        )  # fmt: skip


def _line(  # noqa: PLR0917 (one line of the inbox, in the order it is read)
    row: Trip, kind: str, since: datetime, state: str, label: str, act: str, *, detail: str = "", limit: int = 0,
    due: str = "",
) -> InboxItem:  # fmt: skip
    return InboxItem(
        "trip", kind, str(row.pk), row.purpose, detail or date_range(row.starts_on, row.ends_on),
        reverse("travel:trip", args=[row.pk]), since, str(row.lead), state, label, limit_days=limit, act_label=act,
        deadline_note=due,
    )  # fmt: skip


def desk_block(request: HttpRequest, district: Any) -> dict[str, Any] | None:
    """What travel leaves at the desk: reports that are late, and last month while it is open."""
    today = timezone.localdate()
    rows = Trip.objects.visible_to(request.user).of_district(district).select_related("lead")
    late = rows.report_late(today, report_days(district))
    last = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    closed = MonthClosing.objects.of_district(district).filter(month=last).exists()
    waiting = rows.waiting().count()
    count = late.count()
    if not (count or waiting or not closed):
        return None
    return {
        "late": count, "rows": list(late.order_by("ends_on")[:_SHOWN]), "waiting": waiting,
        "last": None if closed else last, "last_year": last.year + 543, "today": today,
    }  # fmt: skip


def visit_block(request: HttpRequest, visit: Any) -> dict[str, Any] | None:
    """The trips its people were on that day; for the one who led it, the way to ask for one."""
    if visit.way != "field" or visit.state == "cancelled":
        return None
    going = TripPerson.objects.visible_to(request.user).filter(
        person__in=[visit.lead_id, *visit.members.values_list("person", flat=True)], is_live=True,
        trip__starts_on__lte=visit.visited_on, trip__ends_on__gte=visit.visited_on,
    )  # fmt: skip
    trips = list({row.trip_id: row.trip for row in going.select_related("trip").order_by("pk")}.values())
    mine = visit.lead.user_id == request.user.pk and may_ask(request.user, visit.district_id)
    covered = going.filter(person=visit.lead_id).exists() if mine and trips else False
    asks = mine and not covered
    return {"trips": trips, "asks": asks} if trips or asks else None


def letter_block(request: HttpRequest, letter: Any) -> dict[str, Any] | None:
    """The way from a letter to a trip by it; a secret one is not named in a request others read."""
    if letter.secrecy or letter.state == "cancelled" or not may_ask(request.user, letter.district_id):
        return None
    day = f" ลงวันที่ {thai_date(letter.dated, 'short')}" if letter.dated else ""
    number = f"ที่ {letter.own_number}{day} " if letter.own_number else ""
    words = {"reference": f"{number}เรื่อง {letter.subject}"[:200]}
    return {"address": f"{reverse('travel:new')}?{urlencode(words)}"}


def person_block(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """A person's travel of the present fiscal year on their page."""
    if person.school_id is not None:
        return None
    found = trips_of_person(request.user, person, fiscal_year(timezone.localdate()))
    return {"found": found} if found.trips else None


def work(district: Any, start: date, end: date) -> Iterable[WorkRow]:
    """Trips that began on these days, for the desks of the groups and a person's year."""
    rows = Trip.objects.of_district(district).counted().filter(starts_on__range=(start, end))
    for row in rows.order_by():
        yield WorkRow(
            row.starts_on, row.purpose, reverse("travel:trip", args=[row.pk]), task=row.task_id, project=row.project_id,
            state=str(row.get_state_display()), key=row.pk,
        )  # fmt: skip


def travellers(district: Any, trips: set[int]) -> Iterable[tuple[int, int]]:
    return TripPerson.objects.filter(trip__in=trips).order_by("pk").values_list("trip", "person")


def search_evidence(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Reported trips as proof, the newest first."""
    rows = containing(Trip.objects.visible_to(user).of_district(district).filter(state=S.REPORTED), text)
    if school is not None:
        rows = rows.filter(schools=school)
    return [pointer_of(row) for row in rows.order_by("-starts_on", "-pk")[:limit]]


def register_all() -> None:
    register_path(Trip, district="district", read=_READERS)
    register_path(TripPerson, district="trip__district", read=_READERS)
    for model in (MonthClosing, TravelRules):
        register_path(model, district="district", read=_READERS)
    audit.register(ACTS)
    register_provider(
        KIND,
        Provider(
            label=lambda key: pointer_of(_trip(key)).label,
            url=lambda key: reverse("travel:trip", args=[key]),
            may_view=lambda user, key: Trip.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=_may_hang,
            district_code=lambda key: _trip(key).district.code,
            printed=lambda key: ("trip-report", {"trip": key}),
            max_files=20,
            thai="ไปราชการ",
            search=search_evidence,
            snapshot=lambda key: pointer_of(_trip(key)),
        ),
    )
    register_inbox("trip", inbox)
    register_source(WorkSource("trips", "ไปราชการ", "ครั้ง", "route", work, people=travellers, names=(TASK,)))
    slots.register("desk.main", Block("travel.desk", 60, desk_block, "office/travel/_desk.html", ("desk.write",)))
    slots.register("visit.aside", Block("travel.visit", 20, visit_block, "office/travel/_visit.html", _READERS))
    slots.register("letter.main", Block("travel.letter", 60, letter_block, "office/travel/_letter.html", ("desk.own",)))
    slots.register(
        "person.main",
        Block("travel.person", 50, person_block, "office/travel/_person.html", _READERS),
    )
    navigation.register(
        navigation.NavItem(
            "travel", "ไปราชการ", "travel:trips", "route", order=130, section=navigation.OFFICE,
            capabilities=_READERS,
        )
    )  # fmt: skip
