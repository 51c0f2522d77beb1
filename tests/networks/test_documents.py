"""The manual's three forms read back: figures, blank forms, the report of a year."""

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from supervision.networks import services
from supervision.networks.models import Network, NetworkYear
from tests.documents.reading import plain, text_of
from tests.factories import networks


@pytest.fixture
def year(office: SimpleNamespace, network: Network) -> NetworkYear:
    return networks.a_whole_year(office.supervisor, network)


def _sheets(key: str, district: Any, folder: Path, **params: Any) -> dict[str, list[tuple[Any, ...]]]:
    target = folder / f"{key}.xlsx"
    given = [f"{name}={value}" for name, value in params.items()]
    call_command("report", key, district=district.code, format="xlsx", output=target, param=given, stdout=io.StringIO())
    return {sheet.title: list(sheet.values) for sheet in load_workbook(target)}


def test_the_report_prints_what_was_done_and_decided(office: SimpleNamespace, year: NetworkYear) -> None:
    services.report_year(year, actor=office.supervisor)
    text = text_of("network-report", office.district, year=year.pk)
    for words in (
        year.network.name, "โรงเรียนบ้านที่ 1", "ต้องการพี่เลี้ยง", "เปิดชั้นเรียนครั้งแรก", "ได้แผนใหม่", "ประชุมเครือข่าย", "ครูปรับแผนได้",
        "ขยายผล", "ขยายสมาชิกปีหน้า",
    ):  # fmt: skip
        assert plain(words) in text


@pytest.mark.parametrize(
    ("key", "words"), [("network-survey", ("ตอบ 2 ราย", "3.50")), ("network-follow-up", ("ติดตาม 1 ครั้ง", "4.00"))]
)
def test_results_and_blank_forms(
    office: SimpleNamespace, year: NetworkYear, tmp_path: Path, key: str, words: tuple[str, ...]
) -> None:
    text = text_of(key, office.district, year=year.pk)
    assert all(plain(word) in text for word in words)
    blank = text_of(key, office.district, year=year.pk, paper="blank")
    assert plain(year.network.name) in blank
    assert plain("มากที่สุด") in blank
    rows = _sheets(key, office.district, tmp_path, year=year.pk)["ผลรายข้อ"]
    assert any(row[3] == "รวมทุกข้อ" and f"{float(row[5]):.2f}" == words[1] for row in rows if len(row) > 5 and row[5])
    assert _sheets(key, office.district, tmp_path, year=year.pk, paper="blank")["แบบเปล่า"]


def test_a_draft_is_marked_and_a_neighbour_prints_nothing(office: SimpleNamespace, year: NetworkYear) -> None:
    assert plain("ร่าง") in text_of("network-report", office.district, year=year.pk)
    with pytest.raises(Exception, match=r"."):
        text_of("network-report", office.other, year=year.pk)
