"""Changing the office worked in: only to one held, and only by POST."""

import pytest
from django.test import Client
from django.urls import reverse

from schools.middleware import SESSION_KEY
from schools.models import District
from tests.factories import base

pytestmark = pytest.mark.django_db


def worked_in(client: Client) -> District | None:
    return client.get(reverse("home")).wsgi_request.district


def test_an_office_not_held_is_never_worked_in(a: District, b: District, client: Client) -> None:
    client.force_login(base.user("group_director", a))
    client.post(reverse("switch-district"), {"district": b.pk})
    assert worked_in(client) == a
    session = client.session
    session[SESSION_KEY] = b.pk
    session.save()
    assert worked_in(client) == a


def test_somebody_of_two_offices_changes_by_post(a: District, b: District, client: Client) -> None:
    client.force_login(base.user("supervisor", b, of=base.user("group_director", a)))
    assert worked_in(client) == a
    assert client.get(reverse("switch-district"), {"district": b.pk}).status_code == 405
    client.post(reverse("switch-district"), {"district": b.pk})
    assert worked_in(client) == b
    assert client.get(reverse("schools:assignment-add")).status_code == 403, "directs only in the other office"


def test_without_an_appointment_in_force_there_is_no_office(a: District, client: Client) -> None:
    client.force_login(base.account())
    assert worked_in(client) is None
