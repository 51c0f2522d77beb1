"""Appoint by an order: refusals beside their line, tenures that do not cross, two clicks at once."""

from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from kotpn.committee import services
from kotpn.committee.models import Committee, Member, Tenure
from kotpn.committee.queries import doubts, members_on
from kotpn.committee.services import Newcomer, Seat, SeatRefused
from kotpn.meetings.models import Meeting
from office.orders import services as annexes
from schools.models import Appointment, OutsidePerson
from tests.factories import base, kotpn
from tests.factories import office as orders

NEXT = date(2028, 10, 1)


def appoint(committee: Committee, actor: Any, seats: list[Seat], **more: Any) -> Tenure:
    given = {"order_number": "9/2571", "ordered_on": NEXT, "starts_on": NEXT, **more}
    return services.appoint(committee, actor=actor, seats=seats, **given)


def test_strangers_and_colleagues_appoint_nobody(committee: Any, district: Any, stranger: Any) -> None:
    for actor in (stranger, base.user("supervisor", district), base.user("office_director", district)):
        with pytest.raises(NotAllowed):
            appoint(committee, actor, [Seat(base.person(district))])


def test_the_wrong_line_is_named(committee: Any, secretary: Any, district: Any) -> None:
    one, two = base.person(district), base.person(district)
    with pytest.raises(SeatRefused, match="สองครั้ง") as told:
        appoint(committee, secretary, [Seat(one), Seat(two), Seat(one, category="expert")])
    assert told.value.row == 2
    guest = OutsidePerson.objects.create(district=district, person=one, first_name="คนเดียวกัน", name_sort="คน")
    with pytest.raises(SeatRefused, match="สองครั้ง"):
        appoint(committee, secretary, [Seat(one), Seat(guest, category="expert")])
    with pytest.raises(SeatRefused, match="ไม่ได้อยู่ในทะเบียน"):
        appoint(committee, secretary, [Seat(base.person(base.district()))])


def test_a_crossing_tenure_names_the_other(committee: Any, secretary: Any, district: Any) -> None:
    with pytest.raises(DomainError, match="125/2567") as told:
        appoint(committee, secretary, [Seat(base.person(district))], starts_on=date(2028, 9, 30))
    assert told.value.field == "starts_on"


def test_a_newcomer_enters_the_outside_register_once(committee: Any, secretary: Any, district: Any) -> None:
    guest = Newcomer("นายผู้รู้ รอบด้าน", "ผู้ทรงคุณวุฒิ", district.pk)
    made = appoint(committee, secretary, [Seat(guest, category="expert"), Seat(base.person(district))])
    row = OutsidePerson.objects.get(district=district)
    assert (row.prefix, row.first_name, row.last_name, row.position) == ("นาย", "ผู้รู้", "รอบด้าน", "ผู้ทรงคุณวุฒิ")
    assert made.members.get(outside=row).category == "expert"
    sub = services.found_committee(district, actor=secretary, kind="sub", name="อนุ", short_name="อนุ")
    appoint(sub, secretary, [Seat(guest)])
    assert OutsidePerson.objects.filter(district=district).count() == 1


def test_what_looks_wrong_is_told_not_refused(committee: Any, secretary: Any, district: Any) -> None:
    members = members_on(committee, date(2025, 1, 1))
    assert doubts(committee, members) == []
    committee.size = 8
    assert "มากกว่าจำนวนที่ตั้งไว้" in doubts(committee, members)[0]
    assert "เพียง 3 คน" in doubts(committee, members[:3])[0]
    assert any("ยังไม่มีเลขานุการ" in one for one in doubts(committee, members[:8]))


def test_nothing_is_deleted_once_the_committee_met(committee: Any, secretary: Any, district: Any) -> None:
    tenure = committee.tenures.get()
    meeting = kotpn.opened(secretary, kotpn.a_meeting(secretary, committee))
    Meeting.objects.filter(pk=meeting.pk).update(state="closed")
    with pytest.raises(DomainError, match="จึงลบไม่ได้"):
        services.delete_tenure(tenure, actor=secretary)
    with pytest.raises(DomainError, match="หลังวันนี้แล้ว"):
        services.end_tenure(tenure, actor=secretary, on=date(2024, 12, 31), reason="มีคำสั่งใหม่")
    services.end_tenure(tenure, actor=secretary, on=date(2025, 6, 30), reason="มีคำสั่งใหม่")
    assert not members_on(committee, date(2025, 7, 1))
    later = appoint(committee, secretary, [Seat(base.person(district))])
    services.delete_tenure(later, actor=secretary)
    assert committee.tenures.count() == 1


