"""`office-standard-workbook`: its formulas give what the system gives, and follow when a cell is changed."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.storage import default_storage

from kotpn.assessment import services
from kotpn.assessment.models import Assessment
from kotpn.assessment.queries.whole import whole_set
from kotpn.assessment.standing import standing_of
from kotpn.standards.models import Indicator, LevelRule, OfficeStandard, OfficeStandardSet
from reports import registry
from reports.base import Reader
from reports.produce import order, produce, thai_worker
from tests.documents.formulas import Workbook
from tests.factories import assessment as factory
from tests.factories import base, evidence, proved

pytestmark = pytest.mark.django_db
YEAR = 2568


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Issues 1 and 2 are proved by records, issue 3 by a link; issue 4 is carried out alone. Issue 2 asks for two."""
    records = [proved.a_record(n) for n in (1, 2, 3)] + [proved.a_record(n, "b") for n in (4, 5)]
    proved.a_desk(monkeypatch, records)
    office = base.district()
    user = base.user("group_director", office)
    lines = {1: [proved.a_line()], 2: [proved.a_line("b", at_least=2)], 3: [{"title": "=SUM(1)"}]}
    made = factory.an_assessment(user, office, fiscal_year=YEAR, lines=lines)
    answers = list(made.answers.select_related("issue", "assessment__district"))
    for answer in answers:
        services.state_carried_out(answer, actor=user, carried_out=True)
        services.accept_all(answer, actor=user)
    item = evidence.link(user, office, None, title="หน้าเว็บ")
    services.hang(answers[2], item, actor=user, proof_on=date(2025, 2, 1))
    return SimpleNamespace(office=office, user=user, made=made, answers=answers, records=records)


def written(scene: SimpleNamespace, **given: Any) -> Workbook:
    with thai_worker():
        asked = order(
            registry.get("office-standard-workbook"), format="xlsx", district_code=scene.office.code, given=given,
            reader=Reader(scene.user),
        )  # fmt: skip
        return Workbook(Path(default_storage.path(str(produce(asked).file.name))))


def test_the_formulas_agree_with_the_system(scene: SimpleNamespace) -> None:
    found = written(scene)
    verdict = standing_of(scene.made).verdict
    assert verdict.level == 4
    row = [found.value("ระดับ", f"{column}5") for column in "CDEFGHI"]
    assert row == [4, verdict.carried_out, verdict.with_evidence, verdict.level, verdict.word, verdict.level, "ตรงกัน"]
    assert [found.value("ประเด็น", f"G{n}") for n in range(5, 9)] == [1, 1, 1, 0]
    held = found.book["ระดับ"]["F5"]
    assert held.data_type == "f"


def test_a_changed_cell_changes_the_level(scene: SimpleNamespace) -> None:
    found = written(scene)
    titles = [found.book["หลักฐาน"][f"E{n}"].value for n in range(5, 10)]
    place = 5 + titles.index("หลักฐานส่วน b")
    found.book["หลักฐาน"][f"H{place}"].value = 1
    assert found.value("ระดับ", "F5") == 3
    assert found.value("ระดับ", "I5") == "ไม่ตรงกัน"
    found.book["ประเด็น"]["E5"].value = 0
    assert found.value("ระดับ", "F5") == "ยังไม่เข้าเกณฑ์ (ดำเนินการ 3/4)"


def test_no_level_agrees_too(scene: SimpleNamespace) -> None:
    services.state_carried_out(scene.answers[3], actor=scene.user, carried_out=None)
    found = written(scene)
    assert [found.value("ระดับ", f"{column}5") for column in "FGHI"] == [
        "ยังไม่เข้าเกณฑ์ (ดำเนินการ 3/4)", "", "ยังไม่เข้าเกณฑ์ (ดำเนินการ 3/4)", "ตรงกัน",
    ]  # fmt: skip
    services.state_carried_out(scene.answers[3], actor=scene.user, carried_out=True)
    LevelRule.objects.filter(with_evidence=3).delete()
    found = written(scene)
    assert found.value("ระดับ", "F5") == found.value("ระดับ", "H5") == standing_of(fresh(scene.made)).verdict.why
    assert found.value("ระดับ", "I5") == "ตรงกัน"


def fresh(made: Assessment) -> Assessment:
    return Assessment.objects.select_related("indicator__standard__set", "district").get(pk=made.pk)


def test_the_evidence_list_leads_to_what_it_names(scene: SimpleNamespace) -> None:
    sheet = written(scene).book["หลักฐาน"]
    rows = {row[4].value: row for row in sheet.iter_rows(min_row=5)}
    first = rows["หลักฐานส่วน a"]
    assert (first[5].value, first[6].value, first[7].value) == ("งานในระบบ", "รับแล้ว", 3)
    assert first[4].hyperlink.target.endswith(
        f"/kotpn/assessment/{scene.made.pk}/lines/{scene.answers[0].issue.lines.get().pk}/"
    )
    assert rows["หน้าเว็บ"][4].hyperlink.target == "https://example.org/plan"
    assert rows["=SUM(1)"][4].data_type == "s"


def test_the_years_before_stand_in_the_history(scene: SimpleNamespace) -> None:
    before = services.begin(scene.made.indicator, actor=scene.user, fiscal_year=YEAR - 1)
    result = {"level": 2, "word": "พอใช้", "carried_out": 4, "with_evidence": 1, "why": "ปีก่อน"}
    Assessment.objects.filter(pk=before.pk).update(
        state="sent", result=result, sent_on=date(2024, 12, 1), sent_reference="ศธ 1/2"
    )
    sheet = written(scene).book["ประวัติ"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[0] for row in rows] == [str(YEAR), str(YEAR - 1)]
    assert rows[0][3] == 4
    assert rows[1][3:8] == [2, "พอใช้", 4, 1, "ปีก่อน"]
    assert rows[1][11] == "ศธ 1/2"


def test_a_whole_set_gives_the_mean_the_system_gives(scene: SimpleNamespace) -> None:
    held = scene.made.indicator.standard.set
    OfficeStandardSet.objects.filter(pk=held.pk).update(aggregate="weighted")
    OfficeStandard.objects.filter(set=held).update(weight=3)
    other = OfficeStandard.objects.create(set=held, number=2, title="การบริหารและการจัดการศึกษา", weight=1)
    judged = Indicator.objects.create(standard=other, number=1, title="งานวิชาการ", rule="judged", weight=2)
    found = written(scene, set=held.pk)
    assert found.value("มาตรฐาน", "D7") == "ยังรวมไม่ได้"
    assert found.value("ระดับ", "F6") == "ยังไม่ได้เริ่มประเมิน"
    made = services.begin(judged, actor=scene.user, fiscal_year=YEAR)
    services.judge_level(made, actor=scene.user, level=5, reason="ผลงานครบ")
    found = written(scene, set=held.pk)
    whole = whole_set(OfficeStandardSet.objects.get(pk=held.pk), YEAR)
    assert found.value("มาตรฐาน", "D7") == pytest.approx(float(whole.mean or 0))
    assert [found.value("ระดับ", f"F{n}") for n in (5, 6)] == [4, 5]
