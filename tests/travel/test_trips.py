"""Asking, deciding, reporting, cancelling; refusals first."""

import re
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import pointers
from core.approvals import inbox_for
from core.errors import DomainError, NotAllowed
from core.models import AuditEntry, Notice
from office.travel import services
from office.travel.models import Trip
from schools.models import Appointment
from schools.queries import person_of
from tests.factories import base, travel

DAY = date(2025, 1, 15)


def test_who_may_not(office: SimpleNamespace) -> None:
    lead = person_of(office.supervisor, office.district)
    for user in (office.admin, office.principal, office.stranger):
        with pytest.raises(NotAllowed):
            travel.a_trip(user, office.district, lead=lead)
    trip = travel.a_trip(office.supervisor, office.district)
    for user in (office.supervisor, office.colleague, office.clerk, office.stranger):
        with pytest.raises(NotAllowed):
            services.approve_trip(trip, actor=user)
        with pytest.raises(NotAllowed):
            services.return_trip(trip, actor=user, reason="ไม่")
    for user in (office.colleague, office.head, office.strange_clerk):
        with pytest.raises(NotAllowed):
            services.cancel_trip(trip, actor=user, reason="ไม่ไป")
    trip = services.approve_trip(trip, actor=office.head)
    for user in (office.colleague, office.clerk, office.head):
        with pytest.raises(NotAllowed):
            services.report_trip(trip, actor=user, did="x", today=DAY)


def test_nobody_decides_on_their_own_nor_on_somebody_as_high(office: SimpleNamespace) -> None:
    head = person_of(office.head, office.district)
    own = travel.a_trip(office.head, office.district)
    with_head = travel.a_trip(office.supervisor, office.district, date(2025, 2, 3), others=[head])
    written = travel.a_trip(
        office.head, office.district, date(2025, 3, 3), lead=person_of(office.colleague, office.district)
    )
    for trip in (own, with_head, written):
        with pytest.raises(NotAllowed):
            services.approve_trip(trip, actor=office.head)
        assert services.approve_trip(trip, actor=office.director).state == "approved"
    second = base.user("group_director", office.district)
    again = travel.a_trip(office.head, office.district, date(2025, 4, 3))
    with pytest.raises(NotAllowed):
        services.approve_trip(again, actor=second)