def test_only_those_who_may_appoint_let_members_in(
    committee: Any, secretary: Any, director: Any, district: Any
) -> None:
    tenure = committee.tenures.get()
    assert services.let_in(tenure, actor=secretary, today=date(2025, 1, 1)).given == 0
    assert services.let_in(tenure, actor=director, today=date(2025, 1, 1)).given == 9
    again = services.let_in(tenure, actor=director, today=date(2025, 1, 1))
    assert (again.given, again.held) == (0, 9)
    held = Appointment.objects.filter(role="committee_member", district=district)
    assert set(held.values_list("starts_on", "ends_on")) == {(tenure.starts_on, tenure.ends_on)}
    leaver = services.end_seat(
        tenure.members.first(), actor=secretary, on=date(2025, 3, 31), reason="เกษียณ"
    )  # fmt: skip
    assert not services.shut_out(leaver, actor=secretary)
    assert services.shut_out(leaver, actor=director)
    assert held.get(person=leaver.person).ends_on == date(2025, 3, 31)


def test_from_an_order_of_the_register_by_hand(district: Any, secretary: Any, director: Any) -> None:
    orders.director(district)
    people = [base.person(district, name=f"กรรมการ{n} ตามคำสั่ง") for n in range(8)]
    order = orders.draft(director, district, title="แต่งตั้ง ก.ต.ป.น.", about="committee")
    group = annexes.save_group(order, actor=director, heading="คณะกรรมการ")
    duties = ["ประธานกรรมการ", *["กรรมการ"] * 6, "กรรมการและเลขานุการ"]
    for person, duty in zip(people, duties, strict=True):
        annexes.save_person(order, actor=director, group=group.pk, person=person, name=str(person), duty=duty)
    annexes.save_person(order, actor=director, group=group.pk, name="นายผู้รู้ รอบด้าน", duty="กรรมการผู้ทรงคุณวุฒิ")
    order = annexes.issue_order(order, actor=director, dated=date(2025, 1, 15))
    made = services.found_committee(district, actor=secretary, kind="main", name="ก.ต.ป.น. เต็ม", short_name="ก.ต.ป.น.")
    client = Client()
    client.force_login(secretary)
    address = reverse("committee:appoint", args=[made.pk])
    page = client.get(address, {"order": order.pk})
    lines = [line for line in page.context["seats"].forms if line.initial.get("name")]
    assert len(lines) == 9
    assert [line.initial["role"] for line in lines][:2] == ["chair", "member"]
    assert lines[8].initial["category"] == "expert"
    assert lines[7].initial["role"] == "secretary"
    typed = posted(page)
    wrong = client.post(address, {**typed, "seat-1-name": str(people[0]), "seat-1-who": ""})
    assert wrong.status_code == 422
    assert "สองครั้ง" in str(wrong.context["seats"].forms[1].errors["name"])
    unknown = client.post(address, {**typed, "seat-1-name": "ไม่มี คนนี้", "seat-1-who": "", "seat-1-new": ""})
    assert "ไม่พบ" in str(unknown.context["seats"].forms[1].errors["name"])
    assert 'value="ไม่มี คนนี้"' in unknown.content.decode()
    more = client.post(address, {**typed, "more": "1"})
    assert len(more.context["seats"].forms) == len(page.context["seats"].forms) + 3
    for _ in range(2):
        assert client.post(address, typed).status_code == 302
    tenure = made.tenures.get()
    assert (tenure.order_id, tenure.members.count()) == (order.pk, 9)
    assert tenure.members.filter(role=Member.Role.CHAIR).get().person == people[0]


def posted(page: Any) -> dict[str, Any]:
    """What a browser would send of the page as it stands."""
    found: dict[str, Any] = {}
    forms = [page.context["form"], page.context["seats"].management_form, *page.context["seats"].forms]
    for form in forms:
        for name in form.fields:
            value = form[name].value()
            if value not in (None, False, ""):
                found[form.add_prefix(name)] = "on" if value is True else value
    if page.context["order"]:
        found["order"] = page.context["order"].pk
    return {name: str(value) if isinstance(value, date) else value for name, value in found.items()}


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_appoint_once() -> None:
    district = base.district()
    secretary = base.user("committee_secretary", district)
    made = services.found_committee(district, actor=secretary, kind="main", name="ก.ต.ป.น.", short_name="ก.ต.ป.น.")
    who = base.person(district)
    start = Barrier(2)
    failed: list[Exception] = []

    def click() -> None:
        try:
            start.wait()
            appoint(made, secretary, [Seat(who)])
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    clicks = [Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert not failed
    assert Tenure.objects.get(committee=made).members.count() == 1
