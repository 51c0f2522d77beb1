"""Indicators from a workbook: refusals by row and column, what changes and what stays, once, as it was rehearsed."""

import io
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from core.errors import DomainError, NotAllowed, StaleRevision
from supervision.indicators import services
from supervision.indicators.importing.service import confirm, drop, receive
from supervision.indicators.importing.sheet import SHEET, workbook
from supervision.indicators.models import Indicator, IndicatorImport
from supervision.indicators.services import IndicatorWords
from tests.factories import base, improvement

pytestmark = pytest.mark.django_db
D = Decimal


def book(*rows: dict[str, Any]) -> bytes:
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = SHEET.title
    page.append([column.title for column in SHEET.columns])
    for row in rows:
        page.append([row.get(column.key) for column in SHEET.columns])
        for cell in page[page.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def sent(draft: Any, director: Any, data: bytes) -> IndicatorImport:
    return receive(data, draft, actor=director, name="indicators.xlsx")


def row_of(run: IndicatorImport, number: int) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in run.rehearsal["rows"] if row["row"] == number)
    return found


NEW = {"area": "Q1", "code": "1.9", "title": "ตัวชี้วัดจากไฟล์", "weight": 10}


def test_strangers_colleagues_and_sets_in_use_are_refused(district: Any, director: Any, model: Any, draft: Any) -> None:
    data = workbook(draft)
    run = sent(draft, director, data)
    for user in (base.user("group_director", base.district()), base.user("supervisor", district)):
        for act in (
            lambda user=user: receive(data, draft, actor=user, name="x.xlsx"),
            lambda user=user: confirm(run, actor=user),
            lambda user=user: drop(run, actor=user),
        ):
            with pytest.raises(NotAllowed):
                act()
    with pytest.raises(DomainError, match="ฉบับใหม่"):
        receive(data, improvement.an_indicator_set(model), actor=director, name="x.xlsx")
    services.publish(draft, actor=director)
    with pytest.raises(DomainError, match="ฉบับใหม่"):
        confirm(run, actor=director)


def test_what_goes_out_comes_back_unchanged(district: Any, director: Any, draft: Any) -> None:
    area = draft.areas.first()
    services.save_indicator(area, actor=director, words=IndicatorWords(
        code="1.8", title="=1+1 <script>", weight=D("33.33"), detail="บรรทัดหนึ่ง\nบรรทัดสอง", source="computed",
        result="qa-level", option="basic", target=D("3.5"), wanted="แฟ้ม\nภาพ", kinds=["primary", "expanded"],
        levels=[(D(5), "ดีเยี่ยม", "ครบ"), (D(1), "ปรับปรุง", "")],
    ))  # fmt: skip
    run = sent(draft, director, workbook(draft))
    assert run.rehearsal["counts"] == {
        "created": 0, "changed": 0, "unchanged": draft.areas.count() * 2 + 1, "refused": 0, "dependent": 0,
    }, [row for row in run.rehearsal["rows"] if row["status"] != "unchanged"]  # fmt: skip
    stamp = draft.__class__.objects.get(pk=draft.pk).stamp
    confirm(run, actor=director)
    draft.refresh_from_db()
    assert draft.stamp == stamp


