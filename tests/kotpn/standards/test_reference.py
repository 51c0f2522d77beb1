"""The shipped sets: the manual's 29 lines each once, the form's own rule, and what the office changed stays."""

import re
from typing import Any

import pytest

from evidence.proofs import check_conditions
from kotpn.standards.figures import FIGURES
from kotpn.standards.models import Indicator, LevelRule, OfficeStandardSet, ProofLine
from kotpn.standards.rules import judge, uncovered
from kotpn.standards.services.reference import load_office_sets, shipped
from schools.services.reference import load_reference
from tests.factories import base

pytestmark = pytest.mark.django_db

# Phatthalung 2, หลักฐานอ้างอิง: what each of its lines must be called, in its own numbering.
MANUAL = {
    1: ("คำสั่งแต่งตั้งคณะทำงาน", "คำสั่งมอบหมายงานศึกษานิเทศก์", "My Office", "Line", "Facebook", "Email"),
    2: (
        "คำสั่งการนิเทศภายใน", "สรุปผลการนิเทศภายใน", "รายงานการประกันคุณภาพภายใน", "สำเนาการนิเทศภายใน", "สิ่งแวดล้อมก่อน-หลัง",
        "OD", "Rally", "ครูผู้สอนปฐมวัย", "999 จับดีสร้างดาว", "โรงเรียนสุจริต", "ภาพถ่ายการอบรม",
    ),
    3: ("MY Office", "เครื่องมือการนิเทศ", "VDO", "สรุปผลการประชุม", "รายงานโครงการ", "KM"),
    4: ("กลุ่มสีคุณภาพ", "Focus Group", "VDO", "สรุปผลการประชุม", "รายงานโครงการ", "แผนปฏิบัติราชการ"),
}  # fmt: skip


@pytest.fixture
def district() -> Any:
    made = base.district()
    OfficeStandardSet.objects.of_district(made).delete()
    load_office_sets(made)
    return made


def indicator_4(district: Any) -> Indicator:
    return Indicator.objects.get(standard__set__district=district, standard__set__code="esa-2557")


def test_the_29_lines_of_the_manual_are_there_once_each_in_its_order(district: Any) -> None:
    lines = ProofLine.objects.filter(issue__indicator=indicator_4(district)).exclude(manual_number="")
    walked = [(line.issue.number, line.manual_number, line.title) for line in lines.select_related("issue")]
    told = [
        (issue, f"{issue}.{place}", words)
        for issue, many in MANUAL.items()
        for place, words in enumerate(many, start=1)
    ]
    assert len(walked) == len(told) == 29
    for (issue, number, title), (wanted_issue, wanted_number, words) in zip(walked, told, strict=True):
        assert (issue, number) == (wanted_issue, wanted_number)
        assert words in title


def test_every_line_of_the_manual_finds_records(district: Any) -> None:
    lines = ProofLine.objects.filter(issue__indicator=indicator_4(district)).exclude(manual_number="")
    assert lines.count() == 29
    assert not lines.filter(source="").exists()


def test_the_rule_gives_one_more_than_the_issues_proved_in_the_forms_words(district: Any) -> None:
    rows = list(LevelRule.objects.filter(indicator=indicator_4(district)))
    words = {5: "ดีเยี่ยม", 4: "ดีมาก", 3: "ดี", 2: "พอใช้", 1: "ปรับปรุง"}
    for proved in range(5):
        found = judge(rows, issues=4, carried_out=4, with_evidence=proved, words=words)
        assert (found.level, found.word) == (1 + proved, words[1 + proved])
        assert found.rule.startswith("มีการดำเนินการตามประเด็นการพิจารณาครบ 4 ข้อ")
    assert judge(rows, issues=4, carried_out=3, with_evidence=3, words=words).level is None
    assert uncovered(indicator_4(district)) == []


def test_every_rule_asks_for_records_and_values_that_exist() -> None:
    office = base.district()
    load_reference(office)
    lines = ProofLine.objects.filter(issue__indicator__standard__set__district=office).exclude(source="")
    assert lines.count() > 29
    for line in lines:
        check_conditions(line.source, line.where, office)
        check_conditions(line.source, line.among or {}, office)


def test_sentences_ask_only_for_figures_that_exist(district: Any) -> None:
    for line in ProofLine.objects.all():
        asked = set(re.findall(r"{(\w+)}", f"{line.method} {line.result}"))
        assert asked <= set(FIGURES), line.title
        assert not asked or line.source, line.title
        assert line.among is not None or not asked & {"of", "percent_of"}, line.title
        assert bool(line.lacking) == line.needed, line.title


def test_the_2560_set_is_a_draft_that_says_what_it_lacks(district: Any) -> None:
    known = OfficeStandardSet.objects.get(district=district, code="esa-2560")
    assert known.state == OfficeStandardSet.State.DRAFT
    assert known.missing_parts
    assert [row.number for row in known.standards.all()] == [1, 2, 3]
    assert set(Indicator.objects.filter(standard__set=known).values_list("rule", flat=True)) == {"judged"}


def test_loaded_once_and_what_the_office_changed_stays(district: Any) -> None:
    OfficeStandardSet.objects.filter(code="esa-2560").update(name="ชื่อที่เขตแก้")
    assert load_office_sets(district) == 0
    assert OfficeStandardSet.objects.get(code="esa-2560").name == "ชื่อที่เขตแก้"


def test_a_source_that_came_later_fills_the_line_and_no_other(district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ProofLine.objects.filter(issue__indicator=indicator_4(district))
    rows.filter(manual_number="3.3").update(source="", where={})
    rows.filter(manual_number="4.3").update(source="", where={}, title="รายการที่เขตแก้")
    load_office_sets(district)
    assert rows.get(manual_number="3.3").source == "evidence"
    assert rows.get(manual_number="3.3").where == {"kind": ["video"]}
    assert rows.get(manual_number="4.3").source == ""


def test_every_shipped_set_tells_its_source() -> None:
    assert [told["code"] for told in shipped()] == ["esa-2557", "esa-2560"]
    assert all(told["source"] for told in shipped())
