"""ขั้นที่ทำอยู่ and ช้ากว่ากำหนด on the landing page and the school's page, each for its reader, in a fixed number of
queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from processes import services
from processes.models import Run
from tests.factories import base, field, procedures

pytestmark = pytest.mark.django_db
OWN, LATE = "ขั้นที่ทำอยู่", "ช้ากว่ากำหนด"


@pytest.fixture
def office(cast):
    """Every step of 2567 is long past: all of its runs are late."""
    cast.procedure = procedures.published(cast.director, cast.district)
    services.open_runs(cast.procedure, actor=cast.director, year=2567, now=field.at(field.DAY))
    return cast


def page(client, user, address: str) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


def test_each_reader_sees_their_own(office, client) -> None:
    home = reverse("home")
    assert OWN in page(client, office.principal, home)
    assert LATE not in page(client, office.principal, home)
    assert LATE in page(client, office.director, home)
    assert OWN not in page(client, office.director, home)
    assert LATE not in page(client, base.user("supervisor", office.district), home)
    assert LATE not in page(client, office.stranger, home)


def test_a_supervisor_sees_the_schools_they_look_after(office, client) -> None:
    supervisor = base.user("supervisor", office.district)
    base.assign(base.person_of(supervisor, office.district), office.school)
    found = page(client, supervisor, reverse("home"))
    assert office.school.name in found.split(LATE)[1]


def test_the_school_page_tells_the_step(office, client) -> None:
    address = reverse("schools:school", args=[office.school.pk])
    assert "1. เขียนร่าง" in page(client, office.supervisor, address).split(OWN)[1]


def test_queries_do_not_grow_with_runs(office, client) -> None:
    client.force_login(office.director)
    home = reverse("home")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(home).status_code == 200
        return len(queries)

    asked()
    before = asked()
    more = procedures.published(office.director, office.district, name="งานอื่น")
    services.open_runs(more, actor=office.director, year=2567)
    assert asked() == before


def test_nothing_is_late_before_its_day(cast, client) -> None:
    procedure = procedures.published(cast.director, cast.district)
    services.open_runs(procedure, actor=cast.director, year=2600)
    assert Run.objects.filter(steps__planned_on__lt=date(2050, 1, 1)).count() == 0
    assert LATE not in page(client, cast.director, reverse("home"))
