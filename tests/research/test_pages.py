"""Pages of studies: what was typed stays, the list costs the same whatever its length, documents read back."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from supervision.research import services
from supervision.research.models import Study
from tests.documents.reading import plain, text_of
from tests.factories.registers import a_study, person_of


def _client(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _typed(office: SimpleNamespace, **changes: object) -> dict[str, object]:
    return {
        "kind": "own", "title": "เรื่องใหม่", "year_from": "2569", "year_to": "",
        "lead": person_of(office.supervisor, office.district).pk, "question": "คำถามที่พิมพ์ไว้", **changes,
    }  # fmt: skip


def test_added_through_the_page_then_moved_and_published(office: SimpleNamespace) -> None:
    client = _client(office.supervisor)
    answer = client.post(reverse("research:new"), _typed(office, method="ทดลอง", summary="ดีขึ้น", url="example.org/a"))
    study = Study.objects.get()
    assert answer.headers["Location"] == reverse("research:study", args=[study.pk])
    assert (study.year_to, study.url) == (2569, "https://example.org/a")
    client.post(reverse("research:stage", args=[study.pk]), {"stage": "report", "on": "1/10/2568", "note": ""})
    study.refresh_from_db()
    assert study.stage == "report"
    head = _client(office.head)
    head.post(reverse("research:publish", args=[study.pk]), {"schools": "on"})
    page = _client(office.principals[0]).get(reverse("research:study", args=[study.pk]))
    assert page.status_code == 200
    assert "เส้นทางของเรื่อง" not in page.content.decode()
    head.post(reverse("research:take-back", args=[study.pk]))
    assert _client(office.principals[0]).get(reverse("research:study", args=[study.pk])).status_code == 404


@pytest.mark.parametrize("changes", [{"year_from": "2026"}, {"title": ""}, {"url": "ftp://x.y"}, {"lead": "999999"}])
def test_refused_with_everything_typed(office: SimpleNamespace, changes: dict[str, str]) -> None:
    answer = _client(office.supervisor).post(reverse("research:new"), _typed(office, **changes))
    assert answer.status_code == 422
    assert "คำถามที่พิมพ์ไว้" in answer.content.decode()


def test_get_changes_nothing(office: SimpleNamespace) -> None:
    study = a_study(office.supervisor, office.district)
    assert _client(office.head).get(reverse("research:take-back", args=[study.pk])).status_code == 405
    assert _client(office.colleague).get(reverse("research:edit", args=[study.pk])).status_code == 403
    assert _client(office.stranger).get(reverse("research:edit", args=[study.pk])).status_code == 404


def test_as_many_queries_for_twenty_as_for_two(office: SimpleNamespace) -> None:
    client, counts = _client(office.head), []
    for start, stop in ((0, 2), (2, 20)):
        for number in range(start, stop):
            a_study(office.supervisor, office.district, title=f"เรื่องที่ {number}")
        client.get(reverse("research:studies"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("research:studies")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25


def test_filters_find(office: SimpleNamespace) -> None:
    a_study(office.supervisor, office.district, year_from=2567, year_to=2568)
    client = _client(office.head)
    for query, there in (("?year=2568", True), ("?year=2567", True), ("?q=ร่วมพัฒนา", True), ("?kind=rnd", False)):
        assert ("ผลของการนิเทศ" in client.get(reverse("research:studies") + query).content.decode()) is there


def test_the_register_on_paper_and_as_workbook(office: SimpleNamespace, tmp_path: Path) -> None:
    study = a_study(office.supervisor, office.district, title="=ชื่อที่ขึ้นต้นด้วยเครื่องหมาย")
    services.add_study(
        office.district, actor=office.head, kind="other", title="งานของผู้อื่น", year_from=2568, year_to=2568,
        source="วารสาร", summary="สรุป",
    )  # fmt: skip
    text = text_of("research-register", office.district, year="", digits="arabic")
    assert plain("ชื่อที่ขึ้นต้นด้วย") in text
    assert plain("งานของผู้อื่น") in text
    book = tmp_path / "register.xlsx"
    call_command(
        "report", "research-register", district=office.district.code, format="xlsx", output=book, param=["year=2569"]
    )
    sheet = openpyxl.load_workbook(book).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "=ชื่อที่ขึ้นต้นด้วยเครื่องหมาย" in cells
    assert "งานของผู้อื่น" not in cells
    assert plain("คะแนนสูงขึ้น") in text_of("research-summary", office.district, study=study.pk, digits="arabic")


def test_the_public_address_gives_the_summary_until_it_is_taken_back(office: SimpleNamespace) -> None:
    study = a_study(office.supervisor, office.district)
    services.come_to(study, actor=office.supervisor, stage="report", on=timezone.localdate())
    shown = services.publish_study(study, actor=office.head, schools=True, public=True)
    address = reverse("groups:published-key", args=[shown.public_key])
    page = _client(office.principals[0]).get(reverse("research:study", args=[study.pk])).content.decode()
    assert address in page
    answer = Client().get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.getvalue().startswith(b"%PDF")
    services.take_back_study(study, actor=office.head)
    assert Client().get(address).status_code == 404
