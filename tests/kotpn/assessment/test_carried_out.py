"""A person says what was carried out, names owners and the closing day, explains what nothing proves."""

from datetime import date
from types import SimpleNamespace

import pytest

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry, Notice
from kotpn.assessment import services
from kotpn.assessment.models import Assessment, IssueAnswer
from tests.factories import base

pytestmark = pytest.mark.django_db


def test_only_keepers_and_the_owner_say_it(scene: SimpleNamespace) -> None:
    for actor in (scene.stranger, scene.colleague, scene.head):
        with pytest.raises(NotAllowed):
            services.state_carried_out(scene.answers[2], actor=actor, carried_out=True)
    with pytest.raises(NotAllowed):
        services.explain_no_evidence(scene.answers[1], actor=scene.clerk, reason="ไม่มีเอกสาร")
    assert not IssueAnswer.objects.exclude(carried_out=None).exists()


def test_nothing_is_said_after_submission(scene: SimpleNamespace) -> None:
    Assessment.objects.update(state=Assessment.State.APPROVED)
    for act in (
        lambda: services.state_carried_out(scene.answers[2], actor=scene.clerk, carried_out=True),
        lambda: services.explain_no_evidence(scene.answers[2], actor=scene.clerk, reason="ไม่มี"),
        lambda: services.name_owner(scene.answers[0], actor=scene.director, owner=scene.owner),
        lambda: services.set_closing(scene.assessment, actor=scene.director, closes_on=None),
    ):
        with pytest.raises(DomainError, match="สถานะปัจจุบัน"):
            act()


def test_an_owner_says_it_once(scene: SimpleNamespace) -> None:
    for _ in range(2):
        answer = services.state_carried_out(scene.answers[2], actor=scene.clerk, carried_out=True)
    assert (answer.carried_out, answer.carried_by) == (True, scene.clerk)
    assert AuditEntry.objects.filter(action="office_assessment.carried_out").count() == 1
    answer = services.state_carried_out(scene.answers[2], actor=scene.clerk, carried_out=None)
    assert (answer.carried_out, answer.carried_by) == (None, None)
    services.explain_no_evidence(scene.answers[2], actor=scene.clerk, reason=" เอกสารเสียหายจากน้ำท่วม ")
    assert IssueAnswer.objects.get(pk=answer.pk).no_evidence_reason == "เอกสารเสียหายจากน้ำท่วม"


def test_owners_are_people_of_the_office_and_are_told(scene: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        services.name_owner(scene.answers[0], actor=scene.clerk, owner=scene.owner)
    with pytest.raises(DomainError, match="ในเขตนี้"):
        services.name_owner(scene.answers[0], actor=scene.director, owner=base.person(base.district()))
    for _ in range(2):
        services.name_owner(scene.answers[0], actor=scene.director, owner=scene.owner)
    assert Notice.objects.filter(code="office_assessment.owner", recipient=scene.clerk).count() == 1
    services.state_carried_out(scene.answers[0], actor=scene.clerk, carried_out=True)
    services.name_owner(scene.answers[0], actor=scene.director, owner=None)
    with pytest.raises(NotAllowed):
        services.state_carried_out(scene.answers[0], actor=scene.clerk, carried_out=False)


def test_the_closing_day_lies_after_the_year_began(scene: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="ก่อนเริ่มปีงบประมาณ"):
        services.set_closing(scene.assessment, actor=scene.director, closes_on=date(2023, 1, 1))
    made = services.set_closing(scene.assessment, actor=scene.director, closes_on=date(2025, 9, 15))
    assert made.closes_on == date(2025, 9, 15)
