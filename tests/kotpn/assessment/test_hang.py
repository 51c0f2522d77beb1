"""Hang evidence on an issue by hand, and take it off."""

from datetime import date
from types import SimpleNamespace

import pytest

import evidence.services as store
from core.errors import DomainError, NotAllowed
from evidence.uses import use_kind
from kotpn.assessment import services
from kotpn.assessment.models import Assessment, IssueEvidence
from kotpn.assessment.proof import KEY
from kotpn.assessment.standing import standing_of
from tests.factories import assessment as factory
from tests.factories import base, evidence

pytestmark = pytest.mark.django_db


def an_item(scene: SimpleNamespace, word: str = "plan"):
    return evidence.link(scene.director, scene.district, None, url=f"https://example.org/{word}")


def test_who_may_not_write_the_issue_hangs_nothing(scene: SimpleNamespace) -> None:
    item = an_item(scene)
    for actor in (scene.stranger, scene.colleague, scene.head):
        with pytest.raises(NotAllowed):
            services.hang(scene.answers[2], item, actor=actor)
    with pytest.raises(DomainError, match="ประเด็นอื่น"):
        services.hang(scene.answers[2], item, actor=scene.director, line=scene.lines[1])
    Assessment.objects.update(state=Assessment.State.APPROVED)
    with pytest.raises(DomainError, match="สถานะปัจจุบัน"):
        services.hang(scene.answers[2], item, actor=scene.director)
    with pytest.raises(NotAllowed):
        store.attach(KEY, use_kind(KEY).find(str(scene.answers[2].pk)), item, actor=scene.director)
    assert not IssueEvidence.objects.exists()


def test_evidence_of_another_office_is_unknown(scene: SimpleNamespace) -> None:
    other = evidence.link(scene.stranger, base_district(scene), None)
    with pytest.raises(DomainError, match="ไม่พบหลักฐาน"):
        services.hang(scene.answers[2], other, actor=scene.director)


def base_district(scene: SimpleNamespace):
    return base.District.objects.exclude(pk=scene.district.pk).get(appointments__person__user=scene.stranger)


def test_a_day_of_another_year_needs_a_reason(scene: SimpleNamespace) -> None:
    item = an_item(scene)
    with pytest.raises(DomainError, match="2566") as fault:
        services.hang(scene.answers[2], item, actor=scene.director, proof_on=date(2023, 5, 1))
    assert fault.value.field == "reason"
    assert not IssueEvidence.objects.exists()
    use = services.hang(scene.answers[2], item, actor=scene.director, proof_on=date(2023, 5, 1), reason="ยังใช้อยู่")
    found = standing_of(scene.assessment).issues[2].uses[0]
    assert (found.use, found.off_year, found.counts) == (use, True, True)


def test_two_clicks_hang_once_for_a_line_and_take_off_once(scene: SimpleNamespace) -> None:
    item = an_item(scene)
    for _ in range(2):
        use = services.hang(scene.answers[2], item, actor=scene.director, line=scene.lines[3])
    assert IssueEvidence.objects.count() == 1
    assert standing_of(scene.assessment).line_of(scene.lines[3]).proved
    for _ in range(2):
        services.unhang(use, actor=scene.director)
    assert not IssueEvidence.objects.exists()
    assert Assessment.objects.get().told["3"]["proofs"] == {}


def test_what_a_sentence_rests_on_stays(scene: SimpleNamespace) -> None:
    use = services.hang(scene.answers[2], an_item(scene), actor=scene.director)
    sentence = services.write_sentence(scene.answers[2], "method", actor=scene.director, text="จัดประชุม", evidence=use)
    with pytest.raises(DomainError, match="มีข้อความ"):
        services.unhang(use, actor=scene.director)
    services.drop_sentence(sentence, actor=scene.director)
    services.unhang(use, actor=scene.director)


def test_last_years_evidence_of_the_same_issue_is_offered_again(scene: SimpleNamespace) -> None:
    use = services.hang(scene.answers[2], an_item(scene), actor=scene.director)
    after = factory.an_assessment(
        scene.director, scene.district, fiscal_year=2569, indicator=scene.assessment.indicator
    )
    again = after.answers.select_related("issue", "assessment__indicator__standard").get(issue__number=3)
    assert list(use_kind(KEY).previous(again)) == [scene.answers[2]]
    (carried,) = store.carry(KEY, again, [use.item], actor=scene.director)
    assert carried.carried_from == 2568
