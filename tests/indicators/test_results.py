"""Results of schools by key: SAR, four areas, forms of visits, pupils a teacher; what each value is made of."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from instruments.models import Response
from instruments.services import AnswerValue
from schools.models import SchoolYearCount
from schools.results import Because, ResultKind, result_kind
from supervision.field import services
from supervision.indicators.models import Indicator
from supervision.indicators.queries.values import computed_values, explain_computed, source_words
from tests.factories import base, field, levels

pytestmark = pytest.mark.django_db
D = Decimal
DAY = date(2024, 7, 17)  # ปีการศึกษา 2567


def kind(key: str) -> ResultKind:
    found = result_kind(key)
    assert found is not None
    return found


def values(key: str, district: Any, year: int, option: str) -> Mapping[int, Decimal]:
    return kind(key).values(district, year, option)


def explain(key: str, school: Any, year: int, option: str) -> list[Because]:
    return list(kind(key).explain(school, year, option))


@pytest.fixture
def office() -> SimpleNamespace:
    district = levels.office()
    for number in (1, 2):
        base.term(district, year=2567, number=number)
    first, second = levels.school(district), levels.school(district)
    return SimpleNamespace(district=district, first=first, second=second, supervisor=base.user("supervisor", district))


def test_levels_of_sar_by_whole_and_standard_of_the_schools_own_assessment(office: Any) -> None:
    levels.give(office.first, "ดีเลิศ", year=2567, standards={"1": "ยอดเยี่ยม"})
    levels.give(office.second, None, year=2567)
    levels.give(office.second, "ดี", year=2567, source="office")
    levels.give(office.first, "ดี", year=2566)
    assert values("qa-level", office.district, 2567, "basic") == {office.first.pk: 4}
    assert values("qa-level", office.district, 2567, "basic:1") == {office.first.pk: 5}
    assert values("qa-level", office.district, 2567, "early") == {}
    assert list(kind("qa-level").years(office.district, "basic")) == [2567, 2566]
    assert "basic:1" in dict(kind("qa-level").options(office.district))
    assert values("qa-level", base.district(), 2567, "basic") == {}
    told = explain("qa-level", office.first, 2567, "basic")
    assert (told[0].figure, told[0].url) == ("ดีเลิศ (4)", f"/qa/levels/schools/{office.first.pk}/")
    assert explain("qa-level", office.second, 2567, "basic") == []


def test_the_year_before_stands_in_where_a_sar_is_not_there_yet(office: Any) -> None:
    levels.give(office.first, "ดี", year=2566)
    levels.give(office.first, "ดีเลิศ", year=2567)
    levels.give(office.second, "ยอดเยี่ยม", year=2566)
    assert values("qa-level", office.district, 2567, "basic+1") == {office.first.pk: 4, office.second.pk: 5}
    assert values("qa-level", office.district, 2568, "basic+1") == {office.first.pk: 4}
    assert "ปีการศึกษา 2566" in explain("qa-level", office.second, 2567, "basic+1")[0].label
    assert "basic+1" in dict(kind("qa-level").options(office.district))


def test_a_scale_of_other_length_is_laid_over_five_and_says_so(office: Any) -> None:
    levels.give(office.first, "ดี", year=2567, level="early", code="early-national-2562")
    assert values("qa-level", office.district, 2567, "early") == {office.first.pk: D(2) * 5 / 3}
    assert "เต็ม 3" in explain("qa-level", office.first, 2567, "early")[-1].label


def _visit(office: Any, school: Any, on: date, *, code: str, given: list[int | None]) -> Any:
    visit = field.draft(office.supervisor, school, on=on)
    field.sheet(visit, office.supervisor, code=code, values=given)
    return visit


def _sent(visit: Any, office: Any) -> Any:
    type(visit)._default_manager.filter(pk=visit.pk).update(state="submitted")
    return visit


def test_four_areas_are_of_the_latest_visit_that_was_made(office: Any) -> None:
    codes = _rating_places(office)
    _sent(_fill(office, office.first, DAY, codes, 2, 2, 2, 2), office)
    newest = _sent(_fill(office, office.first, DAY + timedelta(days=30), codes, 5, 4, 3, 4), office)
    _fill(office, office.second, DAY, codes, 5, 5, 5, 5)  # being written: not a visit yet
    assert values("visit-areas", office.district, 2567, "budget") == {office.first.pk: 4}
    assert values("visit-areas", office.district, 2567, "all") == {office.first.pk: 4}
    assert values("visit-areas", office.district, 2566, "all") == {}
    told = explain("visit-areas", office.first, 2567, "all")
    assert told[0].url == f"/visits/{newest.pk}/"
    assert [one.figure for one in told[1:]] == ["ระดับ 5", "ระดับ 4", "ระดับ 3", "ระดับ 4", "4.00"]


def _rating_places(office: Any) -> dict[str, int]:
    form = field.version(office.district, "four-areas")
    return {item.code: item.pk for section in form.sections.all() for item in section.items.all()}


def _fill(office: Any, school: Any, on: date, codes: dict[str, int], *given: int) -> Any:
    visit = field.draft(office.supervisor, school, on=on)
    made = services.add_sheet(visit, actor=office.supervisor, version=field.version(office.district, "four-areas"))
    wanted = ("level_academic", "level_budget", "level_people", "level_general")
    answers = {codes[code]: AnswerValue(number=D(value)) for code, value in zip(wanted, given, strict=True)}
    services.save_sheet(visit, actor=office.supervisor, response=made.response, answers=answers)
    return visit


def test_a_form_is_of_the_latest_sheet_and_never_about_a_person_or_a_schools_own(office: Any) -> None:
    _sent(_visit(office, office.first, DAY, code="quality-classroom", given=[5] * 12), office)
    later = _sent(
        _visit(office, office.first, DAY + timedelta(days=9), code="quality-classroom", given=[3] * 12), office
    )
    inner = _sent(_visit(office, office.second, DAY, code="quality-classroom", given=[5] * 12), office)
    Response.objects.filter(visit_sheet__visit=inner).update(is_internal=True)
    assert values("instrument", office.district, 2567, "quality-classroom") == {office.first.pk: 60}
    options = dict(kind("instrument").options(office.district))
    assert "quality-classroom" in options
    assert "teaching-25" not in options
    told = explain("instrument", office.first, 2567, "quality-classroom")
    assert (told[0].figure, told[0].url) == ("36 จาก 60 คะแนน", f"/visits/{later.pk}/")
    assert explain("instrument", office.second, 2567, "quality-classroom") == []


def test_pupils_a_teacher_stop_at_the_end_of_the_scale_and_need_a_teacher(office: Any) -> None:
    SchoolYearCount.objects.create(school=office.first, academic_year=2567, primary=90, teachers=2)
    SchoolYearCount.objects.create(school=office.second, academic_year=2567, primary=50, teachers=0)
    assert values("pupils-per-teacher", office.district, 2567, "all") == {office.first.pk: 40}
    assert [one.figure for one in explain("pupils-per-teacher", office.first, 2567, "all")] == [
        "90 คน", "2 คน", "45.00", "40",
    ]  # fmt: skip
    assert explain("pupils-per-teacher", office.second, 2567, "all")[-1].figure == "คำนวณไม่ได้"


def _computed(pk: int, option: str, **more: Any) -> Indicator:
    return Indicator(pk=pk, source="computed", computed={"result": "qa-level", "option": option}, **more)


def test_computed_indicators_read_a_result_once(office: Any, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    levels.give(office.first, "ดีเลิศ", year=2567)
    rows = [_computed(1, "basic"), _computed(2, "basic", lowest=D(1), highest=D(3)), Indicator(pk=3, source="self"),
            Indicator(pk=4, source="computed", computed={"result": "gone", "option": ""})]  # fmt: skip
    with django_assert_num_queries(1):
        found = computed_values(rows, office.district, academic_year=2567, fiscal_year=2568)
    assert found == {1: {office.first.pk: 4}, 2: {office.first.pk: 3}, 4: {}}
    assert explain_computed(rows[0], office.first, academic_year=2567, fiscal_year=2568)[0].figure == "ดีเลิศ (4)"
    assert explain_computed(rows[3], office.first, academic_year=2567, fiscal_year=2568) == []
    assert source_words(rows[0], office.district) == "คำนวณจากระดับคุณภาพจาก SAR · ขั้นพื้นฐาน ระดับโดยรวม"
    assert "ไม่มีแล้ว" in source_words(rows[3], office.district)


@pytest.mark.parametrize("key", ["qa-level", "visit-areas", "instrument", "pupils-per-teacher"])
def test_values_cost_the_same_for_two_schools_and_twenty(
    key: str, office: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        school = levels.school(office.district)
        levels.give(school, "ดี", year=2567)
        SchoolYearCount.objects.create(school=school, academic_year=2567, primary=number, teachers=2)
    option = {"qa-level": "basic", "visit-areas": "all", "instrument": "quality-classroom"}.get(key, "all")
    with django_assert_max_num_queries(1):
        values(key, office.district, 2567, option)
