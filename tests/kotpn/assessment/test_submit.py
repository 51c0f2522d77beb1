"""Submit, decide, withdraw, reopen, mark as sent, cancel."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from core import pointers
from core.approvals import inbox_for, open_round_of
from core.errors import DomainError, NotAllowed, StaleRevision
from kotpn.assessment import narrative, services
from kotpn.assessment.missing import missing
from kotpn.assessment.models import Assessment, AssessmentRound, LineProof
from kotpn.assessment.queries.lists import line_list
from kotpn.assessment.standing import standing_of
from kotpn.standards.models import LevelRule
from tests.kotpn.assessment.conftest import BEFORE, record
from tests.kotpn.assessment.finished import approve, deciders, finish

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(scene: SimpleNamespace) -> list[Any]:
    return deciders(scene)


def test_only_keepers_send(scene: SimpleNamespace, chain: list[Any]) -> None:
    ready = finish(scene)
    for actor in (scene.stranger, scene.colleague, scene.clerk, scene.head):
        with pytest.raises(NotAllowed):
            services.submit(ready, actor=actor)
    assert not AssessmentRound.objects.exists()


def test_what_is_missing_is_said_by_issue(scene: SimpleNamespace, chain: list[Any]) -> None:
    services.state_carried_out(scene.answers[1], actor=scene.director, carried_out=True)
    with pytest.raises(DomainError, match="ประเด็นที่ 1 ยังไม่ได้ระบุว่าดำเนินการแล้วหรือไม่") as fault:
        services.submit(scene.assessment, actor=scene.director)
    assert "ประเด็นที่ 2 ระบุว่าดำเนินการแล้วแต่ไม่มีหลักฐาน กรุณาบอกเหตุ" in fault.value.message


def test_text_and_sources_are_asked_for(scene: SimpleNamespace, chain: list[Any]) -> None:
    ready = finish(scene)
    scene.desk(record(1), record(2, day=BEFORE))
    texts = [one.text for one in missing(ready, standing_of(ready))]
    assert texts == ["ประเด็นที่ 1 หลักฐาน “หลักฐานส่วน a” มีของปีงบประมาณอื่น กรุณาบอกเหตุผล"]
    scene.desk()
    texts = [one.text for one in missing(ready, standing_of(ready))]
    assert "ประเด็นที่ 1 ระบุว่าดำเนินการแล้วแต่ไม่มีหลักฐาน กรุณาบอกเหตุ" in texts
    assert "ประเด็นที่ 1 วิธีการดำเนินงาน: มีข้อความที่อ้าง “หลักฐานส่วน a” ซึ่งไม่มีรายการแล้ว" in texts


def test_a_set_without_a_rule_for_the_count_is_not_sent(scene: SimpleNamespace, chain: list[Any]) -> None:
    ready = finish(scene)
    LevelRule.objects.filter(with_evidence=1).delete()
    with pytest.raises(DomainError, match="ไม่มีเกณฑ์สำหรับหลักฐาน 1 ประเด็น"):
        services.submit(ready, actor=scene.director)


def test_who_has_not_read_the_last_change_sends_nothing(scene: SimpleNamespace, chain: list[Any]) -> None:
    ready = finish(scene)
    with pytest.raises(StaleRevision):
        services.submit(ready, actor=scene.director, lock_version=ready.lock_version - 1)


def test_submitting_freezes_level_counts_records_and_texts(scene: SimpleNamespace, chain: list[Any]) -> None:
    ready = finish(scene)
    services.submit(ready, actor=scene.director, lock_version=ready.lock_version)
    with pytest.raises(DomainError, match="ไม่ต้องส่งซ้ำ"):
        services.submit(ready, actor=scene.director)
    assert AssessmentRound.objects.count() == 1
    scene.desk()
    LevelRule.objects.update(level=4)
    kept = Assessment.objects.get()
    found = standing_of(kept)
    assert (found.live, found.verdict.level, found.verdict.issues, found.verdict.with_evidence) == (False, 2, 4, 1)
    line = found.line_of(scene.lines[1])
    assert (line.offer.count, [row.label for row in line.offer.records]) == (3, ["เอกสารที่ 1", "เอกสารที่ 2", "เอกสารที่ 3"])
    row = found.issues[0]
    (text,) = narrative.written(row.answer, row.offers)["result"]
    assert (text.text, text.stale) == ("มีผลงาน 3 ฉบับ", False)
    assert LineProof.objects.get().figures["count"] == 3
    assert kept.result["issues"][0]["lines"][0]["title"] == "หลักฐานส่วน a"
    assert "ประเด็นที่ 2 ยังไม่มีหลักฐานงานส่วน b" in found.next_steps
    assert [len(row.missing) for row in found.issues] == [0, 1, 1, 1]


def test_what_a_line_compares_with_is_kept_too(scene: SimpleNamespace, chain: list[Any]) -> None:
    line = scene.lines[1]
    line.among, line.result = {}, "ส่วนนี้ {count} จาก {of} คิดเป็นร้อยละ {percent_of} ของ {all_schools}"
    line.save()
    scene.desk(record(1), record(2, "b"), record(3, "b"), record(4, "b"))
    services.submit(finish(scene), actor=scene.director)
    scene.desk()
    kept = Assessment.objects.get()
    every = line_list(kept, line, whole=True)
    assert (every.count, every.offer.of, every.offer.count, every.all_schools) == (4, 4, 1, 0)
    row = standing_of(kept).issues[0]
    (text,) = narrative.written(row.answer, row.offers)["result"]
    assert text.text == "ส่วนนี้ 1 ฉบับ จาก 4 ฉบับ คิดเป็นร้อยละ 25.00 ของ 0 โรงเรียน"
    assert ("25.00", f"{reverse('assessment:line', args=[kept.pk, line.pk])}?all=1") in text.parts


def test_withdrawn_or_returned_it_follows_the_work_again(scene: SimpleNamespace, chain: list[Any]) -> None:
    ready = finish(scene)
    services.submit(ready, actor=scene.director)
    with pytest.raises(NotAllowed):
        services.withdraw(Assessment.objects.get(), actor=scene.head)
    services.withdraw(Assessment.objects.get(), actor=scene.director)
    scene.desk(*(record(n) for n in range(1, 5)))
    again = Assessment.objects.get()
    assert (again.state, standing_of(again).line_of(scene.lines[1]).offer.count) == ("draft", 4)
    round_ = services.submit(again, actor=scene.director)
    assert round_.revision == 2
    again = Assessment.objects.get()
    other = next(person for person in chain if person != scene.director)
    with pytest.raises(NotAllowed):
        services.decide(again, actor=scene.colleague, revision=2, decision="approved", content_hash=round_.content_hash)
    services.decide(
        again, actor=other, revision=2, decision="returned", comment="เพิ่มหลักฐาน", content_hash=round_.content_hash
    )
    again = Assessment.objects.get()
    assert (again.state, again.is_open) == ("returned", True)
    assert any(item.state == "returned" for item in inbox_for(scene.director, scene.district))


def test_approved_and_sent_stand_as_they_are(scene: SimpleNamespace, chain: list[Any]) -> None:
    ready = finish(scene)
    with pytest.raises(DomainError, match="สถานะปัจจุบัน"):
        services.mark_sent(ready, actor=scene.director, sent_on=timezone.localdate())
    services.submit(ready, actor=scene.director)
    assert any(item.kind == "office_assessment" for item in inbox_for(chain[-1], scene.district)) or len(chain) > 2
    done = approve(scene, Assessment.objects.get(), chain)
    assert (done.state, done.approved_revision) == ("approved", 1)
    assert any(item.state == "approved" for item in inbox_for(scene.director, scene.district))
    kept = pointers.provider("office_assessment")
    (found,) = kept.search(scene.colleague, scene.district, None, "นิเทศ", 5)
    assert (found.key, found.hash) == (str(done.pk), done.approved_hash)
    assert pointers.may_view(scene.clerk, "office_assessment", found.key)
    assert not pointers.may_view(scene.stranger, "office_assessment", found.key)
    assert kept.search(scene.stranger, scene.district, None, "นิเทศ", 5) == []
    today = timezone.localdate()
    with pytest.raises(NotAllowed):
        services.mark_sent(done, actor=scene.head, sent_on=today)
    for day, word in ((today + timedelta(days=1), "ไม่เกินวันนี้"), (date(2025, 1, 1), "ก่อนวันอนุมัติ")):
        with pytest.raises(DomainError, match=word) as fault:
            services.mark_sent(done, actor=scene.director, sent_on=day)
        assert fault.value.field == "sent_on"
    for _ in range(2):
        sent = services.mark_sent(done, actor=scene.director, sent_on=today, reference="ศธ 04036/12")
    assert (sent.state, sent.sent_reference) == ("sent", "ศธ 04036/12")
    for act in (services.cancel, services.reopen):
        with pytest.raises(DomainError, match="สถานะปัจจุบัน"):
            act(sent, actor=scene.director, reason="ผิด")


def test_an_approved_one_is_reopened_with_a_reason_and_keeps_its_rounds(
    scene: SimpleNamespace, chain: list[Any]
) -> None:
    services.submit(finish(scene), actor=scene.director)
    done = approve(scene, Assessment.objects.get(), chain)
    with pytest.raises(DomainError, match="เหตุที่เปิด"):
        services.reopen(done, actor=scene.director, reason="")
    services.reopen(done, actor=scene.director, reason="เพิ่มหลักฐานของประเด็นที่ 2")
    assert services.submit(Assessment.objects.get(), actor=scene.director).revision == 2
    assert open_round_of(services.ASSESSMENT_KIND, done) is not None
    assert AssessmentRound.objects.count() == 2


def test_cancelling_needs_a_reason_and_happens_once(scene: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        services.cancel(scene.assessment, actor=scene.colleague, reason="ผิดปี")
    with pytest.raises(DomainError, match="เหตุผล"):
        services.cancel(scene.assessment, actor=scene.director, reason=" ")
    for _ in range(2):
        made = services.cancel(scene.assessment, actor=scene.director, reason="ผิดปี")
    assert (made.state, made.cancel_reason) == ("cancelled", "ผิดปี")
