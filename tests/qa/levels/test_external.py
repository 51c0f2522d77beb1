"""Rounds of assessment from outside: refusals first, then a result, its level and what became of its advice."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import may_view, provider
from qa.levels.models import ExternalResult, ExternalRound, SchoolLevel
from qa.levels.services.external import add_advice, save_result, save_round
from tests.factories import base, levels

pytestmark = pytest.mark.django_db
ROUND = {"number": 5, "title": "การประเมินคุณภาพภายนอก", "body": "สมศ.", "year_from": 2566, "year_to": 2570}


def a_round(office: Any, director: Any, **more: Any) -> ExternalRound:
    return save_round(office, actor=director, values={**ROUND, **more})


def result(round_: ExternalRound, director: Any, school: Any, **more: Any) -> ExternalResult:
    values: dict[str, Any] = {
        "level": "basic", "academic_year": 2567, "assessed_on": date(2024, 8, 20), "verdict": "meets",
        "scale_level": None, "standards": [("คุณภาพของผู้เรียน", "meets"), ("การบริหาร", "none")],
    }  # fmt: skip
    return save_result(round_, actor=director, school=school, **{**values, **more})


def test_who_may_not_and_what_is_wrong_is_refused() -> None:
    office, other = levels.office(), levels.office()
    director, school = base.user("group_director", office), levels.school(office)
    round_ = a_round(office, director)
    for person in (base.user("supervisor", office), base.user("principal", school), base.user("group_director", other)):
        with pytest.raises(NotAllowed):
            result(round_, person, school)
        with pytest.raises(NotAllowed):
            a_round(office, person, number=6)
    for more, field in (
        ({"school": levels.school(other)}, "school"),
        ({"academic_year": 2560}, "year"),
        ({"level": "early", "school": levels.school(office, teaches="basic")}, "level"),
        ({"verdict": ""}, "verdict"),
        ({"scale_level": levels.word(levels.the_set(office, "early-2561"), "ดี")}, "scale_level"),
    ):
        with pytest.raises(DomainError) as refused:
            result(round_, director, more.pop("school", school), **more)
        assert refused.value.field == field
    with pytest.raises(DomainError, match="มีรอบที่ 5 แล้ว"):
        a_round(office, director)
    with pytest.raises(DomainError, match="ไม่ก่อนปีเริ่ม"):
        a_round(office, director, number=6, year_to=2565)
    assert not ExternalResult.objects.exists()


def test_a_level_of_a_set_is_also_the_schools_level_from_outside_and_follows_a_correction() -> None:
    office = levels.office()
    director, school, new = base.user("group_director", office), levels.school(office), levels.the_set(office)
    round_ = a_round(office, director)
    made = result(round_, director, school, scale_level=levels.word(new, "ดีเลิศ"))
    assert SchoolLevel.objects.get(source="external").scale_level.word == "ดีเลิศ"
    with pytest.raises(DomainError, match="มีผลของรอบและระดับนี้แล้ว"):
        result(round_, director, school)
    with pytest.raises(StaleRevision):
        result(round_, director, school, seen=99)
    made = result(round_, director, school, scale_level=levels.word(new, "ดี"), academic_year=2568, seen=1)
    row = SchoolLevel.objects.get(source="external")
    assert (row.academic_year, row.scale_level.word, made.lock_version) == (2568, "ดี", 2)
    result(round_, director, school, scale_level=None, academic_year=2568, seen=2)
    assert not SchoolLevel.objects.filter(source="external").exists()


def test_a_round_keeps_the_years_its_results_are_of() -> None:
    office = levels.office()
    director, school = base.user("group_director", office), levels.school(office)
    round_ = a_round(office, director)
    result(round_, director, school)
    with pytest.raises(DomainError, match="ปีการศึกษา 2567 อยู่นอกช่วง"):
        save_round(office, actor=director, values={**ROUND, "year_from": 2568}, round_=round_)


def test_advice_is_something_to_do_that_points_back_to_the_result() -> None:
    office = levels.office()
    director, school = base.user("group_director", office), levels.school(office)
    made = result(a_round(office, director), director, school)
    stranger = base.person(office, school=levels.school(office))
    with pytest.raises(DomainError, match="บุคลากรของโรงเรียนนี้"):
        add_advice(made, actor=director, text="ควรทำ", owner=stranger)
    with pytest.raises(DomainError, match="กรุณาระบุ"):
        add_advice(made, actor=director, text=" ")
    advice = add_advice(made, actor=director, text="ควรติดตามการอ่าน", due_on=date(2027, 3, 31))
    action = advice.action
    assert (action.school, action.source_kind, action.owner_label) == (school, "external_result", "ผู้อำนวยการโรงเรียน")
    known = provider("external_result")
    assert known.url(action.source_key) == reverse("levels:result", args=[made.pk])
    assert may_view(base.user("principal", school), "external_result", action.source_key)
    assert not may_view(base.user("principal", levels.school(office)), "external_result", action.source_key)


def test_the_office_writes_in_the_browser_and_the_school_reads() -> None:
    office = levels.office()
    director, school = base.user("group_director", office), levels.school(office)
    client = Client()
    client.force_login(director)
    new = {**ROUND, "year_from": "๒๕๖๖", "year_to": "2023"}
    assert "ค.ศ." in client.post(reverse("levels:round-new"), new).content.decode()
    client.post(reverse("levels:round-new"), {**new, "year_to": "2570"})
    round_ = ExternalRound.objects.get()
    data = {
        "school": school.pk, "level": "basic", "year": "2567", "assessed_on": "20 ส.ค. 2567", "verdict": "meets",
        "standards": "มาตรฐานที่ 1: ตามเกณฑ์\nมาตรฐานที่ 2: ดีมาก",
    }  # fmt: skip
    address = reverse("levels:result-new", args=[round_.pk])
    refused = client.post(address, data)
    assert refused.status_code == 422
    assert "บรรทัดที่ 2" in refused.content.decode()
    data["standards"] = "มาตรฐานที่ 1: ตามเกณฑ์\nมาตรฐานที่ 2: ไม่ตามเกณฑ์"
    assert client.post(address, data).status_code == 302
    made = ExternalResult.objects.get()
    assert [row.verdict for row in made.standards.all()] == ["meets", "fails"]
    client.post(reverse("levels:advice-new", args=[made.pk]), {"text": "<script>ควรทำ", "due_on": "31 มี.ค. 2570"})
    reader = Client()
    reader.force_login(base.user("school_staff", school))
    page = reader.get(reverse("levels:result", args=[made.pk])).content.decode()
    assert "&lt;script&gt;ควรทำ" in page
    assert "แก้ไขผล" not in page
    assert reader.get(reverse("levels:result-edit", args=[made.pk])).status_code == 403
    other = Client()
    other.force_login(base.user("principal", levels.school(office)))
    assert other.get(reverse("levels:result", args=[made.pk])).status_code == 404
    assert school.name not in other.get(reverse("levels:round", args=[round_.pk])).content.decode()
