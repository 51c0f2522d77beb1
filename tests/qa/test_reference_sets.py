"""The shipped standard sets: the counts of the announcements, both scales apart, loaded once."""

import pytest

from qa.standards.models import Standard, StandardSet
from qa.standards.services.reference import load_standard_sets
from schools.models import School, SchoolYearCount
from tests.factories import base

pytestmark = pytest.mark.django_db


def leaves(code: str) -> dict[str, int]:
    """Items of each root of a set."""
    rows = Standard.objects.filter(set__code=code, children=None, parent__isnull=False)
    found: dict[str, int] = {}
    for row in rows.order_by("position"):
        root = row.number.split(".")[0]
        found[root] = found.get(root, 0) + 1
    return found


def test_the_counts_of_the_announcements() -> None:
    load_standard_sets(base.district())
    assert leaves("basic-2561") == {"1": 10, "2": 6, "3": 5}
    assert leaves("early-2561") == {"1": 4, "2": 6, "3": 4}
    assert leaves("early-national-2562") == {"1": 5, "2": 5, "3": 7}
    assert not Standard.objects.filter(set__code="basic-before-2561").exists()


def test_the_scales_stay_apart() -> None:
    load_standard_sets(base.district())
    words = {row.code: [level.word for level in row.scale.all()] for row in StandardSet.objects.all()}
    assert words["basic-2561"] == ["กำลังพัฒนา", "ปานกลาง", "ดี", "ดีเลิศ", "ยอดเยี่ยม"]
    assert words["basic-before-2561"] == ["ปรับปรุง", "พอใช้", "ดี", "ดีมาก", "ดีเยี่ยม"]
    national = StandardSet.objects.get(code="early-national-2562")
    assert [level.value for level in national.scale.all()] == [0, 1, 2, 3]


def test_loaded_once_and_what_the_office_changed_stays() -> None:
    district = base.district()
    assert load_standard_sets(district) == 5
    StandardSet.objects.filter(code="basic-2561").update(name="ชื่อที่เขตแก้")
    assert load_standard_sets(district) == 0
    assert StandardSet.objects.get(code="basic-2561").name == "ชื่อที่เขตแก้"


def test_every_set_tells_its_source_and_how_sure_it_is() -> None:
    load_standard_sets(base.district())
    assert not StandardSet.objects.filter(source="").exists()
    assert not StandardSet.objects.filter(certainty="").exists()


def test_schools_that_teach_a_level() -> None:
    district = base.district()
    both = base.school(district, level_from="อ.2", level_to="ป.6")
    basic = base.school(district, level_from="ป.1", level_to="ม.3")
    unknown = base.school(district, level_from="", level_to="")
    SchoolYearCount.objects.create(school=unknown, academic_year=2567, pre_primary=9)
    assert set(School.objects.teaching("early")) == {both, unknown}
    assert set(School.objects.teaching("basic")) == {both, basic}
