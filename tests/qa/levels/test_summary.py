"""The figures of the district's summary against the published example, and what its totals name."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from qa.levels.models import SchoolLevel
from qa.levels.queries.summary import summary
from qa.levels.queries.tables import share
from schools.models import SchoolYearCount
from tests.factories import base, levels

pytestmark = pytest.mark.django_db
OLD = {"early": "early-before-2561", "basic": "basic-before-2561"}


def fill(office: Any, level: str, counts: dict[str, int], *, year: int = 2556, teaches: str = "both") -> list[Any]:
    """Schools with those levels, by one statement: this is load."""
    chosen = levels.the_set(office, OLD[level])
    words = {one.word: one for one in chosen.scale.all()}
    rows = []
    schools = []
    for word, count in counts.items():
        for _ in range(count):
            school = levels.school(office, teaches=teaches)
            schools.append(school)
            rows.append(
                SchoolLevel(
                    school=school, academic_year=year, level=level, source="self", set=chosen, scale_level=words[word],
                    updated_at="2014-04-30T00:00:00Z",
                )
            )  # fmt: skip
    SchoolLevel.objects.bulk_create(rows)
    return schools


def told(line: Any) -> list[tuple[str, int, str]]:
    return [(cell.label, cell.count, str(cell.share)) for cell in line.cells if cell.count]


def test_the_published_example_of_112_and_117_schools() -> None:
    office = levels.office()
    fill(office, "early", {"ดีเยี่ยม": 73, "ดีมาก": 38, "ดี": 1}, teaches="early")
    fill(office, "basic", {"ดีเยี่ยม": 58, "ดีมาก": 56, "ดี": 3}, teaches="basic")
    early = summary(office, level="early", year=2556)
    assert told(early.total) == [("ดีเยี่ยม", 73, "65.18"), ("ดีมาก", 38, "33.93"), ("ดี", 1, "0.89")]
    assert early.total.summed == Decimal("100.00")
    basic = summary(office, level="basic", year=2556)
    assert told(basic.total) == [("ดีเยี่ยม", 58, "49.57"), ("ดีมาก", 56, "47.86"), ("ดี", 3, "2.56")]
    assert basic.total.summed == Decimal("99.99")
    assert basic.checks.is_clean


def test_116_of_117_schools_name_the_one_that_is_missing() -> None:
    office = levels.office()
    fill(office, "basic", {"ดีเยี่ยม": 57, "ดีมาก": 56, "ดี": 3})
    absent = levels.school(office, name="โรงเรียนที่ขาด")
    found = summary(office, level="basic", year=2556)
    assert found.checks.missing == (absent,)
    assert told(found.total) == [
        ("ดีเยี่ยม", 57, "48.72"), ("ดีมาก", 56, "47.86"), ("ดี", 3, "2.56"), ("ยังไม่มีผล", 1, "0.85")
    ]  # fmt: skip
    assert [str(one) for one in found.total.of_assessed] == ["49.14", "48.28", "2.59", "0.00", "0.00"]
    assert (found.total.total, found.total.assessed) == (117, 116)


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 8, "12.50"), (1, 800, "0.13"), (3, 800, "0.38"), (2, 3, "66.67"), (0, 5, "0.00")]
)
def test_a_percentage_is_the_exact_ratio_half_up(part: int, whole: int, said: str) -> None:
    assert str(share(part, whole)) == said
    assert share(1, 0) is None


def test_what_the_totals_do_not_cover_is_named() -> None:
    office = levels.office()
    good, skipped, empty, gone, other, missing = (levels.school(office) for _ in range(6))
    SchoolYearCount.objects.create(school=empty, academic_year=2566, pre_primary=4)
    for school in (good, gone):
        levels.give(school, "ดี")
    levels.give(skipped, None)
    levels.give(empty, "ดี")
    gone.status, gone.closed_on = "closed", date(2022, 4, 1)
    gone.save()
    copy = levels.copied(levels.the_set(office), code="own", name="ชุดของเขต")
    levels.give(other, "ดี", code="own")
    found = summary(office, level="basic", year=2566)
    checks = found.checks
    assert (checks.missing, checks.not_assessed, checks.apart) == ((missing,), (skipped,), (empty,))
    assert checks.other == ((other, "ชุดของเขต"),)
    assert len(checks.outside) == 2
    assert any(gone.name in said and "ไม่ได้เปิดสอน" in said for said in checks.outside)
    assert (found.total.total, found.total.assessed, found.total.other) == (4, 1, 1)
    assert summary(office, level="basic", year=2566, chosen=copy.pk).total.assessed == 1


def test_a_merger_within_the_year_that_told_two_levels_is_named() -> None:
    office = levels.office()
    one, two = levels.school(office), levels.school(office)
    levels.give(one, "ดี")
    levels.give(two, "ดี")
    one.status, one.closed_on, one.merged_into = "merged", date(2023, 11, 1), two
    one.save()
    [said] = summary(office, level="basic", year=2566).checks.double
    assert one.name in said
    assert two.name in said


def test_sources_and_levels_are_never_mixed() -> None:
    office = levels.office()
    school = levels.school(office)
    levels.give(school, "ดี")
    levels.give(school, "ยอดเยี่ยม", source="office")
    levels.give(school, "ดีเลิศ", level="early", code="early-2561")
    for source, level, word in (("self", "basic", "ดี"), ("office", "basic", "ยอดเยี่ยม"), ("self", "early", "ดีเลิศ")):
        found = summary(office, level=level, source=source, year=2566)
        assert told(found.total) == [(word, 1, "100.00")]


def test_groups_and_standards_add_up_to_the_schools_in_scope() -> None:
    office = levels.office()
    cluster = base.cluster(office, name="กลุ่มหนึ่ง")
    inside, outside = levels.school(office, cluster=cluster, kind="expanded"), levels.school(office)
    levels.give(inside, "ดี", standards={"1": "ดีเลิศ", "1.1": "ดี", "2": None})
    found = summary(office, level="basic", year=2566)
    by_key = {
        table.key: [(line.label, line.total, line.missing) for line in table.lines] for table in found.group_tables
    }
    assert by_key["cluster"] == [("กลุ่มหนึ่ง", 1, 0), ("ไม่อยู่ในกลุ่มโรงเรียน", 1, 1)]
    assert by_key["kind"] == [("ประถมศึกษา", 1, 1), ("ขยายโอกาส", 1, 0)]
    lines = found.standard_table.lines
    assert [(line.label.split()[0], line.depth, line.assessed, line.not_assessed, line.missing) for line in lines] == [
        ("1", 0, 1, 0, 1), ("1.1", 1, 1, 0, 1), ("2", 0, 0, 1, 1)
    ]  # fmt: skip
    assert outside in found.checks.missing


def test_years_of_another_scale_stand_in_a_block_of_their_own() -> None:
    office = levels.office()
    school = levels.school(office)
    for year, word in ((2559, "ดีมาก"), (2560, "ดีเยี่ยม")):
        levels.give(school, word, year=year, code=OLD["basic"])
    for year in (2565, 2566):
        levels.give(school, "ดี", year=year)
    found = summary(office, level="basic")
    assert found.year == 2566
    assert [[line.label for line in block.table.lines] for block in found.trend] == [["2559", "2560"], ["2565", "2566"]]
