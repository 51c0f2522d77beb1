"""The office's lists: what they count, and how many queries they cost at 2 and at 20 schools."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supervision.improvement.working import working_pages
from supervision.progress.queries.outlook import outlooks
from tests.factories import base, improvement, progress


@pytest.fixture
def district(db) -> Any:
    return base.district()


def a_year(district, count, *, year):
    director = base.user("group_director", district)
    schools = [base.school(district, cluster=base.cluster(district)) for _ in range(count)]
    programme = improvement.a_programme(director, district, schools=schools, year=year, **progress.around_today())
    middle = programme.ends_on - (programme.ends_on - programme.starts_on) / 2
    progress.values_for_all(programme, director, baseline=2, target=4, current=2, current_on=middle)
    for school in schools:
        part = progress.part_of(programme, school)
        progress.a_line(part, director)
        progress.a_report(part, director, status="stuck", help_wanted="ขาดครู")
    return director, programme


@pytest.mark.parametrize(
    ("name", "most"), [("baselines", 24), ("plans", 24), ("reports", 26), ("objectives", 26), ("next-plan", 26)]
)
def test_lists_cost_the_same_at_2_and_at_20(district, client, name, most):
    counts = []
    for count, year in ((2, 2568), (20, 2569)):
        director, programme = a_year(district, count, year=year)
        client.force_login(director)
        url = reverse(f"progress:{name}", args=[programme.pk])
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= most


def test_who_is_behind_says_why(district, client):
    director, programme = a_year(district, 2, year=2568)
    found = outlooks(programme)
    school = next(iter(found.values()))
    assert school.behind == school.asked == len(school.worst)
    assert school.worst[0].outlook.gap == 40
    assert school.help_wanted == "ขาดครู" and "นักเรียนคุณภาพ" in school.stuck
    client.force_login(director)
    url = reverse("progress:objectives", args=[programme.pk])
    assert client.get(url, {"show": "behind"}).context["count"] == 2
    assert client.get(url, {"show": "reached"}).context["count"] == 0
    assert client.get(url, {"area": "Q1", "q": school.part.school.name}).context["count"] == 1


def test_a_value_reported_well_leaves_the_list(district):
    director, programme = a_year(district, 2, year=2568)
    part = programme.participations.first()
    for row in progress.indicators_of(programme):
        progress.a_report(part, director, values={row.pk: Decimal(4)})
    found = outlooks(programme)[part.school_id]
    assert (found.reached, found.behind) == (found.asked, 0)


def test_every_working_page_stands_for_office_and_school(district, client):
    director, programme = a_year(district, 2, year=2568)
    part = programme.participations.select_related("programme", "school").first()
    client.force_login(director)
    pages = working_pages(["baseline", "plan", "progress-reports", "objectives", "next-plan"])
    assert len(pages) == 5
    for page in pages:
        assert client.get(page.office(programme)).status_code == 200
        assert client.get(page.school(part)).status_code == 200
        assert page.standing(programme).words
        if page.school_standing:
            assert page.school_standing(part).words
