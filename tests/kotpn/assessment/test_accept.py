"""Accept, refuse and take back what the work offers for a line."""

from types import SimpleNamespace

import pytest

from core.errors import DomainError, NotAllowed
from kotpn.assessment import services
from kotpn.assessment.models import Assessment, LineProof
from kotpn.assessment.standing import standing_of
from tests.kotpn.assessment.conftest import BEFORE, record

pytestmark = pytest.mark.django_db


def test_strangers_colleagues_and_owners_of_other_issues_are_refused(scene: SimpleNamespace) -> None:
    for actor in (scene.stranger, scene.colleague, scene.head, scene.clerk):
        for act in (services.accept, services.refuse, services.drop):
            with pytest.raises(NotAllowed):
                act(scene.answers[0], scene.lines[1], actor=actor)
        with pytest.raises(NotAllowed):
            services.accept_all(scene.answers[0], actor=actor)
    assert not LineProof.objects.exists()


def test_nothing_is_accepted_of_a_submitted_assessment(scene: SimpleNamespace) -> None:
    Assessment.objects.update(state=Assessment.State.SUBMITTED)
    with pytest.raises(DomainError, match="สถานะปัจจุบัน"):
        services.accept(scene.answers[0], scene.lines[1], actor=scene.director)


def test_a_line_of_another_issue_or_without_records_is_refused(scene: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="ประเด็นอื่น"):
        services.accept(scene.answers[1], scene.lines[1], actor=scene.director)
    with pytest.raises(DomainError, match="ยังไม่มีรายการ"):
        services.accept(scene.answers[1], scene.lines[2], actor=scene.director)


def test_records_of_another_year_need_a_reason(scene: SimpleNamespace) -> None:
    scene.desk(record(1), record(2, day=BEFORE))
    with pytest.raises(DomainError, match="2567") as fault:
        services.accept(scene.answers[0], scene.lines[1], actor=scene.director)
    assert fault.value.field == "reason"
    assert services.accept_all(scene.answers[0], actor=scene.director) == []
    proof = services.accept(scene.answers[0], scene.lines[1], actor=scene.director, reason="คำสั่งยังมีผลอยู่")
    assert (proof.decision, proof.reason) == ("accepted", "คำสั่งยังมีผลอยู่")


def test_records_of_another_year_that_come_later_do_not_count_until_explained(scene: SimpleNamespace) -> None:
    scene.desk(record(1))
    services.accept(scene.answers[0], scene.lines[1], actor=scene.director)
    scene.desk(record(2, day=BEFORE))
    line = standing_of(scene.assessment).line_of(scene.lines[1])
    assert (line.unexplained, line.counted, line.counts) == (True, 0, False)
    services.accept(scene.answers[0], scene.lines[1], actor=scene.director, reason="ยังมีผลอยู่")
    assert standing_of(scene.assessment).line_of(scene.lines[1]).counts


def test_two_clicks_accept_once_and_a_decision_may_be_changed(scene: SimpleNamespace) -> None:
    one = services.accept(scene.answers[0], scene.lines[1], actor=scene.director)
    before = Assessment.objects.get().lock_version
    assert services.accept(scene.answers[0], scene.lines[1], actor=scene.director) == one
    assert Assessment.objects.get().lock_version == before
    services.refuse(scene.answers[0], scene.lines[1], actor=scene.director, reason="ไม่ตรงประเด็น")
    assert LineProof.objects.get().decision == "refused"
    services.drop(scene.answers[0], scene.lines[1], actor=scene.director)
    services.drop(scene.answers[0], scene.lines[1], actor=scene.director)
    assert not LineProof.objects.exists()


def test_all_takes_what_waits_and_leaves_what_was_refused(scene: SimpleNamespace) -> None:
    made = services.accept_all(scene.answers[0], actor=scene.director)
    assert [row.line for row in made] == [scene.lines[1]]
    assert services.accept_all(scene.answers[0], actor=scene.director) == []
    services.refuse(scene.answers[0], scene.lines[1], actor=scene.director)
    assert services.accept_all(scene.answers[0], actor=scene.director) == []
