"""The markers of views: who is let in, and what the walk over all addresses reads."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from core.access import public, requires, signed_in
from tests.factories import base

pytestmark = pytest.mark.django_db


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def asked(marked: object, person: object) -> HttpResponse:
    request = RequestFactory().get("/")
    request.user = person
    return marked(request)


def test_who_holds_none_of_the_capabilities_is_refused() -> None:
    marked = requires("plan.decide", "visit.close")(view)
    for person in (AnonymousUser(), base.account(), base.user("supervisor", base.district())):
        with pytest.raises(PermissionDenied):
            asked(marked, person)


def test_one_of_the_capabilities_is_enough() -> None:
    marked = requires("plan.decide", "visit.close")(view)
    assert asked(marked, base.user("office_director", base.district())).content == b"ok"


def test_a_place_can_be_asked_about() -> None:
    here, there = base.district(), base.district()
    person = base.user("group_director", here)
    assert person.has_perm("settings.write", here)
    assert not person.has_perm("settings.write", there)
    assert person.has_perm("school.write", base.school(here))
    assert not person.has_perm("school.write", base.school(there))
    assert not base.account(is_superuser=True).has_perm("settings.write", here)


def test_markers_are_told() -> None:
    assert requires("plan.decide")(view).access == ("requires", ("plan.decide",))
    assert signed_in(view).access == ("signed_in", ())
    opened = public(lambda request: HttpResponse())
    assert opened.access == ("public", ())
    assert opened.login_required is False
