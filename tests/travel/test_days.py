"""Days by month and person: over month and year ends, half-days, two trips at once counted once."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from core.errors import DomainError
from office.travel import services
from office.travel.models import TripPerson
from office.travel.queries import day_text, month_page, year_table
from schools.queries import person_of
from tests.factories import travel

JAN = date(2025, 1, 2)


def _months(office: SimpleNamespace, year: int) -> dict[str, tuple[str, ...]]:
    return {str(row.person): row.cells for row in year_table(office.district, year).rows}


def test_a_trip_over_the_end_of_the_fiscal_year_is_in_two_months_and_two_years(office: SimpleNamespace) -> None:
    travel.an_approved_trip(
        office.supervisor, office.head, office.district, date(2025, 9, 30), date(2025, 10, 2), now=travel.at(JAN)
    )
    old, new = year_table(office.district, 2568), year_table(office.district, 2569)
    assert (old.rows[0].cells[11], old.rows[0].total) == ("1", "1")
    assert (new.rows[0].cells[0], new.rows[0].total) == ("2", "2")
    september = month_page(office.district, date(2025, 9, 1), date(2025, 11, 1))
    october = month_page(office.district, date(2025, 10, 1), date(2025, 11, 1))
    assert (september.total, october.total) == ("1", "2")


@pytest.mark.parametrize(
    ("halves", "end", "days"),
    [
        (("am", "pm"), date(2025, 1, 15), "1"), (("pm", "pm"), date(2025, 1, 15), "0.5"),
        (("am", "am"), date(2025, 1, 15), "0.5"), (("pm", "am"), date(2025, 1, 17), "2"),
        (("am", "am"), date(2025, 1, 17), "2.5"), (("pm", "am"), date(2025, 2, 1), "17"),
    ],
)  # fmt: skip
def test_half_days(office: SimpleNamespace, halves: tuple[str, str], end: date, days: str) -> None:
    trip = travel.a_trip(office.supervisor, office.district, date(2025, 1, 15), end, halves=halves)
    assert day_text(trip.halves) == trip.days == days


def test_the_end_of_february_in_a_leap_year(office: SimpleNamespace) -> None:
    travel.an_approved_trip(
        office.supervisor, office.head, office.district, date(2024, 2, 28), date(2024, 3, 1), now=travel.at(JAN)
    )
    cells = _months(office, 2567)[str(person_of(office.supervisor, office.district))]
    assert (cells[4], cells[5]) == ("2", "1")


def test_only_what_was_approved_counts(office: SimpleNamespace) -> None:
    travel.a_trip(office.supervisor, office.district)
    assert year_table(office.district, 2568).rows == ()
    assert year_table(office.other, 2568).rows == ()


def test_two_places_at_once_are_refused_unless_somebody_says_why(office: SimpleNamespace) -> None:
    colleague = person_of(office.colleague, office.district)
    travel.an_approved_trip(office.supervisor, office.head, office.district, others=[colleague])
    with pytest.raises(DomainError, match="สองแห่งในเวลาเดียวกัน") as told:
        travel.a_trip(office.colleague, office.district, purpose="อีกที่")
    assert told.value.field == "overlap_reason"
    assert str(colleague) in told.value.message
    assert "นิเทศโรงเรียน" in told.value.message
    trip = travel.a_trip(office.colleague, office.district, purpose="อีกที่", overlap_reason="ไปต่อหลังเสร็จ")
    services.approve_trip(trip, actor=office.head)
    page = month_page(office.district, date(2025, 1, 1), date(2025, 3, 1))
    assert [(str(one.person), one.reason) for one in page.overlaps] == [(str(colleague), "ไปต่อหลังเสร็จ")]
    assert {str(row.person): row.days for row in page.rows}[str(colleague)] == "1", "the day counts once"
    assert page.trips == 2


def test_a_morning_and_an_afternoon_are_no_clash(office: SimpleNamespace) -> None:
    travel.a_trip(office.supervisor, office.district, halves=("am", "am"))
    travel.a_trip(office.supervisor, office.district, halves=("pm", "pm"), purpose="อีกที่")
    with pytest.raises(DomainError):
        travel.a_trip(office.supervisor, office.district, purpose="ทั้งวัน")


def test_the_database_keeps_a_person_from_two_places(office: SimpleNamespace) -> None:
    travel.a_trip(office.supervisor, office.district)
    travel.a_trip(office.supervisor, office.district, purpose="อีกที่", overlap_reason="จำเป็น")
    with pytest.raises(IntegrityError), transaction.atomic():
        TripPerson.objects.update(overlap_reason="")


def test_a_cancelled_trip_gives_its_days_back(office: SimpleNamespace) -> None:
    trip = travel.an_approved_trip(office.supervisor, office.head, office.district)
    services.cancel_trip(trip, actor=office.supervisor, reason="งดเดินทาง")
    assert travel.a_trip(office.supervisor, office.district, purpose="แทน").state == "submitted"
    assert year_table(office.district, 2568).rows == ()
