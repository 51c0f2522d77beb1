"""The register of outside people and bodies: refusals, namesakes, switching off, the tie to an account, where used."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from office.orders import services as orders
from schools import extensions
from schools.models import OutsidePerson
from schools.services import outside
from tests.factories import base
from tests.factories import office as made
from tests.office.conftest import Office

pytestmark = pytest.mark.django_db


def test_who_may_keep_it(office: Office) -> None:
    for user in (office.stranger, office.supervisor, office.director):
        with pytest.raises(NotAllowed):
            outside.save_body(office.district, actor=user, kind="local", name="อบต.ทดสอบ")
    row = outside.save_person(office.district, actor=office.clerk, first_name="ข้างนอก", last_name="ทดสอบ")
    with pytest.raises(NotAllowed):
        outside.link_account(row, actor=office.clerk, person=None)


def test_namesakes(office: Office) -> None:
    body = outside.save_body(office.district, actor=office.clerk, kind="local", name="อบต.ทดสอบ")
    with pytest.raises(DomainError, match="มีหน่วยงานชื่อนี้"):
        outside.save_body(office.district, actor=office.clerk, kind="local", name=" อบต.ทดสอบ ")
    given = {"actor": office.clerk, "first_name": "ข้างนอก", "last_name": "ทดสอบ"}
    first = outside.save_person(office.district, body=body, prefix="นาย", **given)
    with pytest.raises(DomainError, match="ในทะเบียนแล้ว"):
        outside.save_person(office.district, body=body, prefix="นาง", sure=True, **given)
    with pytest.raises(DomainError, match="คนละคน") as told:
        outside.save_person(office.district, **given)
    assert told.value.field == "sure"
    assert outside.save_person(office.district, sure=True, **given).pk != first.pk
    with pytest.raises(DomainError, match="ทะเบียนของสำนักงานนี้"):
        theirs = outside.save_body(office.other, actor=office.stranger, kind="local", name="อบต.ข้าง")
        outside.save_person(office.district, actor=office.clerk, first_name="ใหม่", body=theirs)
    # Correcting a phone number does not ask about namesakes again.
    assert outside.save_person(office.district, actor=office.clerk, person=first, body=body, phone="075").phone == "075"


def test_the_tie_opens_what_names_them(office: Office) -> None:
    member = base.user("committee_member", office.district, name="กรรมการ ภายนอก")
    person = base.person_of(member, office.district)
    row = outside.save_person(office.district, actor=office.clerk, first_name="กรรมการ", last_name="ภายนอก")
    order = made.draft(office.head, office.district)
    group = orders.save_group(order, actor=office.head, heading="คณะ")
    orders.save_person(order, actor=office.head, group=group.pk, outside=row)
    orders.issue_order(order, actor=office.head, dated=made.DAY)
    client = Client()
    client.force_login(member)
    address = reverse("orders:order", args=[order.pk])
    assert client.get(address).status_code == 404
    outside.link_account(row, actor=office.head, person=person)
    assert client.get(address).status_code == 200
    other = outside.save_person(office.district, actor=office.clerk, first_name="อีกคน")
    with pytest.raises(DomainError, match="ผูกกับ"):
        outside.link_account(other, actor=office.head, person=person)
    with pytest.raises(NotAllowed):
        outside.link_account(other, actor=office.head, person=base.person_of(office.head, office.district))
    assert address in [url for _, url in extensions.outside_uses(office.clerk, row)]


def test_the_form_points_out_a_namesake_and_keeps_what_was_typed(office: Office) -> None:
    outside.save_person(office.district, actor=office.clerk, first_name="ข้างนอก", last_name="ทดสอบ")
    body = outside.save_body(office.district, actor=office.clerk, kind="local", name="อบต.ทดสอบ")
    client = Client()
    client.force_login(office.clerk)
    typed = {"first_name": "ข้างนอก", "last_name": "ทดสอบ", "body": body.pk, "position": "ปลัด"}
    answer = client.post(reverse("outside:person-new"), typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "ปลัด" in page
    assert 'name="sure"' in page
    assert client.post(reverse("outside:person-new"), {**typed, "sure": "on"}).status_code == 302
    row = OutsidePerson.objects.get(position="ปลัด")
    client.post(reverse("outside:person-switch", args=[row.pk]), {"to": "off"})
    row.refresh_from_db()
    assert not row.is_active


def test_lists_ask_as_much_for_many_rows(office: Office) -> None:
    client = Client()
    client.force_login(office.clerk)
    for name in ("outside:people", "outside:bodies", "orders:orders"):
        counts = []
        for span in (range(2), range(2, 20)):
            for number in span:
                body = outside.save_body(office.district, actor=office.clerk, kind="local", name=f"{name} {number}")
                outside.save_person(office.district, actor=office.clerk, first_name=f"{name}{number}", body=body)
                made.issued(office.head, office.district, title=f"{name} {number}")
            client.get(reverse(name))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse(name)).status_code == 200
            counts.append(len(asked))
        assert counts[0] == counts[1], name
