"""Pages of the library: what was typed stays, lists cost the same whatever their length, numbers under many hands."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supervision.library import services
from supervision.library.models import LibraryItem
from tests.factories.registers import a_category, a_document, a_listed_document, registers_office


def _client(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_added_listed_and_shown_through_the_pages(office: SimpleNamespace) -> None:
    client = _client(office.supervisor)
    typed = {"category": a_category(office.district).pk, "title": "คู่มือ", "url": "example.org/a"}
    client.post(reverse("library:new"), typed)
    row = LibraryItem.objects.get()
    client.post(reverse("library:list", args=[row.pk]))
    client.post(reverse("library:show", args=[row.pk]), {"shown": "yes"})
    page = _client(office.principals[0]).get(reverse("library:item", args=[row.pk]))
    assert "เอกสาร ศน. ที่ 1/" in page.content.decode()
    assert "library:show" not in page.content.decode()
    assert client.post(reverse("library:show", args=[row.pk]), {"shown": "maybe"}).status_code == 404


@pytest.mark.parametrize("changes", [{"title": ""}, {"category": ""}, {"url": "ftp://x.y"}, {"dated": "31/2/2569"}])
def test_refused_with_everything_typed(office: SimpleNamespace, changes: dict[str, str]) -> None:
    typed = {"category": a_category(office.district).pk, "title": "คู่มือ", "summary": "สาระที่พิมพ์ไว้", **changes}
    answer = _client(office.supervisor).post(reverse("library:new"), typed)
    assert answer.status_code == 422
    assert "สาระที่พิมพ์ไว้" in answer.content.decode()


def test_the_list_shows_what_is_in_use_and_ones_own_drafts(office: SimpleNamespace) -> None:
    a_document(office.supervisor, office.district, title="ร่างของตน")
    a_listed_document(office.colleague, office.district, title="เล่มที่ใช้อยู่")
    page = _client(office.supervisor).get(reverse("library:items")).content.decode()
    assert "ร่างของตน" in page
    assert "เล่มที่ใช้อยู่" in page
    assert "ร่างของตน" not in _client(office.director).get(reverse("library:items")).content.decode()
    found = _client(office.director).get(reverse("library:items") + "?q=เล่มที่").content.decode()
    assert "เล่มที่ใช้อยู่" in found


def test_as_many_queries_for_twenty_as_for_two(office: SimpleNamespace) -> None:
    client, counts = _client(office.head), []
    for start, stop in ((0, 2), (2, 20)):
        for number in range(start, stop):
            a_listed_document(office.supervisor, office.district, title=f"เล่ม {number}")
        client.get(reverse("library:items"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("library:items")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25


@pytest.mark.django_db(transaction=True)
def test_twelve_hands_at_once_leave_no_gap_and_no_double() -> None:
    office = registers_office()
    rows = [a_document(office.supervisor, office.district, title=f"เล่ม {number}") for number in range(12)]

    def put(row: LibraryItem) -> int | None:
        try:
            return services.list_item(row, actor=office.supervisor).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as hands:
        numbers = list(hands.map(put, rows))
    assert sorted(number or 0 for number in numbers) == list(range(1, 13))
