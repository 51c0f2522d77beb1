"""The heat map of a whole office: 107 schools by 40 indicators in under 300 ms of the server, within 15 queries."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.bench.rounds import wall
from tests.results.pictured import a_year

pytestmark = pytest.mark.django_db
SCHOOLS, PER_AREA, MOST_SECONDS, MOST_QUERIES = 107, 10, 0.3, 15


def test_heat_map_of_an_office(quality: SimpleNamespace) -> None:
    made = a_year(quality, many=SCHOOLS, per_area=PER_AREA)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client, page = Client(), reverse("quality-results:heat", args=[made.programme.pk])
    client.force_login(quality.supervisor)
    assert client.get(page).content.count(b'<th scope="row"') == 2 * SCHOOLS
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
        queries = len(asked)  # the next request empties the log
    seconds = min(wall(lambda: client.get(page)) for _ in range(15))
    print(f"\nheat map of {SCHOOLS} × {4 * PER_AREA}: {1000 * seconds:.0f} ms, {queries} queries")
    assert queries <= MOST_QUERIES
    assert seconds < MOST_SECONDS
