"""Signing in and out: refusals first, throttling, one answer for every wrong pair."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.forms import WRONG
from accounts.models import User
from tests.factories import base

pytestmark = pytest.mark.django_db
ADDRESS = "/account/sign-in/"


@pytest.fixture
def person() -> User:
    return base.account(email="somebody@example.org")


def enter(client: Client, email: str, password: str, **more: str) -> object:
    return client.post(ADDRESS, {"username": email, "password": password, **more})


@pytest.mark.parametrize("path", ["/", "/notices/", "/inbox/", "/menu/", "/search/", "/account/profile/", "/look/"])
def test_pages_ask_a_stranger_to_sign_in(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.url == f"{ADDRESS}?next={path}"


def test_a_button_pressed_after_the_session_leads_back_to_its_page(client: Client) -> None:
    """The address of the act answers no GET: led there, one would see an empty page."""
    answer = client.post("/notices/read/", headers={"referer": "http://testserver/notices/?page=2"})
    assert answer.url == f"{ADDRESS}?next=/notices/%3Fpage%3D2"
    elsewhere = client.post("/notices/read/", headers={"referer": "https://example.com/x/"})
    assert elsewhere.url == f"{ADDRESS}?next=/notices/read/"


@pytest.mark.parametrize(
    ("email", "password"), [("somebody@example.org", "ผิด"), ("nobody@example.org", base.PASSWORD), ("", "")]
)
def test_a_wrong_pair_gets_one_answer(client: Client, person: User, email: str, password: str) -> None:
    answer = enter(client, email, password)
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    if email:
        assert WRONG in answer.content.decode()


def test_an_account_that_was_closed_is_told_the_same(client: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert WRONG in enter(client, person.email, base.PASSWORD).content.decode()


def test_the_address_is_read_without_regard_to_case(client: Client, person: User) -> None:
    assert enter(client, " Somebody@Example.ORG ", base.PASSWORD).url == "/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_one_goes_on_to_the_page_asked_for_but_not_to_another_house(client: Client, person: User) -> None:
    assert enter(client, person.email, base.PASSWORD, next="/notices/").url == "/notices/"
    client.logout()
    assert enter(client, person.email, base.PASSWORD, next="https://example.com/").url == "/"


def test_guessing_is_stopped_with_a_page_that_says_what_to_do(client: Client, person: User, settings: object) -> None:
    answers = [enter(client, person.email, f"ผิด {n}") for n in range(settings.AXES_FAILURE_LIMIT + 1)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    page = answers[-1].content.decode()
    assert "พักการเข้าระบบชั่วคราว" in page
    assert reverse("accounts:forgotten") in page
    assert enter(client, person.email, base.PASSWORD).status_code == 429, "the right password does not help now"
    other = base.account()
    assert enter(Client(), other.email, base.PASSWORD).status_code == 302, "others are not locked out"


def test_signing_out_is_a_post(client: Client, person: User) -> None:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/account/sign-out/").status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post("/account/sign-out/").url == ADDRESS
    assert "_auth_user_id" not in client.session
