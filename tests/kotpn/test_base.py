"""A committee by an order, and its meetings' numbers."""

from datetime import date, time

import pytest

from core.errors import DomainError, NotAllowed
from kotpn.committee.models import Committee
from kotpn.committee.queries import members_on
from kotpn.committee.services import Seat, appoint
from kotpn.meetings.services import call_meeting
from tests.factories import base, kotpn


@pytest.fixture
def district(db):
    return base.district()


@pytest.fixture
def secretary(district):
    return base.user("committee_secretary", district)


def test_only_the_secretariat_calls_a_meeting(district, secretary) -> None:
    committee = kotpn.a_committee(secretary, district)
    for role in ("supervisor", "clerk", "committee_member"):
        with pytest.raises(NotAllowed):
            kotpn.a_meeting(base.user(role, district), committee)


def test_nobody_sits_in_two_categories(district, secretary) -> None:
    committee = kotpn.a_committee(secretary, district)
    twice = base.person(district)
    with pytest.raises(DomainError, match="สองครั้ง"):
        appoint(
            committee, actor=secretary, order_number="9/2572", ordered_on=date(2028, 10, 1),
            starts_on=date(2028, 10, 1), seats=[Seat(twice), Seat(twice, category="expert")],
        )  # fmt: skip


def test_tenures_do_not_overlap(district, secretary) -> None:
    committee = kotpn.a_committee(secretary, district)
    with pytest.raises(DomainError, match="วาระทับกับคำสั่งที่ 125/2567"):
        appoint(
            committee, actor=secretary, order_number="9/2570", ordered_on=date(2027, 1, 1),
            starts_on=date(2027, 1, 1), seats=[Seat(base.person(district))],
        )  # fmt: skip


def test_a_tenure_of_four_years_ends_the_day_before(district, secretary) -> None:
    committee = kotpn.a_committee(secretary, district)
    assert committee.tenures.get().ends_on == date(2028, 9, 30)
    assert len(members_on(committee, date(2028, 9, 30))) == 9
    assert members_on(committee, date(2028, 10, 1)) == []


@pytest.mark.parametrize(("numbering", "occasion"), [("calendar", "ครั้งที่ 1/2568"), ("fiscal", "ครั้งที่ 2/2568")])
def test_numbers_begin_anew_with_the_committees_year(district, secretary, numbering: str, occasion: str) -> None:
    committee = kotpn.a_committee(secretary, district, numbering=numbering)
    kotpn.a_meeting(secretary, committee, held_on=date(2024, 11, 20))
    assert kotpn.a_meeting(secretary, committee, held_on=date(2025, 1, 22)).occasion == occasion


def test_the_same_call_twice_is_one_meeting(district, secretary) -> None:
    committee = kotpn.a_committee(secretary, district)
    first = kotpn.a_meeting(secretary, committee)
    assert kotpn.a_meeting(secretary, committee) == first
    assert [row.heading for row in first.sections.all()][:2] == [
        "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "เรื่องรับรองรายงานการประชุม",
    ]  # fmt: skip
    with pytest.raises(DomainError, match="หลังเวลาเริ่ม"):
        call_meeting(
            committee, actor=secretary, held_on=date(2025, 2, 1), time_from=time(9), time_to=time(8), place="ห้องประชุม"
        )


def test_a_subcommittee_stands_under_the_main_one(district, secretary) -> None:
    main = kotpn.a_committee(secretary, district, size=11)
    sub = kotpn.a_committee(secretary, district, kind=Committee.Kind.SUB, name="อ.ก.ต.ป.น. กลุ่มที่ 1", members=5)
    assert (sub.parent, sub.size) == (main, 11)
