"""The tables the manual prints, with its own figures (facts §3.8, §9.1) and with what the desks keep."""

from datetime import date
from decimal import Decimal

import pytest

from kotpn.assessment.result_tables import LevelResult, result_tables, sum_said
from qa.levels.queries.groups import expansion_apart
from qa.levels.queries.tables import Group, Word
from schools.models import Project, School
from schools.services.teams import create_team
from tests.factories import base, levels, rounds
from tests.factories import field as visits
from tests.qa.levels.test_summary import fill

pytestmark = pytest.mark.django_db
SCALE = tuple(
    Word(value, word, value) for value, word in ((5, "ดีเยี่ยม"), (4, "ดีมาก"), (3, "ดี"), (2, "พอใช้"), (1, "ปรับปรุง"))
)
SIZE = Group("size", "ขนาด", lambda school: (int(school.smis8), school.smis8, "กลาง" if school.smis8 == "2" else "เล็ก"))


def told(counts: dict[int, int], *, missing: int = 0) -> LevelResult:
    """Schools that are held nowhere: every third an expansion school, every second small."""
    wanted = [level for level, count in counts.items() for _ in range(count)] + [0] * missing
    schools = tuple(
        School(pk=pk, kind="expanded" if pk % 3 == 0 else "primary", smis8="2" if pk % 2 else "1")
        for pk in range(1, len(wanted) + 1)
    )
    held = {school.pk: level for school, level in zip(schools, wanted, strict=True) if level}
    return LevelResult("test", "การนิเทศ 4 งาน", "", "", schools, held, SCALE, (SIZE, expansion_apart(SIZE)), "/")


def shares(found: LevelResult) -> list[tuple[str, int, str]]:
    return [(cell.label, cell.count, str(cell.share)) for cell in found.total.cells if cell.count]


def test_the_four_tasks_of_117_schools_come_out_as_the_manual_prints_them() -> None:
    found = told({5: 40, 4: 41, 3: 30, 2: 6})
    assert shares(found) == [
        ("ดีเยี่ยม", 40, "34.19"), ("ดีมาก", 41, "35.04"), ("ดี", 30, "25.64"), ("พอใช้", 6, "5.13")
    ]  # fmt: skip
    assert found.total.summed == Decimal("100.00")
    assert not sum_said(found.total.counts, 117)


def test_57_56_and_3_are_not_117_and_nothing_is_forced_to_fit() -> None:
    assert sum_said((57, 56, 3), 117) == "57 + 56 + 3 = 116 ไม่ครบ 117 ขาด 1"
    found = told({5: 57, 4: 56, 3: 3}, missing=1)
    assert shares(found)[:3] == [("ดีเยี่ยม", 57, "48.72"), ("ดีมาก", 56, "47.86"), ("ดี", 3, "2.56")]
    assert found.total.summed == Decimal("99.99")
    assert found.checks[0] == "57 + 56 + 3 = 116 ไม่ครบ 117 ขาด 1 โรงเรียน (ยังไม่มีผล 1)"
    assert any("ไม่เท่ากับ 100.00 จากการปัดเศษ แสดงตามจริง" in said and "รวม 99.99" in said for said in found.checks)
    # With the 58 that was most likely meant every school is there; its percentages still are what they are.
    likely = told({5: 58, 4: 56, 3: 3})
    assert (shares(likely)[0], likely.total.summed) == (("ดีเยี่ยม", 58, "49.57"), Decimal("99.99"))
    assert not sum_said(likely.total.counts, 117)


def test_expansion_schools_stand_apart_from_size_in_the_manuals_grouping() -> None:
    found = told({5: 40, 4: 41, 3: 30, 2: 6})
    overall, size, manual = found.tables
    assert [line.label for line in size.lines] == ["เล็ก", "กลาง", "รวม"]
    assert [line.label for line in manual.lines] == ["เล็ก", "กลาง", "ขยายโอกาส", "รวม"]
    for table in (size, manual):
        assert sum(line.total for line in table.lines[:-1]) == table.lines[-1].total == overall.lines[0].total == 117
    assert manual.lines[2].total == 39


def test_every_number_opens_the_schools_it_counts() -> None:
    found = told({5: 4, 4: 3, 3: 2}, missing=2)
    for table in found.tables:
        for line, cells in table.rows:
            assert len(found.behind(line.where)) == line.total
            for cell in cells:
                assert len(found.behind({**line.where, "word": cell.key})) == cell.count
    assert found.said({"manual": "expanded", "word": "5"}) == ["ขยายโอกาส", "ดีเยี่ยม"]
    assert {word for _, word in found.behind({"word": "missing"})} == {"ยังไม่มีผล"}


