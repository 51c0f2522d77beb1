"""Closing a month: what stops it, what it keeps, and how later changes are told."""

import threading
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from office.travel import services
from office.travel.models import MonthClosing
from office.travel.queries import month_page
from schools.queries import person_of
from tests.factories import base, travel

JANUARY, MARCH = date(2025, 1, 1), date(2025, 3, 1)


def test_only_the_desk_closes_and_only_what_is_over(office: SimpleNamespace) -> None:
    for user in (office.head, office.supervisor, office.strange_clerk):
        with pytest.raises(NotAllowed):
            services.close_month(office.district, actor=user, month=JANUARY, today=MARCH)
    with pytest.raises(DomainError, match="ยังไม่สิ้นสุด"):
        services.close_month(office.district, actor=office.clerk, month=JANUARY, today=date(2025, 1, 31))


def test_an_undecided_request_stops_it(office: SimpleNamespace) -> None:
    trip = travel.a_trip(office.supervisor, office.district)
    with pytest.raises(DomainError, match="ไม่ได้พิจารณา 1"):
        services.close_month(office.district, actor=office.clerk, month=JANUARY, today=MARCH)
    services.approve_trip(trip, actor=office.head)
    made = services.close_month(office.district, actor=office.clerk, month=JANUARY, today=MARCH)
    assert made.content == {
        "people": [
            {
                "person": person_of(office.supervisor, office.district).pk,
                "name": str(person_of(office.supervisor, office.district)), "halves": 2, "trips": 1,
            }
        ],
        "trips": 1,
    }  # fmt: skip
    assert services.close_month(office.district, actor=office.clerk, month=JANUARY, today=MARCH).pk == made.pk
    assert MonthClosing.objects.count() == 1


def test_after_closing_the_desk_alone_changes_and_the_month_says_it(office: SimpleNamespace) -> None:
    trip = travel.an_approved_trip(office.supervisor, office.head, office.district)
    services.close_month(office.district, actor=office.clerk, month=JANUARY, today=MARCH)
    with pytest.raises(DomainError, match="ปิดแล้ว"):
        services.cancel_trip(trip, actor=office.supervisor, reason="ไม่ได้ไป")
    with pytest.raises(DomainError, match="ปิดแล้ว"):
        travel.a_trip(office.colleague, office.district)
    late = travel.a_trip(
        office.clerk, office.district, date(2025, 1, 30), date(2025, 2, 1),
        lead=person_of(office.colleague, office.district),
    )  # fmt: skip
    services.approve_trip(late, actor=office.head)
    services.cancel_trip(trip, actor=office.clerk, reason="ไม่ได้ไปจริง")
    page = month_page(office.district, JANUARY, MARCH)
    assert [row.text.split()[0] for row in page.changes] == ["อนุมัติ", "ยกเลิก"]
    assert page.closing is not None
    assert page.closing.content["trips"] == 1, "what was closed stays as it was"
    assert page.total == "2"


def test_the_clerk_closes_it_in_the_browser(office: SimpleNamespace) -> None:
    travel.an_approved_trip(office.supervisor, office.head, office.district)
    client = Client()
    client.force_login(office.clerk)
    address = reverse("travel:month", args=[2568, 1])
    page = client.get(address).text
    assert "ปิดสรุปเดือนนี้" in page and "หลังปิดแล้ว เฉพาะธุรการ" in page
    assert client.post(reverse("travel:month-close", args=[2568, 1])).url == address
    page = client.get(address).text
    assert "ปิดแล้ว" in page
    assert "ปิดสรุปเดือนนี้" not in page and "หลังปิดแล้ว เฉพาะธุรการ" not in page
    assert client.get(reverse("travel:month", args=[2568, 13])).status_code == 404
    client.force_login(office.head)
    assert client.post(reverse("travel:month-close", args=[2568, 1])).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_month_being_closed_holds_back_a_cancelling() -> None:
    """Where the month is closed first, the line beside it is written; there is no row to lock before."""
    district = base.district()
    clerk, head, asker = (base.user(role, district) for role in ("clerk", "group_director", "supervisor"))
    trip = travel.an_approved_trip(asker, head, district)
    started = threading.Event()

    def cancel() -> None:
        started.set()
        try:
            services.cancel_trip(trip, actor=clerk, reason="ไม่ได้ไป")
        finally:
            connection.close()

    other = threading.Thread(target=cancel)
    with transaction.atomic():
        services.close_month(district, actor=clerk, month=JANUARY, today=MARCH)
        other.start()
        started.wait()
        other.join(1)
        assert other.is_alive(), "waits for the closing"
    other.join()
    assert [row.text.split()[0] for row in month_page(district, JANUARY, MARCH).changes] == ["ยกเลิก"]
