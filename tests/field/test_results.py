"""`instrument-results`: figures worked out by hand, privacy, and a paper that reads back."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from core.errors import DomainError
from instruments.results import groups
from reports import registry
from reports.base import BuildContext, Reader
from supervision.field import services
from tests.documents.reading import plain, text
from tests.factories import base
from tests.factories import field as make

pytestmark = pytest.mark.django_db


def gathered(cast: Any, user: Any) -> Any:
    document = registry.get("instrument-results")
    reader = Reader(user)
    _, params = document.clean(reader, cast.district.code, {})
    return document.gather(BuildContext(cast.district.code, params, "pdf", reader))


def sent(cast: Any, school: Any, value: int, *, person: Any = None) -> None:
    visit = make.draft(cast.supervisor, school)
    if person is not None:
        services.add_supervised(visit, actor=cast.supervisor, person=person)
    make.sheet(visit, cast.supervisor, values=[value] * 12, person=person)
    services.submit_visit(visit, actor=cast.supervisor)


@pytest.fixture
def office(cast) -> Any:
    make.version(cast.district)
    sent(cast, cast.school, 5)
    sent(cast, cast.school, 3)
    sent(cast, cast.neighbour, 4)
    return cast


def test_schools_and_clusters_by_all_points_together(office) -> None:
    found = gathered(office, office.director)
    by_school = {row.name: (row.n, row.percent, row.word) for row in groups(found.heap, "school")}
    assert by_school == {
        office.school.name: (2, Decimal("80.00"), "ดีมาก"),
        office.neighbour.name: (1, Decimal("80.00"), "ดีมาก"),
    }
    (cluster,) = groups(found.heap, "school__cluster")
    assert (cluster.n, cluster.percent) == (3, Decimal("80.00"))


def test_a_teachers_sheet_is_told_by_no_school_to_who_may_not_see_it(office) -> None:
    teacher = base.person_of(office.teacher, office.district, school=office.school)
    sent(office, office.school, 1, person=teacher)
    mine = {row.name: row.n for row in groups(gathered(office, office.director).heap, "school")}
    theirs = {row.name: row.n for row in groups(gathered(office, office.office_director).heap, "school")}
    assert mine[office.school.name] == 3
    assert theirs[office.school.name] == 2


def test_an_empty_office_is_refused_in_words(cast) -> None:
    make.version(cast.district)
    with pytest.raises(DomainError, match="ยังไม่มีแบบ"):
        gathered(cast, cast.director)


def test_paper_and_workbook_read_back(office, tmp_path: Path) -> None:
    for fmt in ("pdf", "xlsx"):
        call_command(
            "report", "instrument-results", district=office.district.code, format=fmt, output=tmp_path / f"r.{fmt}",
            param=["digits=arabic"] if fmt == "pdf" else [],
        )  # fmt: skip
    words = plain(text(tmp_path / "r.pdf"))
    for said in ("สรุปผลตามเครื่องมือนิเทศ", office.neighbour.name, "80.00"):
        assert plain(said) in words
    book = load_workbook(tmp_path / "r.xlsx", read_only=True)
    assert book.sheetnames == [
        "สรุปรายข้อ", "จำนวนตามระดับ", "รายกลุ่มโรงเรียน", "รายโรงเรียน", "รายฉบับ", "วิธีคิด",
    ]  # fmt: skip
