"""Opening the eight steps of internal quality assurance for 600 schools in one act, and the board of those runs."""

from datetime import timedelta
from time import perf_counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from processes import services
from processes.models import Procedure, Run, RunStep
from schools.models import School
from tests.factories import base

pytestmark = pytest.mark.django_db
SCHOOLS, MOST = 600, 2.0


@pytest.fixture
def office():
    """An office of 600 schools with the shipped procedures: (procedure, director)."""
    district = base.district()
    cluster = base.cluster(district)
    first = base.school(district, cluster=cluster)
    rows = []
    for number in range(SCHOOLS - 1):
        row = School.objects.get(pk=first.pk)
        row.pk, row.name, row.code10 = None, f"โรงเรียนบ้านวัด {number}", f"{2_000_000_000 + number}"
        row.smis8, row._state.adding = f"{50_000_000 + number}", True
        rows.append(row)
    School.objects.bulk_create(rows)
    services.load_procedures(district)
    return Procedure.objects.get(district=district, code="iqa-8"), base.user("group_director", district)


def test_opening_runs_for_600_schools(office) -> None:
    procedure, director = office
    taken = []
    for year in (2567, 2568, 2569):
        begun = perf_counter()
        done = services.open_runs(procedure, actor=director, year=year)
        taken.append(perf_counter() - begun)
        assert done.opened == SCHOOLS
    assert RunStep.objects.count() == 3 * 8 * SCHOOLS
    print(f"\nopening {SCHOOLS} runs of 8 steps in one act: " + " · ".join(f"{one:.2f} s" for one in taken))
    assert max(taken) < MOST


def test_the_board_of_600_runs(office) -> None:
    procedure, director = office
    client = Client()
    client.force_login(director)
    address = reverse("processes:runs-board", args=[procedure.pk])
    services.open_runs(procedure, actor=director, year=2568)
    runs = list(Run.objects.values_list("pk", flat=True))
    now = timezone.now()
    for position in range(8):
        steps = RunStep.objects.filter(run__in=runs[position * 60 :], position=position)
        steps.update(state="done", done_on=timezone.localdate(now) - timedelta(days=1), updated_at=now)
    for path in (address, f"{address}?step=3", reverse("processes:runs")):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            begun = perf_counter()
            assert client.get(path).status_code == 200
            taken = perf_counter() - begun
        print(f"\n{path}: {len(queries)} queries, {taken * 1000:.0f} ms")
        assert taken < 1
