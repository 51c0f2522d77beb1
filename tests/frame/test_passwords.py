"""Changing the password, and a new one by e-mail through a real mail server."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services import ask_for_new_password
from core import notify
from core.models import Notice
from tests.factories import base
from tests.fixtures.mail import Mailbox

pytestmark = pytest.mark.django_db
NEW = "ดอกอัญชันริมรั้ว-68"


@pytest.fixture
def person() -> User:
    return base.account(email="forgetful@example.org")


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_old_password_is_asked_for(person: User) -> None:
    answer = signed_in(person).post(
        "/account/password/", {"old_password": "ผิด", "new_password1": NEW, "new_password2": NEW}
    )
    assert answer.status_code == 200
    assert "aria-invalid" in answer.content.decode()
    person.refresh_from_db()
    assert person.check_password(base.PASSWORD)


@pytest.mark.parametrize("weak", ["สั้น", "1234567890123", "password123", "forgetful@example"])
def test_weak_passwords_are_refused_in_words(person: User, weak: str) -> None:
    answer = signed_in(person).post(
        "/account/password/", {"old_password": base.PASSWORD, "new_password1": weak, "new_password2": weak}
    )
    assert 'class="nt-error"' in answer.content.decode()


def test_a_new_password_ends_other_sessions_and_keeps_this_one(person: User) -> None:
    here, elsewhere = signed_in(person), signed_in(person)
    given = {"old_password": base.PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert here.post("/account/password/", given).url == "/account/profile/"
    assert here.get("/account/profile/").status_code == 200
    assert elsewhere.get("/account/profile/").status_code == 302


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client) -> None:
    assert client.post("/account/forgotten/", {"email": "nobody@example.org"}).url == "/account/forgotten/sent/"
    assert not Notice.objects.exists()


def test_a_closed_account_gets_no_link(client: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    client.post("/account/forgotten/", {"email": person.email})
    assert not Notice.objects.exists()


def test_asking_again_at_once_sends_nothing_more(person: User) -> None:
    now = timezone.now()
    ask_for_new_password(person.email, now=now)
    ask_for_new_password(person.email.upper(), now=now)
    assert Notice.objects.count() == 1


def test_the_link_is_not_in_the_database_and_works_once(client: Client, person: User, smtp_server: Mailbox) -> None:
    User.objects.filter(pk=person.pk).update(notify_by_email=False)
    client.post("/account/forgotten/", {"email": person.email})
    notice = Notice.objects.get()
    assert "new-password" not in notice.body + notice.url
    assert notify.deliver(notice.pk)
    message = smtp_server.wait(1)[0]
    assert message["To"] == person.email
    assert message["Subject"].strip() == "ตั้งรหัสผ่านใหม่ ระบบงานนิเทศ"
    path = re.search(r"https?://[^/\s]+(/account/new-password/\S+)", message.get_content()).group(1)

    stranger = Client()
    form = stranger.get(path, follow=True)
    assert "ตั้งรหัสผ่านใหม่" in form.content.decode()
    done = stranger.post(form.redirect_chain[-1][0], {"new_password1": NEW, "new_password2": NEW})
    assert done.url == "/account/new-password/done/"
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in Client().get(path, follow=True).content.decode()
