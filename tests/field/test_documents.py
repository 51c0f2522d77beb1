"""Documents of visits: who sees which scores, what the list exports, and figures worked out by hand."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core.errors import DomainError
from reports import registry
from reports.base import BuildContext, Reader
from supervision.field import services
from tests.documents.reading import plain, text
from tests.factories import base
from tests.factories import field as make
from tests.field.conftest import Cast

pytestmark = pytest.mark.django_db


def build(cast: Cast, key: str, user: Any, **given: Any) -> tuple[Any, BuildContext]:
    """The definition and the context of a run by `user`."""
    document = registry.get(key)
    reader = Reader(user)
    _, params = document.clean(reader, cast.district.code, given)
    return document, BuildContext(cast.district.code, params, document.formats[0], reader)


def sheets(cast: Cast, key: str, user: Any, **given: Any) -> dict[str, list[list[Any]]]:
    document, context = build(cast, key, user, **given)
    return {sheet.name: [list(row) for row in sheet.rows] for sheet in document.xlsx(context)}


def html(cast: Cast, user: Any, **given: Any) -> str:
    document, context = build(cast, "visit-record", user, **given)
    return "".join(block.html for block in document.pdf(context).parts)


def test_a_stranger_may_run_none_of_them(cast: Cast) -> None:
    for key in ("visit-record", "visit-list", "visit-answers", "supervision-report"):
        assert not registry.get(key).may_run(cast.stranger, cast.district.code)
        assert not registry.get(key).may_run(cast.member, cast.district.code)


def test_a_record_of_another_office_is_not_found(cast: Cast) -> None:
    far = base.school(cast.other_district)
    base.term(cast.other_district, year=2567, number=1)
    visit = make.submitted(cast.stranger, far)
    make.submitted(cast.supervisor, cast.school)
    with pytest.raises(DomainError, match="ไม่พบบันทึก"):
        html(cast, cast.supervisor, visit=visit.pk)


def test_a_school_prints_its_own_records_only(cast: Cast) -> None:
    make.submitted(cast.supervisor, cast.neighbour)
    with pytest.raises(DomainError, match="ไม่มีบันทึก"):
        html(cast, cast.principal, period="1-2567", school="")


def test_scores_of_a_person_are_for_those_concerned(cast: Cast) -> None:
    visit = make.draft(cast.supervisor, cast.school)
    teacher = base.person_of(cast.teacher, cast.district)
    services.add_supervised(visit, actor=cast.supervisor, person=teacher)
    make.sheet(visit, cast.supervisor, code="active-learning", values=[4] * 10, person=teacher)
    services.submit_visit(visit, actor=cast.supervisor, now=make.at(make.DAY))
    for seen_by in (cast.supervisor, cast.director, cast.principal):
        assert "ร้อยละ 100.00" in html(cast, seen_by, visit=visit.pk)
    for hidden_from in (cast.colleague, cast.office_director):
        page = html(cast, hidden_from, visit=visit.pk)
        assert "ร้อยละ" not in page
        assert "แสดงเฉพาะผู้เกี่ยวข้อง" in page
    assert len(sheets(cast, "visit-answers", cast.director)["รายฉบับ"]) == 1
    closed_book = sheets(cast, "visit-answers", cast.colleague)
    assert closed_book["รายฉบับ"] == []
    assert all(row[3] == 0 for row in closed_book["สรุปรายข้อ"])


def test_the_record_is_a_draft_until_closed_and_says_when_it_changed(cast: Cast) -> None:
    visit = make.acknowledged(cast.supervisor, cast.school, cast.principal)
    document, context = build(cast, "visit-record", cast.supervisor, visit=visit.pk)
    assert document.pdf(context).parts[0].mark == "draft"
    services.close_visit(visit, actor=cast.director, now=make.at(make.DAY, 18))
    block = document.pdf(context).parts[0]
    visit.refresh_from_db()
    assert block.mark == ""
    assert f"ฉบับที่ {visit.revision}" in block.foot
    assert visit.content_hash[:16] in block.foot
    services.amend_visit(visit, actor=cast.supervisor, reason="พิมพ์ผิด", now=make.at(make.DAY, 19))
    assert document.pdf(context).parts[0].mark == "changed"


def test_typed_text_stays_text_on_paper(cast: Cast) -> None:
    visit = make.submitted(cast.supervisor, cast.school, topic="<script>alert(1)</script> =cmd")
    page = html(cast, cast.supervisor, visit=visit.pk)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_list_has_25_columns_and_the_filters_of_the_page(cast: Cast) -> None:
    make.closed(cast.supervisor, cast.school, cast.principal, cast.director)
    make.draft(cast.colleague, cast.neighbour, on=date(2024, 8, 1), way="phone", topic="=cmd")
    document, context = build(cast, "visit-list", cast.director)
    book = document.xlsx(context)[0]
    rows = [list(row) for row in book.rows]
    assert len(book.columns) == 25
    assert [len(row) for row in rows] == [25, 25]
    assert [row[12] for row in rows] == ["=cmd", "นิเทศห้องเรียนคุณภาพ"]
    assert len(sheets(cast, "visit-list", cast.director, state="closed")["การนิเทศ"]) == 1
    assert len(sheets(cast, "visit-list", cast.director, way="distance")["การนิเทศ"]) == 1
    assert len(sheets(cast, "visit-list", cast.director, **{"date-from": "1 ส.ค. 2567"})["การนิเทศ"]) == 1
    assert sheets(cast, "visit-list", cast.director, q="ไม่มีคำนี้")["การนิเทศ"] == []


def test_a_formula_in_a_topic_is_text_in_the_workbook(cast: Cast, tmp_path: Path) -> None:
    make.submitted(cast.supervisor, cast.school, topic="=HYPERLINK(1)")
    target = tmp_path / "list.xlsx"
    call_command("report", "visit-list", "--district", cast.district.code, "--output", str(target))
    cells = [cell for row in openpyxl.load_workbook(target).active.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"] == ["s"]


def test_figures_of_an_item_are_worked_out_from_unrounded_values(cast: Cast) -> None:
    for school, first in ((cast.school, 5), (cast.neighbour, 2)):
        visit = make.draft(cast.supervisor, school)
        make.sheet(visit, cast.supervisor, values=[first, None] + [4] * 10)
        services.submit_visit(visit, actor=cast.supervisor, now=make.at(make.DAY))
    book = sheets(cast, "visit-answers", cast.director)
    first, second, *_ = book["สรุปรายข้อ"]
    # 5 and 2: mean 3.5, sample S.D. √4.5, 70 % of five points.
    assert (first[3], first[4], first[7], first[8]) == (2, 3.5, 70.0, "ดี")
    assert round(first[5], 6) == round(4.5**0.5, 6)
    assert second[3] == 0
    # 45 of 55 is 81.81…, 42 of 55 is 76.36…: one sheet each in ดีมาก and ดี.
    assert {row[0]: row[1] for row in book["จำนวนตามระดับ"]}["ดีมาก"] == 1
    assert {row[0]: row[1] for row in book["จำนวนตามระดับ"]}["ดี"] == 1
    assert sorted(Decimal(row[-2]).quantize(Decimal("0.01")) for row in book["รายฉบับ"]) == [
        Decimal("76.36"),
        Decimal("81.82"),
    ]


def test_a_bad_period_ends_with_one_clear_line(cast: Cast, tmp_path: Path) -> None:
    make.version(cast.district)
    with pytest.raises(CommandError, match="ภาคเรียนหรือปีงบประมาณ"):
        call_command(
            "report", "visit-answers", "--district", cast.district.code, "--param", "period=1-2024",
            "--output", str(tmp_path / "a.xlsx"),
        )  # fmt: skip


def test_many_records_become_one_file_with_bookmarks(cast: Cast, tmp_path: Path) -> None:
    make.submitted(cast.supervisor, cast.school)
    make.submitted(cast.supervisor, cast.neighbour)
    target = tmp_path / "records.pdf"
    call_command(
        "report", "visit-record", "--district", cast.district.code, "--param", "period=1-2567", "--param", "school=",
        "--param", "digits=arabic", "--output", str(target),
    )  # fmt: skip
    words = plain(text(target))
    assert plain(cast.school.name) in words
    assert plain(cast.neighbour.name) in words
    import pikepdf

    with pikepdf.open(target) as file, file.open_outline() as outline:
        assert len(outline.root) == 2
