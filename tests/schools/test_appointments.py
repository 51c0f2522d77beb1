"""Giving and ending a role."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry, Notice
from schools.models import Appointment, District
from schools.scope import holds
from schools.services.appointments import end_role, give_role
from tests.factories import base

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 17)


def test_strangers_colleagues_and_the_neighbour_may_not(a: District, b: District) -> None:
    person = base.person(a)
    others = [base.account(), base.user("supervisor", a), base.user("office_director", a), base.user("admin", b)]
    others.append(base.user("principal", base.school(a)))
    for actor in others:
        with pytest.raises(NotAllowed):
            give_role(person, actor=actor, role="supervisor", starts_on=DAY)
    assert not Appointment.objects.filter(person=person).exists()


def test_nobody_gives_themselves_a_role_whatever_they_hold(a: District) -> None:
    for role in ("admin", "group_director"):
        actor = base.user(role, a)
        with pytest.raises(NotAllowed):
            give_role(base.person_of(actor, a), actor=actor, role="supervisor", starts_on=DAY)


def test_nor_through_a_row_that_carries_their_address(a: District, b: District) -> None:
    actor = base.user("admin", a)
    actor = base.user("admin", b, of=actor)
    base.person_of(actor, b)
    row = base.person(base.district(code="C"), email=actor.email.upper())
    base.appoint(base.person_of(actor, row.district, email="other@example.org"), "admin")
    with pytest.raises(NotAllowed):
        give_role(row, actor=actor, role="office_director", starts_on=DAY)


def test_the_group_director_gives_the_roles_of_the_group_only(a: District) -> None:
    head, person, school = base.user("group_director", a), base.person(a), base.school(a)
    assert give_role(person, actor=head, role="supervisor", starts_on=DAY)
    for role in ("admin", "office_director", "deputy_director", "group_director"):
        with pytest.raises(NotAllowed):
            give_role(person, actor=head, role=role, starts_on=DAY)
    with pytest.raises(NotAllowed):
        give_role(person, actor=head, role="principal", school=school, starts_on=DAY)


def test_directing_in_one_office_appoints_nobody_in_the_other(a: District, b: District) -> None:
    two = base.user("supervisor", b, of=base.user("group_director", a))
    with pytest.raises(NotAllowed):
        give_role(base.person(b), actor=two, role="supervisor", starts_on=DAY)


def test_wrong_places_and_days_are_told_next_to_their_field(a: District, b: District) -> None:
    admin, person = base.user("admin", a), base.person(a)
    wrong = [
        ({"role": "principal"}, "school"),
        ({"role": "principal", "school": base.school(b)}, "school"),
        ({"role": "supervisor", "school": base.school(a)}, "school"),
        ({"role": "supervisor", "ends_on": DAY - timedelta(days=1)}, "ends_on"),
        ({"role": "no-such"}, "role"),
    ]
    for values, field in wrong:
        with pytest.raises(DomainError) as refusal:
            give_role(person, actor=admin, starts_on=DAY, **values)
        assert refusal.value.field == field


def test_overlaps_are_refused_with_the_days_they_overlap(a: District) -> None:
    admin, person = base.user("admin", a), base.person(a)
    give_role(person, actor=admin, role="clerk", starts_on=DAY, ends_on=DAY + timedelta(days=10))
    with pytest.raises(DomainError, match="ซ้อนกัน") as refusal:
        give_role(person, actor=admin, role="clerk", starts_on=DAY + timedelta(days=10))
    assert refusal.value.field == "starts_on"
    assert give_role(person, actor=admin, role="clerk", starts_on=DAY + timedelta(days=11))


def test_an_acting_holder_holds_from_the_first_to_the_last_day_and_is_told(a: District) -> None:
    admin = base.user("admin", a)
    user = base.account()
    person = base.person_of(user, a)
    give_role(
        person,
        actor=admin,
        role="group_director",
        starts_on=DAY,
        ends_on=DAY + timedelta(days=1),
        acting="in_charge",
        order_reference="125/2567",
    )
    assert [holds(user, "plan.decide", district=a, on=DAY + timedelta(days=n)) for n in (-1, 0, 1, 2)] == [
        False,
        True,
        True,
        False,
    ]
    entry = AuditEntry.objects.get(action="appointment.given")
    assert entry.data["role"] == "ผอ.กลุ่มนิเทศฯ (รักษาการ)"
    assert entry.data["order"] == "125/2567"
    assert "รักษาการ" in Notice.objects.get(recipient=user).title


def test_ending_keeps_the_row_and_ends_what_it_gave(a: District) -> None:
    admin, head = base.user("admin", a), base.user("group_director", a)
    user = base.user("supervisor", a, starts_on=DAY)
    row = Appointment.objects.get(person__user=user)
    with pytest.raises(NotAllowed):
        end_role(row, actor=base.user("office_director", a), on=DAY)
    with pytest.raises(NotAllowed):
        end_role(Appointment.objects.get(person__user=head), actor=head, on=DAY)
    end_role(row, actor=admin, on=DAY, reason="ย้าย")
    row.refresh_from_db()
    assert row.ends_on == DAY
    with pytest.raises(DomainError, match="มีวันสิ้นสุด"):
        end_role(row, actor=admin, on=DAY + timedelta(days=1))


def test_the_page_shows_the_refusal_and_loses_nothing(a: District, client: Client) -> None:
    admin, person = base.user("admin", a), base.person(a)
    client.force_login(admin)
    address = reverse("schools:appointment-add", args=[person.pk])
    page = client.post(address, {"role": "principal", "starts_on": "1 ต.ค. 2567", "order_reference": "77/2567"})
    assert page.status_code == 200
    assert "กรุณาระบุโรงเรียน" in page.content.decode()
    assert "77/2567" in page.content.decode()
    page = client.post(address, {"role": "clerk", "starts_on": "2024-10-01"})
    assert page.status_code == 302
    assert Appointment.objects.get(person=person).starts_on == date(2024, 10, 1)
