"""A proof cancelled behind an open assessment is announced once, with its reason; a submitted one stands."""

from types import SimpleNamespace
from typing import Any

import pytest

import evidence.services as store
from core.models import AuditEntry, Notice
from kotpn.assessment import services
from kotpn.assessment.models import Assessment
from kotpn.assessment.tasks import look_through
from kotpn.standards.models import ProofLine
from office.orders.services import cancel_order
from tests.factories import base, evidence, office
from tests.kotpn.assessment.conftest import IN_YEAR, record
from tests.kotpn.assessment.finished import deciders, finish

pytestmark = pytest.mark.django_db
FELL = "office_assessment.fell"


def test_nothing_is_announced_while_nothing_fell(scene: SimpleNamespace) -> None:
    finish(scene)
    assert look_through() == 0
    scene.desk(*(record(n) for n in range(9)))
    assert look_through() == 0
    services.drop(scene.answers[0], scene.lines[1], actor=scene.director)
    assert look_through() == 0
    assert not Notice.objects.filter(code=FELL).exists()


def test_a_fall_is_announced_once_to_keepers_and_owners(scene: SimpleNamespace) -> None:
    secretary = base.user("committee_secretary", scene.district)
    finish(scene)
    scene.desk()
    assert (look_through(), look_through()) == (1, 0)
    told = Notice.objects.filter(code=FELL)
    assert {row.recipient for row in told} == {scene.director, secretary, scene.clerk}
    assert "ระดับลดจาก 2 เป็นระดับ 1 ปรับปรุง" in told[0].title
    assert told[0].body == "ประเด็นที่ 1: “หลักฐานส่วน a” ใช้เป็นหลักฐานไม่ได้แล้ว"
    assert AuditEntry.objects.filter(action=FELL).count() == 1


def test_a_submitted_assessment_stands(scene: SimpleNamespace) -> None:
    deciders(scene)
    services.submit(finish(scene), actor=scene.director)
    scene.desk()
    assert look_through() == 0
    services.withdraw(Assessment.objects.get(), actor=scene.director)
    assert look_through() == 1


def test_an_order_cancelled_is_announced_at_once_but_not_to_who_did_it(
    scene: SimpleNamespace, django_capture_on_commit_callbacks: Any
) -> None:
    """The line of the test's desk is turned into one of orders; the year is that of the order."""
    order = office.issued(scene.director, scene.district, dated=IN_YEAR)
    ProofLine.objects.filter(pk=scene.lines[1].pk).update(source="orders", where={})
    line = ProofLine.objects.get(pk=scene.lines[1].pk)
    for answer in scene.answers:
        services.state_carried_out(answer, actor=scene.director, carried_out=True)
    services.accept(scene.answers[0], line, actor=scene.director)
    with django_capture_on_commit_callbacks(execute=True):
        cancel_order(order, actor=scene.director, reason="ออกผิดเรื่อง")
    told = Notice.objects.filter(code=FELL)
    assert {row.recipient for row in told} == {scene.clerk}
    assert "ระดับลดจาก 2 เป็นระดับ 1" in told[0].title


def test_evidence_sent_back_is_announced(scene: SimpleNamespace, django_capture_on_commit_callbacks: Any) -> None:
    secretary = base.user("committee_secretary", scene.district)
    for answer in scene.answers:
        services.state_carried_out(answer, actor=scene.director, carried_out=True)
    item = evidence.link(scene.director, scene.district, None)
    use = services.hang(scene.answers[3], item, actor=scene.director)
    with django_capture_on_commit_callbacks(execute=True):
        store.return_use(use, actor=secretary, reason="เปิดไม่ได้")
    assert scene.director in {row.recipient for row in Notice.objects.filter(code=FELL)}


def test_evidence_taken_out_of_its_store_is_announced(
    scene: SimpleNamespace, django_capture_on_commit_callbacks: Any
) -> None:
    for answer in scene.answers:
        services.state_carried_out(answer, actor=scene.director, carried_out=True)
    item = evidence.link(scene.director, scene.district, None)
    services.hang(scene.answers[3], item, actor=scene.director)
    with django_capture_on_commit_callbacks(execute=True):
        store.withdraw(item, actor=scene.director, reason="ลิงก์ผิด")
    assert {row.recipient for row in Notice.objects.filter(code=FELL)} == {scene.clerk}
