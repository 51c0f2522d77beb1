"""Results of a round: the same figures as of visits, by hand; what does not count; two rounds; the paper."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from instruments.comparing import compare
from instruments.queries import form_of
from instruments.results import choice_lines, groups, heap_of, item_lines
from supervision.rounds import services
from supervision.rounds.queries.results import sheets_of_round
from tests.documents.reading import plain, text
from tests.factories import base, rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(cast):
    """One school answers 3 everywhere, the other 1."""
    made = rounds.opened(cast.director, cast.district, label="ต้นภาค")
    rounds.sent(made, cast.school, cast.principal, level=3)
    rounds.sent(made, cast.neighbour, cast.other_principal, level=1)
    return made


def heap(made, user):
    return heap_of(form_of(made.version_id), sheets_of_round(made), user, sample=True)


def test_figures_of_items_choices_and_groups(cast, answered) -> None:
    found = heap(answered, cast.director)
    line = item_lines(found)[0]
    assert (line.number, line.figures.n, line.figures.mean) == (1, 2, 2.0)
    assert line.figures.sd == pytest.approx(2**0.5)
    numbers = {line.item.code: line for line in choice_lines(found)}
    teachers, lunch = numbers["teachers_here"], numbers["lunch_served"]
    assert (teachers.n, teachers.lowest, teachers.total) == (2, 10, 20)
    assert (lunch.n, lunch.counts) == (2, (("มี", 2), ("ไม่มี", 0)))
    by_school = {row.name: row.percent for row in groups(found, "school")}
    assert by_school == {cast.school.name: Decimal("100.00"), cast.neighbour.name: Decimal("33.33")}
    (cluster,) = groups(found, "school__cluster")
    assert (cluster.name, cluster.n, cluster.percent) == (cast.cluster.name, 2, Decimal("66.67"))


def test_what_was_returned_or_is_still_written_does_not_count(cast, answered) -> None:
    services.return_entry(rounds.entry_of(answered, cast.school), actor=cast.director, reason="ดูอีกครั้ง")
    assert heap(answered, cast.director).summed.count() == 1
    services.cancel_round(answered, actor=cast.director, reason="ใช้แบบผิด")
    assert compare(answered.version.instrument, cast.director).occasions == ()


def test_scores_of_few_named_people_are_told_to_nobody_who_may_not_see_them(cast) -> None:
    made = rounds.opened(cast.director, cast.district, code="teaching-25")
    entry = rounds.entry_of(made, cast.school)
    rounds.sheet(entry, cast.principal, person=base.person_of(cast.teacher, cast.district))
    services.submit_entry(entry, actor=cast.principal, today=rounds.OPENS)
    assert heap(made, cast.director).summed.count() == 1
    closed = heap(made, cast.office_director)
    assert closed.summed.count() == 0
    assert "ไม่รวมผลรายบุคคล" in closed.told
    assert groups(closed, "school") == []


def test_rounds_stand_beside_each_other(cast, answered, client) -> None:
    after = rounds.opened(cast.director, cast.district, label="ปลายภาค")
    rounds.sent(after, cast.school, cast.principal, level=1)
    found = compare(answered.version.instrument, cast.director)
    assert [one.label for one in found.occasions] == ["ต้นภาค 1/2567", "ปลายภาค 1/2567"]
    assert [cell.n for cell in found.totals] == [2, 1]
    client.force_login(cast.director)
    page = client.get(reverse("rounds:results", args=[after.pk]), {"with": answered.pk}).content.decode()
    assert "-33.33" in page
    assert client.get(reverse("rounds:results", args=[after.pk]), {"with": "x" * 400}).status_code == 200


def test_paper_and_workbook_of_a_round_read_back(cast, answered, tmp_path: Path) -> None:
    for fmt in ("pdf", "xlsx"):
        call_command(
            "report", "instrument-results", district=cast.district.code, format=fmt, output=tmp_path / f"r.{fmt}",
            param=[f"round={answered.pk}", *(["digits=arabic"] if fmt == "pdf" else [])],
        )  # fmt: skip
    words = plain(text(tmp_path / "r.pdf"))
    for said in ("(ต้นภาค)", cast.neighbour.name, "66.67", "ข้อที่ไม่มีคะแนน"):
        assert plain(said) in words
    book = load_workbook(tmp_path / "r.xlsx", read_only=True)
    assert "ข้อที่ไม่มีคะแนน" in book.sheetnames
    cells = [cell for row in book["รายฉบับ"].iter_rows(values_only=True) for cell in row]
    assert cast.school.name in cells
    assert "วันที่ส่ง" in cells
