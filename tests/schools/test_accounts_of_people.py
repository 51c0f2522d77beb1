"""Closing and reopening the account of a person: who may, what is kept, and that open sessions end."""

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import NotAllowed
from core.models import AuditEntry
from schools.models import District
from schools.services.people import close_account_of, reopen_account_of
from tests.factories import base

pytestmark = pytest.mark.django_db


def test_who_may_not(a: District, b: District) -> None:
    user = base.user("supervisor", a)
    person = base.person_of(user, a)
    for actor in (base.account(), base.user("group_director", a), base.user("admin", b)):
        with pytest.raises(NotAllowed):
            close_account_of(person, actor=actor, reason="ย้าย")
    admin = base.user("admin", a)
    with pytest.raises(NotAllowed):
        close_account_of(base.person_of(admin, a), actor=admin, reason="ย้าย")


def test_an_account_of_two_offices_is_closed_by_neither_alone(a: District, b: District) -> None:
    user = base.user("supervisor", a)
    base.appoint(base.person(b, user=user, name="สองเขต ทดสอบ"), "supervisor")
    with pytest.raises(NotAllowed, match="หลายสำนักงาน"):
        close_account_of(base.person_of(user, a), actor=base.user("admin", a), reason="ย้าย")


def test_closing_ends_open_sessions_and_leaves_its_reason(a: District, client: Client) -> None:
    user, admin = base.user("supervisor", a), base.user("admin", a)
    person = base.person_of(user, a)
    client.force_login(user)
    assert client.get(reverse("home")).status_code == 200
    desk = Client()
    desk.force_login(admin)
    address = reverse("schools:account-close", args=[person.pk])
    assert desk.post(address, {"reason": ""}).status_code == 200
    answer = desk.post(address, {"reason": "พ้นจากราชการ"})
    assert answer.status_code == 302
    assert client.get(reverse("home")).status_code == 302
    assert AuditEntry.objects.get(action="account.closed").data == {"reason": "พ้นจากราชการ"}
    assert "เปิดบัญชีผู้ใช้อีกครั้ง" in desk.get(answer["Location"]).content.decode()
    desk.post(reverse("schools:account-reopen", args=[person.pk]))
    user.refresh_from_db()
    assert user.is_active


def test_closing_twice_is_told(a: District, client: Client) -> None:
    user, admin = base.user("supervisor", a), base.user("admin", a)
    person = base.person_of(user, a)
    close_account_of(person, actor=admin, reason="ย้าย")
    person.refresh_from_db()
    client.force_login(admin)
    page = client.post(reverse("schools:account-close", args=[person.pk]), {"reason": "อีกครั้ง"})
    assert "ปิดการใช้งานไปแล้ว" in page.content.decode()
    reopen_account_of(person, actor=admin)