def test_the_directors_own_trip_is_entered_by_the_paper_that_allowed_it(office: SimpleNamespace) -> None:
    trip = travel.a_trip(office.director, office.district)
    with pytest.raises(NotAllowed):
        services.approve_trip(trip, actor=office.head)
    with pytest.raises(NotAllowed):
        services.enter_approval(trip, actor=office.director, authority="เอง")
    assert [one.kind_label for one in inbox_for(office.clerk, office.district)] == ["ลงการอนุมัติไปราชการ"]
    with pytest.raises(DomainError):
        services.enter_approval(trip, actor=office.clerk, authority=" ")
    trip = services.enter_approval(trip, actor=office.clerk, authority="สพฐ. ที่ 1/2568")
    assert (trip.state, trip.authority) == ("approved", "สพฐ. ที่ 1/2568")
    ordinary = travel.a_trip(office.supervisor, office.district)
    with pytest.raises(NotAllowed):
        services.enter_approval(ordinary, actor=office.clerk, authority="สพฐ.")
    # While nobody holds a post above, the desk enters the approval of the supervisors' trips too.
    Appointment.objects.filter(district=office.district, role__in=("group_director", "office_director")).update(
        ends_on=date(2021, 1, 1)
    )
    assert services.enter_approval(ordinary, actor=office.clerk, authority="สพฐ.").state == "approved"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"end": date(2025, 1, 14)}, "ends_on"), ({"halves": ("pm", "am")}, "ends_half"),
        ({"end": date(2025, 6, 1)}, "ends_on"), ({"purpose": " "}, "purpose"), ({"place": ""}, "place"),
        ({"cost": Decimal(-1)}, "cost"), ({"cost": Decimal(500)}, "cost_source"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(office: SimpleNamespace, values: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as told:
        travel.a_trip(office.supervisor, office.district, **values)
    assert told.value.field == field
    assert not Trip.objects.exists()


def test_people_and_things_of_another_office_are_refused(office: SimpleNamespace) -> None:
    teacher = base.person(office.district, school=base.school(office.district))
    for person in (person_of(office.stranger, office.other), teacher):
        with pytest.raises(DomainError, match="ไม่ใช่บุคลากร"):
            travel.a_trip(office.supervisor, office.district, others=[person])
    with pytest.raises(DomainError, match="โรงเรียน"):
        travel.a_trip(office.supervisor, office.district, schools=[base.school(office.other)])


def test_two_clicks_make_one(office: SimpleNamespace) -> None:
    one = travel.a_trip(office.supervisor, office.district)
    assert travel.a_trip(office.supervisor, office.district).pk == one.pk
    assert (one.number, one.year) == (1, 2568)
    assert Trip.objects.count() == 1
    assert Notice.objects.filter(recipient=office.head, code="trip.asked").count() == 1


def test_a_returned_request_comes_again(office: SimpleNamespace) -> None:
    trip = services.return_trip(travel.a_trip(office.supervisor, office.district), actor=office.head, reason="ระบุรถ")
    assert [one.kind_label for one in inbox_for(office.supervisor, office.district)] == ["คำขอไปราชการที่ต้องแก้ไข"]
    lead = person_of(office.supervisor, office.district)
    trip = services.edit_trip(
        trip, actor=office.supervisor, lead=lead, people=[], purpose="นิเทศ", place="บ้านหนึ่ง", starts_on=DAY, ends_on=DAY,
        starts_half="am", ends_half="am",
    )  # fmt: skip
    assert (trip.state, trip.reason, trip.days) == ("submitted", "", "0.5")
    assert [one.kind_label for one in inbox_for(office.head, office.district)] == ["พิจารณาไปราชการ"]
    assert inbox_for(office.director, office.district), "whoever stands above may decide as well"
    trip = services.approve_trip(trip, actor=office.head)
    with pytest.raises(DomainError, match="พิจารณาไม่ได้"):
        services.approve_trip(trip, actor=office.head)
    # Changed after approval: it must be approved anew.
    trip = services.edit_trip(
        trip, actor=office.supervisor, lead=lead, people=[], purpose="นิเทศ", place="บ้านหนึ่ง",
        starts_on=DAY + timedelta(days=1), ends_on=DAY + timedelta(days=1), starts_half="am", ends_half="pm",
    )  # fmt: skip
    assert (trip.state, trip.decided_by) == ("submitted", None)


def test_from_report_to_acknowledgement(office: SimpleNamespace) -> None:
    trip = travel.an_approved_trip(office.supervisor, office.head, office.district, DAY, date(2025, 1, 17))
    with pytest.raises(DomainError, match="รายงานได้ตั้งแต่"):
        services.report_trip(trip, actor=office.supervisor, did="ไป", today=date(2025, 1, 16))
    with pytest.raises(DomainError) as told:
        services.report_trip(trip, actor=office.supervisor, did=" ", today=date(2025, 1, 17))
    assert told.value.field == "did"
    services.report_trip(trip, actor=office.supervisor, did="นิเทศ", today=date(2025, 1, 17))
    services.report_trip(trip, actor=office.supervisor, did="นิเทศครบ", today=date(2025, 1, 18))
    trip.refresh_from_db()
    assert (trip.state, trip.report.did) == ("reported", "นิเทศครบ")
    with pytest.raises(NotAllowed):
        services.see_report(trip, actor=office.colleague)
    assert services.see_report(trip, actor=office.head).seen_by == office.head
    services.see_report(trip, actor=office.head)
    assert AuditEntry.objects.filter(action="trip.seen").count() == 1
    with pytest.raises(DomainError, match="รับทราบ"):
        services.report_trip(trip, actor=office.supervisor, did="เปลี่ยน", today=date(2025, 1, 19))
    with pytest.raises(DomainError, match="ยกเลิกไม่ได้"):
        services.cancel_trip(trip, actor=office.supervisor, reason="ไม่ไป")


def test_reports_are_reminded_of_once_before_and_once_late(office: SimpleNamespace) -> None:
    travel.an_approved_trip(office.supervisor, office.head, office.district, DAY)
    told = [
        services.remind_of_reports(now=travel.at(DAY + timedelta(days=n), hour))
        for n, hour in ((0, 7), (1, 7), (2, 7), (2, 8), (3, 7), (4, 7), (5, 7))
    ]
    assert told == [0, 0, 1, 0, 0, 1, 0]
    services.save_rules(office.district, actor=office.clerk, report_days=10)
    assert services.remind_of_reports(now=travel.at(DAY + timedelta(days=6))) == 0
    assert services.remind_of_reports(now=travel.at(DAY + timedelta(days=11))) == 1
    items = [one for one in inbox_for(office.supervisor, office.district) if one.kind == "trip"]
    assert [(one.kind_label, one.state) for one in items] == [("รายงานการไปราชการที่ค้าง", "late")]
    assert items[0].over()


def test_settings_are_the_desks(office: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        services.save_rules(office.district, actor=office.head, report_days=5)
    for days in (0, 61):
        with pytest.raises(DomainError):
            services.save_rules(office.district, actor=office.clerk, report_days=days)


def test_pages_keep_what_was_typed(office: SimpleNamespace) -> None:
    client = Client()
    client.force_login(office.supervisor)
    lead = person_of(office.supervisor, office.district)
    posted = {
        "purpose": "นิเทศพิเศษ", "starts_on": "15 ม.ค. 2568", "starts_half": "am", "ends_on": "14/1/2568",
        "ends_half": "pm", "lead": lead.pk, "place": "บ้านหนึ่ง", "vehicle": "own", "cost_source": "none",
    }  # fmt: skip
    address = reverse("travel:new")
    answer = client.post(address, posted)
    assert answer.status_code == 422
    assert "วันกลับต้องไม่ก่อนวันไป" in answer.text
    assert "นิเทศพิเศษ" in answer.text
    answer = client.post(address, {**posted, "ends_on": "16/1/2568"})
    trip = Trip.objects.get()
    assert answer.url == reverse("travel:trip", args=[trip.pk])
    client.post(address, {**posted, "starts_on": "20/1/2568", "ends_on": "", "purpose": "ไปวันเดียว"})
    day = Trip.objects.get(purpose="ไปวันเดียว")
    assert (day.starts_on, day.ends_on) == (date(2025, 1, 20), date(2025, 1, 20))
    answer = client.post(address, {**posted, "ends_on": "15/1/2568", "purpose": "อีกเรื่อง"})
    assert answer.status_code == 422
    assert "สองแห่งในเวลาเดียวกัน" in answer.text
    stranger = Client()
    stranger.force_login(office.stranger)
    assert stranger.get(reverse("travel:trip", args=[trip.pk])).status_code == 404
    client.force_login(office.head)
    assert client.post(reverse("travel:approve", args=[trip.pk])).status_code == 302
    assert client.post(reverse("travel:approve", args=[trip.pk])).status_code == 302, "a second click is told, no fault"
    client.force_login(office.supervisor)
    assert client.post(reverse("travel:report", args=[trip.pk]), {"did": ""}).status_code == 422
    assert client.post(reverse("travel:report", args=[trip.pk]), {"did": "นิเทศครบ"}).status_code == 302
    page = client.get(reverse("travel:trip", args=[trip.pk])).text
    assert "นิเทศครบ" in page


def test_nobody_approves_a_trip_changed_since_they_opened_it(office: SimpleNamespace, client: Client) -> None:
    trip = travel.a_trip(office.supervisor, office.district, date(2025, 1, 15))
    client.force_login(office.head)
    page = client.get(reverse("travel:trip", args=[trip.pk])).text
    seen = re.search(r'name="stamp" value="(\d+)"', page)
    assert seen is not None
    lead = trip.lead
    services.edit_trip(
        trip, actor=office.supervisor, lead=lead, people=[lead], purpose="ประชุมอื่น", starts_on=trip.starts_on,
        ends_on=trip.ends_on, place="กรุงเทพมหานคร",
    )  # fmt: skip
    answer = client.post(reverse("travel:approve", args=[trip.pk]), {"stamp": seen[1]}, follow=True)
    assert "ถูกแก้ไขไปแล้วหลังจากท่านเปิดหน้า" in answer.text
    trip.refresh_from_db()
    assert trip.state == "submitted"
    client.post(reverse("travel:approve", args=[trip.pk]), {"stamp": trip.stamp})
    trip.refresh_from_db()
    assert trip.state == "approved"


def test_nothing_hangs_on_a_cancelled_trip(office: SimpleNamespace) -> None:
    row = travel.a_trip(office.supervisor, office.district)
    assert pointers.may_change(office.supervisor, "trip", str(row.pk))
    services.cancel_trip(row, actor=office.supervisor, reason="ไม่ไป")
    assert not pointers.may_change(office.supervisor, "trip", str(row.pk))
    assert not pointers.may_change(office.clerk, "trip", str(row.pk))


def test_a_request_holds_nobody_whom_another_paper_only_names(office: SimpleNamespace) -> None:
    with CaptureQueriesContext(connection) as done:
        travel.a_trip(office.supervisor, office.district)
    locks = [one["sql"] for one in done if '"schools_person"' in one["sql"] and " FOR " in one["sql"]]
    assert locks
    assert all("FOR NO KEY UPDATE" in sql for sql in locks)
