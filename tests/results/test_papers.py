"""The papers of results: private before publishing, a school's own page alone, one page each, formulas that agree."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from core.errors import DomainError
from reports import registry
from reports.base import BuildContext, Reader
from reports.produce import order, produce
from reports.xlsx import write
from schools.models import SchoolYearCount
from supervision.indicators.models import Indicator
from supervision.results import services
from supervision.results.documents.workbook import PERCENTS, SCORES, TOTALS
from tests.documents.formulas import Workbook
from tests.results.pictured import LONG, a_scheme, a_year, draft

pytestmark = pytest.mark.django_db
KEYS = ("school-profile-4q", "ranking", "indicator-workbook")


def _context(held: SimpleNamespace, key: str, user: Any, fmt: str = "pdf", **given: Any) -> tuple[Any, BuildContext]:
    document, reader = registry.get(key), Reader(user)
    _, cleaned = document.clean(reader, held.district.code, given)
    return document, BuildContext(held.district.code, cleaned, fmt, reader)


def _html(held: SimpleNamespace, key: str, user: Any, **given: Any) -> list[str]:
    document, context = _context(held, key, user, **given)
    return [block.html for block in document.pdf(context).parts]


@pytest.mark.parametrize("key", KEYS)
def test_who_may_run_them(quality: SimpleNamespace, key: str) -> None:
    document, code = registry.get(key), quality.district.code
    assert document.may_run(quality.director, code)
    assert not document.may_run(quality.stranger, code)
    assert document.may_run(quality.principal, code) == (key != "indicator-workbook")


@pytest.mark.parametrize("key", KEYS)
def test_nothing_of_a_draft_comes_out_but_for_who_ranks(quality: SimpleNamespace, key: str) -> None:
    draft(quality)
    for reader in (quality.supervisor, quality.principal):
        with pytest.raises(DomainError, match="ยังไม่มีผลประเมินที่เผยแพร่"):
            _context(quality, key, reader)
    document, context = _context(quality, key, quality.director)
    if key != "indicator-workbook":
        assert {block.mark for block in document.pdf(context).parts} == {"draft"}


@pytest.mark.parametrize("shown", ["own", "all"])
def test_a_school_prints_its_own_page_alone(quality: SimpleNamespace, shown: str) -> None:
    made = a_year(quality, shown=shown)
    [page] = _html(quality, "school-profile-4q", quality.principal)
    assert LONG in page
    with pytest.raises(DomainError):
        _html(quality, "school-profile-4q", quality.principal, school=made.schools[1])
    assert len(_html(quality, "school-profile-4q", quality.supervisor)) == 6


def test_the_ranking_a_school_sees_is_its_place_until_all_are_announced(quality: SimpleNamespace) -> None:
    made = a_year(quality)
    [page] = _html(quality, "ranking", quality.principal)
    assert LONG in page and made.schools[1].name not in page
    assert "ยังไม่ประกาศลำดับของทุกโรงเรียน" in page
    type(made.evaluation).objects.filter(pk=made.evaluation.pk).update(shown="all")
    [page] = _html(quality, "ranking", quality.principal)
    assert made.schools[1].name in page
    table, heat = _html(quality, "ranking", quality.supervisor)
    assert "คะแนนเท่ากันได้ลำดับเดียวกัน" in table and "ขาด 8 ตัวชี้วัด" in table
    assert 'class="nt-h5">100</td>' in heat


@pytest.mark.parametrize("per_area", [2, 10])
def test_a_school_fits_one_page_with_all_its_indicators(quality: SimpleNamespace, per_area: int) -> None:
    made = a_year(quality, many=3, per_area=per_area)
    Indicator.objects.filter(area__set=made.programme.set).update(
        title="ผู้เรียนอ่านออก เขียนได้ คิดเลขเป็น ตามเกณฑ์ของระดับชั้น และใช้ภาษาสื่อสารได้อย่างเหมาะสม"
    )
    asked = order(
        registry.get("school-profile-4q"), format="pdf", district_code=quality.district.code, given={},
        reader=Reader(quality.supervisor),
    )  # fmt: skip
    with produce(asked).file.open() as file, pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 3


def test_the_papers_ask_as_much_for_many_schools(quality: SimpleNamespace) -> None:
    counts = []
    for many in (2, 20):
        a_year(quality, many=many)
        for key in KEYS[:2]:
            _html(quality, key, quality.supervisor)
            with CaptureQueriesContext(connection) as asked:
                _html(quality, key, quality.supervisor)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


def test_the_formulas_of_the_workbook_give_what_was_published(quality: SimpleNamespace, tmp_path: Path) -> None:
    made = a_year(quality, per_area=3)
    Indicator.objects.filter(area__set=made.programme.set, code="1.1").update(weight=50)
    Indicator.objects.filter(area__set=made.programme.set, code="1.2").update(weight="16.66", lower_is_better=True)
    again = services.publish(
        services.compute(made.evaluation, actor=quality.director), actor=quality.director, reason="แก้น้ำหนัก"
    )
    document, context = _context(quality, "indicator-workbook", quality.supervisor, "xlsx")
    path = tmp_path / "book.xlsx"
    write(path, document.xlsx(context))
    book, sheet = Workbook(path), load_workbook(path)[TOTALS]
    assert load_workbook(path).sheetnames == [SCORES, PERCENTS, TOTALS]
    start = next(row for row in range(1, 40) if sheet.cell(row, 2).value == LONG)
    heads = {sheet.cell(start - 5, column).value: column for column in range(1, sheet.max_column + 1)}
    rows = {row.participation.school.name: row for row in again.schools.select_related("participation__school")}
    seen = set()
    for row in range(start - 5, sheet.max_row + 1):
        found = rows.get(sheet.cell(row, 2).value)
        if found is None:
            continue
        seen.add(found.pk)

        def shows(head: str, row: int = row) -> Any:
            return book.value(TOTALS, sheet.cell(row, heads[head]).coordinate)

        if found.is_complete:
            assert shows("ร้อยละรวม") == pytest.approx(float(found.percent), abs=1e-7)
            assert shows("ลำดับในกลุ่ม") == found.rank
            areas = dict(again.areas.filter(participation=found.participation_id).values_list("area__name", "percent"))
            assert shows("Q1 นักเรียนคุณภาพ") == pytest.approx(float(areas["นักเรียนคุณภาพ"]), abs=1e-7)
        else:
            assert shows("ร้อยละรวม") == "ไม่ครบ"
            assert shows("Q1 นักเรียนคุณภาพ") == ""
    assert len(seen) == 6


def test_colour_groups_name_the_result_and_refuse_a_year_without(quality: SimpleNamespace) -> None:
    a_scheme(quality.district, "pupils-per-teacher", limit=30, cuts=(("blue", 0), ("red", 20)))
    SchoolYearCount.objects.create(school=quality.school, academic_year=2567, primary=350, teachers=10)
    [page] = _html(quality, "colour-groups", quality.director, result="pupils-per-teacher:all")
    assert quality.school.name in page and "เกินค่าขีดจำกัด" in page
    with pytest.raises(DomainError, match="ไม่มีผลของปีนี้"):
        _html(quality, "colour-groups", quality.director, result="pupils-per-teacher:all", year=2560)
