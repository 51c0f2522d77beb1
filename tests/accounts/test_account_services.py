"""Accounts are opened once and closed with a reason; invitations stand in test_invite.py."""

import threading

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from accounts.services import ask_for_new_password, close_account, create_account, reopen_account
from core import audit
from core.errors import DomainError
from core.models import AuditEntry, Notice
from tests.factories import base

pytestmark = pytest.mark.django_db


def opened(email: str = "kru@example.org", **fields: str) -> User:
    given = {"first_name": "สมใจ", "last_name": "ใจดี", **fields}
    return create_account(email, actor=audit.SYSTEM, district_code="T1", **given)


@pytest.mark.parametrize(
    ("email", "fields", "field"),
    [
        ("ไม่ใช่อีเมล", {}, "email"),
        ("", {}, "email"),
        ("a@b.c\nBcc: x@y.z", {}, "email"),
        ("kru@example.org", {"first_name": "  "}, "first_name"),
        ("kru@example.org", {"password": "1234567890"}, "password"),
        ("kru@example.org", {"password": "สั้น"}, "password"),
    ],
)
def test_what_is_refused(email: str, fields: dict[str, str], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        opened(email, **fields)
    assert refusal.value.field == field
    assert not User.objects.exists()


def test_one_account_per_address_whatever_the_letters() -> None:
    opened("Kru@Example.org")
    with pytest.raises(DomainError, match="อยู่แล้ว"):
        opened("kru@example.ORG ")
    assert User.objects.get().email == "kru@example.org"
    assert AuditEntry.objects.filter(action="account.opened").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_open_one() -> None:
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def act() -> None:
        try:
            start.wait(timeout=60)
            opened()
            outcomes.append("opened")
        except DomainError as refusal:
            outcomes.append(refusal.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["opened", "มีบัญชีของอีเมลนี้อยู่แล้ว"]


def test_who_was_invited_long_ago_may_ask_for_a_new_link() -> None:
    ask_for_new_password(opened().email)
    assert Notice.objects.get().code == "account.password-reset"


def test_closing_needs_a_reason_and_is_never_ones_own() -> None:
    keeper, user = base.account(), base.account()
    with pytest.raises(DomainError, match="ตนเอง"):
        close_account(keeper, actor=keeper, district_code="T1", reason="ย้าย")
    with pytest.raises(DomainError) as refusal:
        close_account(user, actor=keeper, district_code="T1", reason=" ")
    assert refusal.value.field == "reason"
    with pytest.raises(DomainError, match="เปิดใช้งานอยู่แล้ว"):
        reopen_account(user, actor=keeper, district_code="T1")


def test_a_closed_account_is_out_at_once_and_can_come_back() -> None:
    keeper, user = base.account(), base.account()
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/account/profile/").status_code == 200
    close_account(user, actor=keeper, district_code="T1", reason="ย้ายไปเขตอื่น")
    assert client.get("/account/profile/").status_code == 302
    with pytest.raises(DomainError, match="ไปแล้ว"):
        close_account(user, actor=keeper, district_code="T1", reason="อีกครั้ง")
    reopen_account(user, actor=keeper, district_code="T1")
    assert client.get("/account/profile/").status_code == 200
    entries = AuditEntry.objects.order_by("pk")
    assert [entry.action for entry in entries] == ["account.closed", "account.reopened"]
    assert audit.sentence(entries[0]) == "ปิดบัญชีผู้ใช้: ย้ายไปเขตอื่น"
