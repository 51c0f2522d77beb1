"""List pages with ten years of work against the same pages with one, the list of visits against Django's admin, and
its workbook against a bare loop over the same cells."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from instruments.models import Answer
from reports import xlsx
from supervision.field.documents.visit_list import COLUMNS, list_rows
from supervision.field.models import Visit
from tests.bench.rounds import cpu, interleaved, wall
from tests.bench.years import Office, office
from tests.factories import base

pytestmark = pytest.mark.django_db
REPEATS = 6

PAGES: dict[str, Callable[[Office], str]] = {
    "visit list": lambda held: reverse("field:visits"),
    "school list": lambda held: reverse("schools:schools"),
    "coverage": lambda held: reverse("field:coverage"),
    "school page": lambda held: reverse("schools:school", args=[held.school.pk]),
}


@pytest.fixture(scope="module")
def offices(django_db_setup: None, django_db_blocker: pytest.Item) -> tuple[Office, Office]:
    """Loaded once for the module and left in the test database, which the run drops."""
    with django_db_blocker.unblock():
        one, ten = office(1), office(10)
        assert Visit.objects.filter(district=ten.district).count() == 24_000
        assert Answer.objects.filter(response__school__district=ten.district).count() == 600_000
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return one, ten


def reader(held: Office) -> Client:
    client = Client()
    client.force_login(held.director)
    return client


def fetch(client: Client, address: str) -> float:
    """Seconds for REPEATS requests of a page."""

    def work() -> None:
        for _ in range(REPEATS):
            assert client.get(address).status_code == 200

    return wall(work)


@pytest.mark.parametrize("name", PAGES)
def test_ten_years_against_one(name: str, offices: tuple[Office, Office]) -> None:
    one, ten = offices
    clients = reader(one), reader(ten)
    addresses = PAGES[name](one), PAGES[name](ten)
    counts = []
    for client, address in zip(clients, addresses, strict=True):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    print(f"\n{name}: {counts[0]} queries with one year, {counts[1]} with ten")
    assert counts[0] == counts[1]
    interleaved(
        f"{name}, ten years against one",
        lambda: fetch(clients[0], addresses[0]),
        lambda: fetch(clients[1], addresses[1]),
        most=1.3,
    )


@override_settings(ROOT_URLCONF="tests.bench.urls")
def test_list_of_visits_against_the_admin(offices: tuple[Office, Office]) -> None:
    _, ten = offices
    boss = Client()
    boss.force_login(base.account(is_superuser=True, is_staff=True))
    admin_page = f"/bench-admin/field/visit/?district__id__exact={ten.district.pk}"
    client, address = reader(ten), reverse("field:visits")
    assert boss.get(admin_page).content.count(b'<tr><td class="action-checkbox"') == 50
    assert client.get(address).content.count(b'<tr role="row"') >= 50
    interleaved(
        "visit list of 50 rows, ours against Django admin",
        lambda: fetch(boss, admin_page),
        lambda: fetch(client, address),
        most=0.5,
    )


def test_workbook_of_24_000_visits(offices: tuple[Office, Office], tmp_path: Path) -> None:
    """The real register, read from the database as it is written, against a loop that has its cells already."""
    _, ten = offices
    visits = Visit.objects.of_district(ten.district)
    cells = list(list_rows(visits, ten.district))
    assert (len(cells), len(cells[0])) == (24_000, 25)

    def bare() -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("การนิเทศ")
        for row in cells:
            sheet.append(row)
        book.save(tmp_path / "bare.xlsx")

    def ours() -> None:
        rows = list_rows(visits, ten.district)
        xlsx.write(tmp_path / "ours.xlsx", [xlsx.Sheet("การนิเทศ", COLUMNS, rows)])

    interleaved("visit-list, 24,000 visits (CPU)", lambda: cpu(bare), lambda: cpu(ours), most=1.3)
    print(f"with the database's time: {wall(ours):.1f} s")
