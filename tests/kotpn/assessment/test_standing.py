"""The level of now, how it came about and what is missing to the next."""

from types import SimpleNamespace
from typing import Any

import pytest

import evidence.services as services_of_evidence
from core.errors import DomainError
from kotpn.assessment import services
from kotpn.assessment.standing import standing_of
from kotpn.standards.models import Indicator, LevelRule, ProofLine
from tests.factories import evidence
from tests.kotpn.assessment.conftest import a_line, record

pytestmark = pytest.mark.django_db


def carry_out(scene: SimpleNamespace, *numbers: int) -> None:
    for number in numbers:
        services.state_carried_out(scene.answers[number - 1], actor=scene.director, carried_out=True)


def test_not_all_carried_out_gives_no_level_whatever_the_evidence(scene: SimpleNamespace) -> None:
    services.accept(scene.answers[0], scene.lines[1], actor=scene.director)
    carry_out(scene, 1, 2, 3)
    found = standing_of(scene.assessment)
    assert (found.verdict.level, found.verdict.why) == (None, "ยังไม่เข้าเกณฑ์ (ดำเนินการ 3/4)")
    assert "ประเด็นที่ 4 ยังไม่ได้ระบุว่าดำเนินการแล้วหรือไม่" in found.next_steps


def test_level_follows_the_work_and_says_what_is_missing(scene: SimpleNamespace) -> None:
    services.accept(scene.answers[0], scene.lines[1], actor=scene.director)
    carry_out(scene, 1, 2, 3, 4)
    found = standing_of(scene.assessment)
    assert (found.verdict.level, found.verdict.word, found.next_level, found.next_word) == (2, "พอใช้", 3, "ดี")
    assert found.next_steps == (
        "ประเด็นที่ 2 ยังไม่มีหลักฐานงานส่วน b",
        "ประเด็นที่ 3 ยังไม่มีหลักฐาน",
        "ประเด็นที่ 4 ยังไม่มีหลักฐาน",
    )
    scene.desk(record(9, "b"))
    found = standing_of(scene.assessment)
    assert found.verdict.level == 1
    assert "ประเด็นที่ 1 ยังไม่มีหลักฐานงานส่วน a" in found.next_steps
    assert "ประเด็นที่ 2 มีหลักฐานส่วน b 1 ฉบับ ในระบบ ยังไม่ได้รับเป็นหลักฐาน" in found.next_steps


def test_some_of_what_is_asked_is_said_in_numbers(scene: SimpleNamespace) -> None:
    ProofLine.objects.filter(pk=scene.lines[1].pk).update(at_least=5)
    services.accept(scene.answers[0], ProofLine.objects.get(pk=scene.lines[1].pk), actor=scene.director)
    assert "ประเด็นที่ 1 ยังไม่มีหลักฐานงานส่วน a (มี 3 จาก 5 ฉบับในระบบ)" in standing_of(scene.assessment).issues[0].missing


def test_what_people_leave_out_is_said_to_be_left_out(scene: SimpleNamespace) -> None:
    services.refuse(scene.answers[0], scene.lines[1], actor=scene.director)
    missing = standing_of(scene.assessment).issues[0].missing
    assert "ประเด็นที่ 1 ยังไม่มีหลักฐานงานส่วน a (ไม่ใช้ 3 ฉบับในระบบ)" in missing


def test_evidence_by_hand_proves_until_it_is_withdrawn(scene: SimpleNamespace) -> None:
    item = evidence.file(scene.director, scene.district, None)
    services.hang(scene.answers[2], item, actor=scene.director)
    assert standing_of(scene.assessment).issues[2].has_evidence
    services_of_evidence.withdraw(item, actor=scene.director, reason="ไฟล์ผิด")
    row = standing_of(scene.assessment).issues[2]
    assert (row.has_evidence, row.uses[0].why_not) == (False, "เจ้าของถอนหลักฐานแล้ว: ไฟล์ผิด")


def test_everything_proved_is_the_highest_level_with_nothing_ahead(scene: SimpleNamespace) -> None:
    scene.desk(record(1), record(2, "b"))
    for number in (1, 2):
        services.accept_all(scene.answers[number - 1], actor=scene.director)
    for answer in scene.answers[2:]:
        item = evidence.link(scene.director, scene.district, None, url=f"https://example.org/{answer.pk}")
        services.hang(answer, item, actor=scene.director)
    carry_out(scene, 1, 2, 3, 4)
    found = standing_of(scene.assessment)
    assert (found.verdict.level, found.next_level, found.next_steps) == (5, None, ())


def test_a_count_without_a_rule_gives_no_level_and_says_so(scene: SimpleNamespace) -> None:
    carry_out(scene, 1, 2, 3, 4)
    LevelRule.objects.filter(with_evidence=0).delete()
    assert standing_of(scene.assessment).verdict.why == "ชุดมาตรฐานนี้ไม่มีเกณฑ์สำหรับหลักฐาน 0 ประเด็น"


def test_people_judge_where_there_is_no_rule(scene: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="มีเกณฑ์ให้ระดับ"):
        services.judge_level(scene.assessment, actor=scene.director, level=3, reason="ดี")
    Indicator.objects.update(rule=Indicator.Rule.JUDGED)
    with pytest.raises(DomainError, match="ไม่มีระดับนี้"):
        services.judge_level(scene.assessment, actor=scene.director, level=9, reason="ดี")
    with pytest.raises(DomainError, match="เหตุผล"):
        services.judge_level(scene.assessment, actor=scene.director, level=3, reason=" ")
    made = services.judge_level(scene.assessment, actor=scene.director, level=3, reason="ทำครบตามแผน")
    found = standing_of(made)
    assert (found.verdict.level, found.verdict.word) == (3, "ดี")
    assert "ทำครบตามแผน" in found.verdict.why


def test_the_number_of_queries_does_not_grow_with_lines(
    scene: SimpleNamespace, django_assert_max_num_queries: Any
) -> None:
    for place in range(2, 22):
        ProofLine.objects.create(issue=scene.answers[0].issue, position=place, **a_line())
    with django_assert_max_num_queries(8):
        standing_of(scene.assessment)