def test_levels_are_those_of_the_academic_year_that_ended_in_the_fiscal_year() -> None:
    office = levels.office()
    fill(office, "early", {"ดีเยี่ยม": 7, "ดีมาก": 4}, teaches="early")
    fill(office, "basic", {"ดีเยี่ยม": 6, "ดีมาก": 4, "ดี": 2}, teaches="basic")
    made = result_tables(office, 2557, today=date(2014, 9, 30))
    assert [(one.key, one.total.total, one.total.counts[:3]) for one in made.levels] == [
        ("quality-early-self", 11, (7, 4, 0)), ("quality-basic-self", 12, (6, 4, 2))
    ]  # fmt: skip
    assert not result_tables(office, 2558, today=date(2014, 9, 30)).levels


def test_a_round_and_a_visits_form_count_each_school_once_at_its_latest() -> None:
    office = base.district()
    head, supervisor = base.user("group_director", office), base.user("supervisor", office)
    one, two, three = (base.school(office) for _ in range(3))
    made = rounds.opened(head, office)
    rounds.sent(made, one, base.user("principal", one))
    form = visits.version(office, "four-areas")
    for school, first, last in ((one, 2, 5), (two, 3, 4)):
        for day, value in ((date(2024, 6, 3), first), (date(2024, 7, 3), last)):
            visit = visits.draft(supervisor, school, on=day)
            sheet = visits.services.add_sheet(visit, actor=supervisor, version=form)
            visits.services.save_sheet(
                visit, actor=supervisor, response=sheet.response, answers=rounds.answers(form, level=value)
            )
            visits.services.submit_visit(visit, actor=supervisor, now=visits.at(day, 16))
    tables = result_tables(office, 2567, today=date(2024, 9, 30))
    visited, asked = (
        next(found for found in tables.levels if found.key.startswith(kind)) for kind in ("visits", "round")
    )
    words = dict(visited.behind({}))
    assert len(set(words.values())) == 3
    assert words[three] == "ยังไม่มีผล"
    assert (visited.total.assessed, visited.total.counts[:2]) == (2, (1, 1))
    assert (asked.total.assessed, asked.total.total) == (1, 3)


def test_projects_tell_visits_and_gatherings_of_the_year() -> None:
    office = base.district()
    project = Project.objects.create(district=office, number=1, name="โครงการโรงเรียนสุจริต")
    Project.objects.create(district=office, number=2, name="โครงการที่ไม่มีงาน")
    supervisor = base.user("supervisor", office)
    school = base.school(office)
    visit = visits.draft(supervisor, school, project=project)
    visits.finding(visit, supervisor)
    visits.services.submit_visit(visit, actor=supervisor, now=visits.at(visit.visited_on, 16))
    (found,) = result_tables(office, 2567, today=date(2024, 9, 30)).projects
    assert (found.project, found.visits.visits, found.visits.schools, found.visits.findings) == (project, 1, 1, 1)
    assert not result_tables(office, 2568, today=date(2024, 9, 30)).projects


def test_the_workbook_has_a_sheet_for_each_part_and_one_of_what_does_not_add_up() -> None:
    office = levels.office()
    fill(office, "basic", {"ดีเยี่ยม": 5, "ดีมาก": 1, "ดี": 1}, teaches="basic")
    levels.school(office, teaches="basic", name="โรงเรียนที่ขาด")
    create_team(
        actor=base.user("group_director", office), district=office, name="กลุ่มดอกมะลิ", kind="named",
        starts_on=date(2013, 10, 1), stated_size=18, members=[(base.person(office, position="นิติกร"), "กรรมการ")],
    )  # fmt: skip
    made = result_tables(office, 2557, today=date(2014, 9, 30))
    sheets = {sheet.name: list(sheet.rows) for sheet in made.sheets(("สพป.",))}
    assert list(sheets) == ["ทีมและกรรมการ", "ระดับคุณภาพ ระดับขั้นพื้นฐาน", "ตรวจสอบยอด"]
    assert sheets["ทีมและกรรมการ"][-1][3:5] == (1, 18)
    said = [row[0] for row in sheets["ตรวจสอบยอด"]]
    assert "กลุ่มดอกมะลิ: คำสั่งระบุ 18 คน แต่รายชื่อรวมตามตำแหน่งได้ 1 คน" in said
    assert any("5 + 1 + 1 = 7 ไม่ครบ 8 ขาด 1" in line for line in said)
