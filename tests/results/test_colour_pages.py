"""Colour groups over any result: the office alone reads names, counts add up, and years stand beside each other."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schools.models import SchoolYearCount
from supervision.results.queries.colours import choice_of, choices_for, colours, criteria_of, limit_words
from tests.factories import base
from tests.results.pictured import a_scheme

pytestmark = pytest.mark.django_db
KEY = "pupils-per-teacher:all"
CUTS = (("blue", 0), ("green", 10), ("yellow", 15), ("orange", 20), ("red", 30))


@pytest.fixture
def office(quality: SimpleNamespace) -> SimpleNamespace:
    """Rates of 5, 10, 25 and 40 in 2567, one school without a count, one that closed; the year before, only 10."""
    district = quality.district
    a_scheme(district, "pupils-per-teacher", limit=30, cuts=CUTS)
    schools = [quality.school, quality.neighbour, base.school(district), base.school(district), base.school(district)]
    for school, pupils in zip(schools, (50, 100, 250, 400), strict=False):
        SchoolYearCount.objects.create(school=school, academic_year=2567, primary=pupils, teachers=10)
    SchoolYearCount.objects.create(school=schools[0], academic_year=2566, primary=100, teachers=10)
    base.school(district, closed_on=date(2020, 1, 1))
    return SimpleNamespace(**vars(quality), schools=schools)


def _open(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _found(held: SimpleNamespace, **more: Any) -> Any:
    choice = choice_of(choices_for(held.district), KEY)
    assert choice is not None
    return colours(held.director, held.district, choice, today=date(2025, 6, 1), **more)


def test_a_school_and_another_office_do_not_read_the_names(office: SimpleNamespace) -> None:
    page = reverse("quality-results:colours")
    assert _open(office.principal).get(page).status_code == 403
    far = _open(office.stranger).get(page, {"result": KEY}).content.decode()
    assert office.school.name not in far
    why = reverse("quality-results:colour-why", args=[office.school.pk])
    assert _open(office.principal).get(why, {"result": KEY, "year": 2567}).status_code == 403
    assert _open(office.stranger).get(why, {"result": KEY, "year": 2567}).status_code == 404


def test_schools_fall_into_half_open_groups(office: SimpleNamespace) -> None:
    found = _found(office)
    assert {group.band.colour: [row.school for row in group.schools] for group in found.groups if group.schools} == {
        "blue": [office.schools[0]], "green": [office.schools[1]], "orange": [office.schools[2]],
        "red": [office.schools[3]],
    }  # fmt: skip
    assert [group.share for group in found.groups] == ["25.00", "25.00", "0.00", "25.00", "25.00"]
    assert [row.school for row in found.below] == [office.schools[3]]
    assert limit_words(found.scheme) == "เกินค่าขีดจำกัด"
    assert list(found.without) == [office.schools[4]]
    assert "น้ำเงิน ตั้งแต่ 0 ถึงต่ำกว่า 10" in criteria_of(found.scheme)
    assert "แดง ตั้งแต่ 30 ถึง 40" in criteria_of(found.scheme)


def test_years_stand_beside_each_other(office: SimpleNamespace) -> None:
    found = _found(office)
    assert [(line.year, line.judged, line.without) for line in found.years] == [(2567, 4, 1), (2566, 1, 4)]
    before = _found(office, year=2566)
    assert [(line.year, line.counts) for line in before.years] == [(2566, {"green": 1})]
    assert before.all_years == (2567, 2566)


def test_the_page_names_schools_and_says_why(office: SimpleNamespace) -> None:
    client = _open(office.supervisor)
    page = client.get(reverse("quality-results:colours"), {"result": KEY, "colour": "red"})
    words = page.content.decode()
    assert "เกินค่าขีดจำกัด 1 โรงเรียน" in words
    assert [group.band.colour for group, _, _ in page.context["shown"]] == ["red"]
    why = client.get(reverse("quality-results:colour-why", args=[office.schools[3].pk]), {"result": KEY, "year": 2567})
    assert why.context["why"].value == Decimal(40)
    assert "400 คน" in why.content.decode()
    missing = client.get(
        reverse("quality-results:colour-why", args=[office.schools[4].pk]), {"result": KEY, "year": 2567}
    )
    assert missing.status_code == 404


def test_a_wrong_address_shows_the_first_result(office: SimpleNamespace) -> None:
    client = _open(office.supervisor)
    answer = client.get(reverse("quality-results:colours"), {"result": "nothing:x", "year": "abc", "colour": "pink"})
    assert answer.status_code == 200


def test_queries_do_not_grow_with_schools(office: SimpleNamespace) -> None:
    client, counts = _open(office.supervisor), []
    for _ in range(2):
        client.get(reverse("quality-results:colours"), {"result": KEY})
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("quality-results:colours"), {"result": KEY})
        counts.append(len(asked))
        for _ in range(18):
            school = base.school(office.district)
            SchoolYearCount.objects.create(school=school, academic_year=2567, primary=90, teachers=10)
    assert counts[0] == counts[1]