def test_text_that_looks_like_a_formula_stays_text(director: Any, draft: Any) -> None:
    run = sent(draft, director, book({**NEW, "title": '=HYPERLINK("http://x")', "detail": "<b>หนา</b>"}))
    confirm(run, actor=director)
    made = Indicator.objects.get(area__set=draft, code="1.9")
    assert (made.title, made.detail) == ('=HYPERLINK("http://x")', "<b>หนา</b>")
    page = load_workbook(io.BytesIO(workbook(draft)))[SHEET.title]
    told = [cell for row in page.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert [cell.data_type for cell in told] == ["s"]


def test_rows_are_refused_by_number_and_column_and_nothing_is_written(director: Any, draft: Any) -> None:
    run = sent(draft, director, book(
        {**NEW, "area": None}, {**NEW, "code": "1.9", "weight": "มาก"}, {**NEW, "code": "1.9"},
        {**NEW, "code": "1.10", "lowest": 5}, {**NEW, "code": "1.11", "target": 9},
        {**NEW, "code": "1.12", "title": None},
        {**NEW, "code": "1.13", "source": "เดา"}, {**NEW, "code": "1.14", "computed": "ไม่มี | นี่"},
        {**NEW, "code": "1.15", "area_name": "ชื่ออื่น"}, {**NEW, "code": "1.16", "levels": "ห้า ดี"},
        {**NEW, "code": "1.17", "kinds": "ปราสาท"}, {**NEW, "code": None},
    ))  # fmt: skip
    told = {row["row"]: row["column"] for row in run.rehearsal["rows"] if row["status"] == "refused"}
    assert told == {
        2: "รหัสด้าน", 3: "น้ำหนัก, รหัสตัวชี้วัด", 4: "รหัสตัวชี้วัด", 5: "คะแนนเต็ม", 6: "เป้าหมาย", 7: "ตัวชี้วัด",
        8: "ที่มาของคะแนน", 9: "ข้อมูลที่ใช้คำนวณ", 10: "ชื่อด้าน", 11: "คำอธิบายระดับ", 12: "ประเภทโรงเรียน",
        13: "รหัสตัวชี้วัด",
    }  # fmt: skip
    with pytest.raises(DomainError, match="ถูกปฏิเสธ"):
        confirm(run, actor=director)
    assert Indicator.objects.filter(area__set=draft).count() == 10


def test_new_areas_changes_and_what_is_absent(director: Any, draft: Any) -> None:
    run = sent(draft, director, book(
        {"area": "Q1", "area_weight": 20, "code": "1.1", "title": "ตั้งใหม่", "target": "-"},
        {"area": "Q6", "area_name": "ชุมชนคุณภาพ", "area_weight": 5, "code": "6.1", "title": "ชุมชนร่วมมือ", "weight": 100},
        {"area": "Q6", "code": "1.2", "title": "ย้ายด้าน"},
    ))  # fmt: skip
    assert [row_of(run, number)["status"] for number in (2, 3, 4)] == ["changed", "created", "changed"]
    assert ["ตัวชี้วัด", "ตัวชี้วัด 1.1", "ตั้งใหม่"] in row_of(run, 2)["changes"]
    assert ["น้ำหนักด้าน", "25", "20"] in row_of(run, 2)["changes"]
    assert ["รหัสด้าน", "Q1", "Q6"] in row_of(run, 4)["changes"]
    assert len(run.rehearsal["absent"]) == 8
    confirm(run, actor=director)
    first = Indicator.objects.get(area__set=draft, code="1.1")
    assert (first.title, first.target, first.weight, first.area.weight) == ("ตั้งใหม่", None, 50, 20)
    area = draft.areas.get(code="Q6")
    assert (area.position, [row.code for row in area.indicators.all()]) == (6, ["6.1", "1.2"])
    assert Indicator.objects.filter(area__set=draft).count() == 11
    again = sent(draft, director, workbook(draft))
    assert again.rehearsal["counts"]["unchanged"] == 11


def test_it_is_done_once_and_only_as_it_was_said(director: Any, draft: Any) -> None:
    run = sent(draft, director, book(NEW))
    services.save_indicator(draft.areas.first(), actor=director, words=IndicatorWords("1.9", "ของอีกคน", D(1)))
    with pytest.raises(StaleRevision):
        confirm(run, actor=director)
    run.refresh_from_db()
    assert run.state == "stale"
    run = sent(draft, director, book(NEW))
    confirm(run, actor=director)
    with pytest.raises(DomainError, match="ไปแล้ว"):
        confirm(run, actor=director)
    assert Indicator.objects.get(area__set=draft, code="1.9").title == "ตัวชี้วัดจากไฟล์"


def test_refused_rows_may_be_left_out(director: Any, draft: Any) -> None:
    run = sent(draft, director, book(NEW, {**NEW, "code": "1.10", "weight": 200}))
    confirm(run, actor=director, skip_refused=True)
    assert Indicator.objects.filter(area__set=draft).count() == 11


def test_what_is_no_workbook_is_refused_in_one_sentence(director: Any, draft: Any) -> None:
    for data in (b"", b"hello", book()):
        with pytest.raises(DomainError) as caught:
            sent(draft, director, data)
        assert caught.value.field == "file"
