"""Parameters that are rows of a register: chosen by name on the page, the reader's own only, a few of many."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import registry
from reports.base import Reader
from reports.models import ReportRun
from reports.queries import parameters
from reports.rows import MOST
from tests.factories import base

pytestmark = pytest.mark.django_db
HERE = "/documents/picked/"


@pytest.fixture(autouse=True)
def _quiet_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.queue.publish", lambda *args: True)


@pytest.fixture
def office() -> Any:
    return base.district(code="D1")


@pytest.fixture
def client(office: Any) -> Client:
    client = Client()
    client.force_login(base.user("supervisor", office))
    return client


def schools(office: Any, many: int) -> list[Any]:
    return [base.school(office, name=f"โรงเรียนบ้านที่ {number:02}") for number in range(1, many + 1)]


def options(page: str, name: str = "school") -> list[str]:
    """The words of each option of the list, in order; the chosen one begins with ▸."""
    start = page.index(f'<select name="{name}"')
    body = page[start : page.index("</select>", start)]
    found = []
    for piece in body.split("<option ")[1:]:
        head, _, rest = piece.partition(">")
        found.append(("▸" if "selected" in head else "") + rest.split("<")[0].strip())
    return found


def test_the_newest_are_offered_by_name_and_the_first_is_chosen(client: Client, office: Any) -> None:
    rows = schools(office, MOST + 5)
    page = client.get(HERE).content.decode()
    newest = list(reversed(rows))[:MOST]
    assert options(page)[0] == f"▸{newest[0].name} ({newest[0].pk})"
    assert [one.lstrip("▸") for one in options(page)] == [f"{row.name} ({row.pk})" for row in newest]
    assert f"แสดง {MOST} รายการล่าสุด" in page
    assert 'type="number"' not in page


def test_a_short_list_needs_no_search(client: Client, office: Any) -> None:
    schools(office, 3)
    page = client.get(HERE).content.decode()
    assert len(options(page)) == 3
    assert 'name="find-school"' not in page
    assert options(page, "other")[0].endswith("ไม่มี")


def test_an_older_row_is_found_by_words_and_printed(client: Client, office: Any) -> None:
    old = schools(office, MOST + 5)[0]
    page = client.get(HERE, {"find-school": "บ้านที่ 01"}).content.decode()
    assert options(page) == [f"▸{old.name} ({old.pk})"]
    assert "พบ 1 รายการ" in page
    assert len(options(page, "other")) == MOST + 1, "the search of one list leaves the other"
    answer = client.post(HERE, {"school": old.pk, "format": "pdf"})
    assert answer.status_code == 302
    run = ReportRun.objects.get()
    assert run.params["school"] == str(old.pk)
    assert ("โรงเรียน", f"{old.name} ({old.pk})") in parameters(run, run.requested_by)


def test_words_that_find_nothing_keep_what_was_there(client: Client, office: Any) -> None:
    schools(office, MOST + 5)
    page = client.get(HERE, {"find-school": "ไม่มีชื่อนี้"}).content.decode()
    assert len(options(page)) == MOST
    assert "ไม่พบรายการที่ตรงกับ “ไม่มีชื่อนี้”" in page
    assert client.get(HERE, {"find-school": "ก" * 500}).status_code == 200


def test_the_address_chooses_a_row_by_its_name(client: Client, office: Any) -> None:
    old = schools(office, MOST + 5)[0]
    page = client.get(HERE, {"school": old.pk}).content.decode()
    assert options(page)[0] == f"▸{old.name} ({old.pk})"
    assert len(options(page)) == MOST + 1


@pytest.mark.parametrize("asked", ["999999999", "99999999999999999999", "abc", "-1", "1.5"])
def test_a_row_that_is_not_there_is_never_replaced_by_another(client: Client, office: Any, asked: str) -> None:
    schools(office, 3)
    page = client.get(HERE, {"school": asked}).content.decode()
    assert options(page)[0] == "โปรดเลือก"
    assert not any(one.startswith("▸") for one in options(page))
    assert "ไม่พบโรงเรียนนี้ โปรดเลือกรายการอื่น" in page
    answer = client.post(HERE, {"school": asked, "text": "พิมพ์ไว้", "format": "pdf"})
    assert answer.status_code == 422
    assert "ไม่พบโรงเรียนนี้" in answer.content.decode()
    assert "พิมพ์ไว้" in answer.content.decode()
    assert not ReportRun.objects.exists()


def test_rows_of_the_neighbour_are_neither_offered_nor_accepted(client: Client, office: Any) -> None:
    schools(office, 2)
    foreign = base.school(base.district(code="D2"), name="โรงเรียนของอีกเขต")
    for asked in ({}, {"school": foreign.pk}, {"find-school": "อีกเขต"}):
        assert "อีกเขต)" not in client.get(HERE, asked).content.decode().replace(f" ({foreign.pk})", ")")
    for name in ("school", "other"):
        given = {"school": "", "other": "", name: foreign.pk, "format": "pdf"}
        assert client.post(HERE, given).status_code == 422
    assert not ReportRun.objects.exists()


def test_nothing_chosen_is_told_at_its_field(client: Client, office: Any) -> None:
    schools(office, 2)
    answer = client.post(HERE, {"school": "", "format": "pdf"})
    assert answer.status_code == 422
    assert "โปรดเลือกโรงเรียน" in answer.content.decode()


def test_an_empty_register_says_where_its_things_come_from(client: Client) -> None:
    page = client.get(HERE).content.decode()
    assert "ยังไม่มีรายการให้พิมพ์" in page
    assert reverse("schools:schools") in page
    assert 'name="format"' not in page


def test_queries_do_not_grow_with_the_rows(client: Client, office: Any) -> None:
    def asked(address: dict[str, Any]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(HERE, address)
        return len(found)

    schools(office, 3)
    asked({})
    few = asked({}), asked({"find-school": "บ้านที่"})
    schools(office, 60)
    assert (asked({}), asked({"find-school": "บ้านที่"})) == few


def test_the_command_line_takes_the_number_as_before(office: Any) -> None:
    row = schools(office, 2)[0]
    raw, cleaned = registry.get("picked").clean(Reader.machine(), office.code, {"school": row.pk})
    assert raw["school"] == str(row.pk)
    assert cleaned["school"] == row
