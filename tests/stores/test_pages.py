"""Lists of the store ask as often for twenty rows as for two; the card reads back from PDF and workbook."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from core.errors import DomainError
from office.stores import services
from office.stores.queries import search
from reports import registry
from reports.base import Reader
from tests.documents.reading import plain, text
from tests.factories import stores
from tests.stores.test_procurements import ask


def plain_text(page: str) -> str:
    """The words of a page on one line each, without no-break and zero-width marks."""
    return re.sub(r"[\u200b\u2060]", "", re.sub(r"<[^>]+>", "", page)).replace("\u00a0", " ")


def _count(user: Any, address: str) -> int:
    client = Client()
    client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["items", "requisitions", "procurements"])
def test_as_many_queries_for_twenty_as_for_two(office: SimpleNamespace, name: str) -> None:
    counts = []
    for start, stop in ((0, 2), (2, 20)):
        for number in range(start, stop):
            item = stores.an_item(office.clerk, office.district, name=f"วัสดุที่ {number}")
            stores.a_requisition(office.supervisor, office.district, [(item, 1)], purpose=f"งานที่ {number}")
            ask(office, title=f"ซ่อมที่ {number}")
        counts.append(_count(office.clerk, reverse(f"stores:{name}")))
    assert counts[0] == counts[1]
    assert counts[1] <= 25


def test_the_desk_tells_what_waits(office: SimpleNamespace) -> None:
    item = stores.an_item(office.clerk, office.district, opening=2, minimum=5)
    row = stores.a_requisition(office.supervisor, office.district, [(item, 1)], purpose="อบรมครูปฐมวัย")
    stores.approved(row, office.head)
    client = Client()
    client.force_login(office.clerk)
    page = client.get(reverse("folders:desk")).text
    assert "พัสดุ รอจ่าย 1" in page
    assert "อบรมครูปฐมวัย" in page
    assert item.name in page


def test_filters_of_the_lists(office: SimpleNamespace) -> None:
    stores.an_item(office.clerk, office.district, name="กระดาษสี", opening=0)
    stores.an_item(office.clerk, office.district, name="ดินสอ", opening=90)
    client = Client()
    client.force_login(office.clerk)
    low = client.get(reverse("stores:items"), {"standing": "low"}).text
    assert "กระดาษสี" in low
    assert "ดินสอ" not in low
    found = search(office.supervisor, office.district, "ดินสอ", 5)
    assert [hit.title for hit in found] == ["ดินสอ"]
    assert search(office.stranger, office.district, "ดินสอ", 5) == []


@pytest.fixture
def card(office: SimpleNamespace) -> SimpleNamespace:
    item = stores.an_item(office.clerk, office.district, opening=10)
    row = stores.approved(stores.a_requisition(office.supervisor, office.district, [(item, 4)]), office.head)
    services.issue_requisition(
        row, actor=office.clerk, quantities={row.lines.get().pk: 4}, on=stores.DAY, now=stores.at(hour=12)
    )
    office.item = item
    return office


def test_the_card_on_paper(card: SimpleNamespace, tmp_path: Path) -> None:
    out = tmp_path / "card.pdf"
    call_command(
        "report", "supplies-card", "--district", card.district.code, "--param", "year=2568", "--param",
        "digits=arabic", "--output", str(out),
    )  # fmt: skip
    found = plain(text(out))
    for words in ("บัตรวัสดุ", "กระดาษA4", "ยอดยกมา", "บ.1/2568", "15ม.ค.2568"):
        assert plain(words) in found, words


def test_the_card_as_a_workbook(card: SimpleNamespace, tmp_path: Path) -> None:
    out = tmp_path / "card.xlsx"
    call_command(
        "report", "supplies-card", "--district", card.district.code, "--format", "xlsx", "--param", "year=2568",
        "--output", str(out),
    )  # fmt: skip
    book = load_workbook(out)
    lines = [row for row in book["รายการเคลื่อนไหว"].iter_rows(values_only=True) if row[0] == "กระดาษ A4"]
    assert [(row[8], row[9], row[10]) for row in lines] == [(10, None, 10), (None, 4, 6)]
    total = next(row for row in book["สรุปคงเหลือ"].iter_rows(values_only=True) if row[1] == "กระดาษ A4")
    assert total[4:8] == (0, 10, 4, 6)


def _slip(district: Any, out: Path, row: Any) -> str:
    call_command(
        "report", "requisition-slip", "--district", district.code, "--param", f"requisition={row.pk}", "--param",
        "digits=arabic", "--output", str(out),
    )  # fmt: skip
    return plain(text(out))


def test_the_slip_is_signed_by_four(office: SimpleNamespace, tmp_path: Path) -> None:
    item = stores.an_item(office.clerk, office.district, opening=3)
    row = stores.a_requisition(office.supervisor, office.district, [(item, 5)], purpose="อบรมครูปฐมวัย")
    found = _slip(office.district, tmp_path / "a.pdf", row)
    for words in ("ใบเบิกพัสดุ", "1/2568", "อบรมครูปฐมวัย", "กระดาษA4", "ผู้เบิก", "ผู้อนุมัติ", "ผู้จ่ายพัสดุ", "ผู้รับพัสดุ"):
        assert plain(words) in found, words
    assert plain(office.head.get_full_name()) not in found, "nobody approved it yet"
    row = stores.approved(row, office.head)
    services.issue_requisition(
        row, actor=office.clerk, quantities={row.lines.get().pk: 3}, on=stores.DAY, received_by="นายรับแทน ใจดี",
        now=stores.at(hour=12),
    )  # fmt: skip
    found = _slip(office.district, tmp_path / "b.pdf", row)
    names = [office.head.get_full_name(), office.clerk.get_full_name(), "นายรับแทน ใจดี"]
    for words in (*names, "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา", "ค้างจ่าย 2", "15 มกราคม 2568"):
        assert plain(words) in found, words


def test_a_slip_is_printed_by_who_may_see_it(office: SimpleNamespace) -> None:
    row = stores.a_requisition(office.supervisor, office.district, [(stores.an_item(office.clerk, office.district), 1)])
    slip = registry.get("requisition-slip")
    for user in (office.supervisor, office.clerk, office.head):
        assert slip.may_run(user, office.district.code)
        slip.clean(Reader(user), office.district.code, {"requisition": row.pk})
    assert slip.may_run(office.colleague, office.district.code)
    with pytest.raises(DomainError, match="ไม่พบใบเบิกนี้"):
        slip.clean(Reader(office.colleague), office.district.code, {"requisition": row.pk})
    for user in (office.stranger, office.principal):
        assert not slip.may_run(user, office.district.code)
    services.cancel_requisition(row, actor=office.supervisor, reason="ไม่ใช้แล้ว")
    with pytest.raises(DomainError, match="ไม่พบใบเบิกนี้"):
        slip.clean(Reader(office.clerk), office.district.code, {"requisition": row.pk})
