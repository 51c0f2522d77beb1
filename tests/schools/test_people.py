"""Entering, correcting, moving people, giving them an account, and what happens when they leave."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.errors import DomainError, NotAllowed
from core.models import AuditEntry, Notice
from schools.models import Appointment, District, Person
from schools.scope import holds
from schools.services.people import (
    add_person,
    deactivate_person,
    edit_person,
    give_account,
    reactivate_person,
    transfer_person,
)
from tests.factories import base

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 17)


def test_who_may_not_enter_people(a: District, b: District) -> None:
    school, other = base.school(a), base.school(a)
    for actor in (base.account(), base.user("supervisor", a), base.user("admin", b), base.user("school_staff", school)):
        with pytest.raises(NotAllowed):
            add_person(actor=actor, district=a, school=school, first_name="ครู")
    principal = base.user("principal", school)
    with pytest.raises(NotAllowed):
        add_person(actor=principal, district=a, school=other, first_name="ครู")
    with pytest.raises(NotAllowed):
        add_person(actor=principal, district=a, first_name="ครู")


def test_who_only_sits_on_a_committee_is_no_staff(a: District) -> None:
    member, supervisor, plain = base.user("committee_member", a), base.user("supervisor", a), base.person(a)
    both = base.user("committee_member", a, of=base.user("deputy_director", a))
    once = base.user("committee_member", a, ends_on=date(2024, 9, 30))
    base.person(a, school=base.school(a))
    staff = {base.person_of(user, a) for user in (supervisor, both)} | {plain}
    assert set(Person.objects.of_district(a).staff(date(2024, 9, 30))) == staff
    assert set(Person.objects.of_district(a).staff(date(2024, 10, 1))) == staff | {base.person_of(once, a)}
    deactivated = base.person_of(supervisor, a)
    deactivated.is_active = False
    deactivated.save(update_fields=["is_active"])
    assert base.person_of(member, a) not in Person.objects.of_district(a).staff()
    assert deactivated not in Person.objects.of_district(a).staff()


def test_a_school_enters_its_own_teachers(a: District) -> None:
    school = base.school(a)
    made = add_person(
        actor=base.user("principal", school),
        district=a,
        school=school,
        prefix="นาง",
        first_name=" ครู  หนึ่ง ",
        last_name="ทดสอบ",
    )
    assert (made.full_name, made.school, made.user) == ("นางครู หนึ่ง ทดสอบ", school, None)
    assert made.name_sort
    assert AuditEntry.objects.get(action="person.added").district_code == "A"


def test_a_missing_name_and_an_address_twice_are_told_by_their_field(a: District) -> None:
    admin = base.user("admin", a)
    add_person(actor=admin, district=a, first_name="หนึ่ง", email="one@example.org")
    for values, field in (
        ({"first_name": " "}, "first_name"),
        ({"first_name": "ก", "email": "ONE@example.org"}, "email"),
    ):
        with pytest.raises(DomainError) as refusal:
            add_person(actor=admin, district=a, **values)
        assert refusal.value.field == field


def test_correcting_writes_what_changed_and_nothing_when_nothing_did(a: District) -> None:
    admin, person = base.user("admin", a), base.person(a, name="เดิม ทดสอบ")
    with pytest.raises(NotAllowed):
        edit_person(person, actor=base.user("supervisor", a), first_name="ใหม่")
    edit_person(person, actor=admin, first_name="เดิม", last_name="ทดสอบ")
    assert not AuditEntry.objects.filter(action="person.edited").exists()
    edit_person(person, actor=admin, first_name="=ใหม่", last_name="ทดสอบ")
    assert Person.objects.get(pk=person.pk).first_name == "=ใหม่"
    assert AuditEntry.objects.get(action="person.edited").data == {"fields": "ชื่อ"}


def test_an_account_given_later_keeps_the_history(a: District, b: District) -> None:
    admin, person = base.user("admin", a), base.person(a, name="ครู ทดสอบ", school=base.school(a))
    for actor in (base.user("group_director", a), base.user("admin", b), base.user("principal", person.school)):
        with pytest.raises(NotAllowed):
            give_account(person, actor=actor, email="new@example.org")
    with pytest.raises(NotAllowed):
        give_account(person, actor=admin, email=admin.email)
    user = give_account(person, actor=admin, email="New@Example.org")
    person.refresh_from_db()
    assert (person.user, person.email, user.email) == (user, "new@example.org", "new@example.org")
    assert Notice.objects.filter(recipient=user).exists()
    with pytest.raises(DomainError, match="มีบัญชีผู้ใช้แล้ว"):
        give_account(person, actor=admin, email="again@example.org")


def test_an_account_known_in_another_office_is_used_again(a: District, b: District) -> None:
    known = base.user("supervisor", b, email="known@example.org")
    person = base.person(a)
    assert give_account(person, actor=base.user("admin", a), email="KNOWN@example.org") == known
    assert User.objects.filter(email__iexact="known@example.org").count() == 1
    assert not holds(known, "visit.write", district=a), "an account alone gives nothing"
    with pytest.raises(DomainError) as refusal:
        give_account(base.person(a), actor=base.user("admin", a), email="known@example.org")
    assert refusal.value.field == "email"


def test_leaving_ends_roles_and_is_refused_while_schools_depend_on_them(a: District) -> None:
    head = base.user("group_director", a)
    user = base.user("supervisor", a)
    person = base.person_of(user, a)
    row = base.assign(person, base.school(a))
    with pytest.raises(NotAllowed):
        deactivate_person(base.person_of(head, a), actor=head, reason="ลาออก")
    with pytest.raises(DomainError, match="ยังมีงานที่ได้รับมอบหมายอยู่ 1 รายการ"):
        deactivate_person(person, actor=head, reason="ลาออก")
    row.delete()
    with pytest.raises(DomainError, match="เหตุผล"):
        deactivate_person(person, actor=head, reason=" ")
    deactivate_person(person, actor=head, reason="ลาออก", today=DAY)
    assert Appointment.objects.get(person=person).ends_on == DAY
    assert not holds(User.objects.get(pk=user.pk), "visit.write", district=a)
    with pytest.raises(DomainError):
        deactivate_person(person, actor=head, reason="ลาออก")
    reactivate_person(person, actor=head)
    assert not holds(User.objects.get(pk=user.pk), "visit.write", district=a), "roles are given anew"


def test_a_school_lets_go_only_of_people_without_an_account(a: District) -> None:
    school = base.school(a)
    principal, staff = base.user("principal", school), base.user("school_staff", school)
    with pytest.raises(NotAllowed):
        deactivate_person(base.person_of(staff, a), actor=principal, reason="ย้าย")
    assert not deactivate_person(base.person(a, school=school), actor=principal, reason="ย้าย").is_active


def test_a_transfer_ends_the_old_roles_and_may_keep_them(a: District, b: District) -> None:
    admin, old, new = base.user("admin", a), base.school(a), base.school(a)
    user = base.user("principal", old)
    person = base.person_of(user, a)
    with pytest.raises(NotAllowed):
        transfer_person(person, actor=base.user("principal", new), school=new, on=DAY)
    for school, on, field in (
        (base.school(b), DAY, "school"),
        (old, DAY, "school"),
        (new, DAY + timedelta(days=1), "on"),
    ):
        with pytest.raises(DomainError) as refusal:
            transfer_person(person, actor=admin, school=school, on=on, today=DAY)
        assert refusal.value.field == field
    transfer_person(person, actor=admin, school=new, on=DAY, keep_roles=True, today=DAY)
    rows = list(Appointment.objects.filter(person=person).order_by("starts_on").values_list("school", "ends_on"))
    assert rows == [(old.pk, DAY - timedelta(days=1)), (new.pk, None)]
    user = User.objects.get(pk=user.pk)
    assert holds(user, "school.own.write", school=new)
    assert not holds(user, "school.own.write", school=old)
    with pytest.raises(DomainError) as refusal:
        transfer_person(person, actor=base.user("group_director", a), school=old, on=DAY, keep_roles=True, today=DAY)
    assert refusal.value.field == "keep_roles"


def test_a_script_in_a_name_is_text(a: District, client: Client) -> None:
    client.force_login(base.user("admin", a))
    person = base.person(a, name="<script>alert(1)</script> ทดสอบ")
    for address in (reverse("schools:people"), reverse("schools:person", args=[person.pk])):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_reading_a_person_is_logged_but_not_reading_oneself(a: District, client: Client) -> None:
    user = base.user("group_director", a)
    client.force_login(user)
    client.get(reverse("schools:person", args=[base.person_of(user, a).pk]))
    assert not AuditEntry.objects.filter(action="person.read").exists()
    client.get(reverse("schools:person", args=[base.person(a).pk]))
    assert AuditEntry.objects.get(action="person.read").actor == user


def test_the_list_asks_the_same_number_of_queries_for_any_number_of_people(a: District, client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(base.user("group_director", a))
    counts = []
    for _ in range(2):
        for _ in range(5):
            base.user("principal", base.school(a))
        client.get(reverse("schools:people"))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(reverse("schools:people")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
