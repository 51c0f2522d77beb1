"""The letter to somebody an office took in."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from accounts.services import invite
from core import audit, notify
from core.models import AuditEntry, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer() -> User:
    return User.objects.create_user("newcomer@example.org", None, first_name="สมใจ", last_name="ตัวอย่าง")


def letter(user: User) -> str:
    assert notify.deliver(Notice.objects.get(recipient=user).pk)
    return str(mail.outbox[-1].body)


def test_a_deactivated_account_gets_nothing(newcomer: User) -> None:
    newcomer.is_active = False
    newcomer.save()
    invite(newcomer, actor=audit.SYSTEM, district_code="A")
    assert not Notice.objects.exists()
    assert not AuditEntry.objects.filter(action="account.invited").exists()


def test_twice_is_one_letter_and_one_trace(newcomer: User) -> None:
    for _ in range(2):
        invite(newcomer, actor=audit.SYSTEM, district_code="A")
    assert Notice.objects.filter(recipient=newcomer).count() == 1
    assert AuditEntry.objects.filter(action="account.invited", district_code="A").count() == 1


def test_the_letter_leads_to_a_first_password(newcomer: User, client: Client) -> None:
    invite(newcomer, actor=audit.SYSTEM, district_code="A")
    address = re.search(r"https?://[^/]+(/account/\S+)", letter(newcomer))
    assert address
    page = client.get(address[1], follow=True)
    chosen = "ตั้งรหัสใหม่ยาวพอ-2569"
    form = {"new_password1": chosen, "new_password2": chosen}
    client.post(page.redirect_chain[-1][0], form, follow=True)
    assert User.objects.get(pk=newcomer.pk).check_password(chosen)


def test_who_has_a_password_gets_no_link_to_change_it(newcomer: User) -> None:
    newcomer.set_password("มีรหัสอยู่แล้ว-1")
    newcomer.save()
    invite(newcomer, actor=audit.SYSTEM, district_code="A")
    text = letter(newcomer)
    assert "รหัสผ่านเดิม" in text
    assert "/account/" not in text
