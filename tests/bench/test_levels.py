"""The district's summary of ten years against the same page with one, its queries, and its workbook."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from qa.levels.models import SchoolLevel
from schools.models import District, SchoolYearCount, SizeScheme
from tests.bench.rounds import interleaved, wall
from tests.factories import base, levels

pytestmark = pytest.mark.django_db
SCHOOLS, CLUSTERS, LAST, REPEATS = 120, 9, 2568, 6


@dataclass
class Held:
    district: District
    client: Client


def office(years: int) -> Held:
    """120 schools with a level of the whole, of 3 standards and of 21 items in each of `years`. By bulk statements:
    this is load, and the page reads it like rows that came through the service."""
    district = levels.office()
    scheme = SizeScheme.objects.create(district=district, name="สี่ขนาด")
    for at_least, label in ((0, "เล็ก"), (121, "กลาง"), (601, "ใหญ่")):
        scheme.bands.create(at_least=at_least, label=label)
    district.settings.size_scheme = scheme
    district.settings.save()
    clusters = [base.cluster(district) for _ in range(CLUSTERS)]
    amphoes = [base.amphoe(district) for _ in range(4)]
    schools = [levels.school(district, cluster=clusters[n % CLUSTERS], amphoe=amphoes[n % 4]) for n in range(SCHOOLS)]
    chosen = levels.the_set(district)
    scale, standards = list(chosen.scale.all()), [None, *chosen.standards.all()]
    leaves = [one for one in standards if one and not one.children.exists()]
    assert len(leaves) == 21
    random.seed(7)
    now = timezone.now()
    for year in range(LAST - years + 1, LAST + 1):
        SchoolLevel.objects.bulk_create(
            [
                SchoolLevel(
                    school=school, academic_year=year, level="basic", source="self", set=chosen, standard=standard,
                    scale_level=random.choice(scale), updated_at=now,
                )
                for school in schools
                for standard in standards
            ],
            batch_size=2_000,
        )  # fmt: skip
        SchoolYearCount.objects.bulk_create(
            SchoolYearCount(school=school, academic_year=year, primary=40 + number * 7)
            for number, school in enumerate(schools)
        )
    client = Client()
    client.force_login(base.user("group_director", district))
    return Held(district, client)


@pytest.fixture(scope="module")
def offices(django_db_setup: None, django_db_blocker: Any) -> tuple[Held, Held]:
    """Loaded once for the module and left in the test database, which the run drops."""
    with django_db_blocker.unblock():
        one, ten = office(1), office(10)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return one, ten


def fetch(held: Held) -> Callable[[], float]:
    def work() -> None:
        for _ in range(REPEATS):
            assert held.client.get(reverse("levels:summary")).status_code == 200

    return lambda: wall(work)


def test_ten_years_against_one(offices: tuple[Held, Held]) -> None:
    one, ten = offices
    counts = []
    for held in offices:
        held.client.get(reverse("levels:summary"))
        with CaptureQueriesContext(connection) as queries:
            page = held.client.get(reverse("levels:summary"))
        counts.append(len(queries))
    assert len(page.context["trend"][0][1].lines) == 10
    print(f"\ndistrict summary: {counts[0]} queries with one year, {counts[1]} with ten")
    assert counts[0] == counts[1] <= 12
    interleaved("district summary, ten years against one", fetch(one), fetch(ten), most=1.3)


def test_workbook_of_ten_years(offices: tuple[Held, Held], tmp_path: Path) -> None:
    _, ten = offices
    start = time.monotonic()
    call_command("report", "qa-district-summary", district=ten.district.code, format="xlsx", output=tmp_path / "a.xlsx")
    took = time.monotonic() - start
    print(f"\nqa-district-summary XLSX of 120 schools × 21 items × 10 years: {took:.1f} s")
    assert took < 5
