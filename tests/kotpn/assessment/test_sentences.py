"""The narrative: proposed from the figures, written by hand, never without what it rests on."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from kotpn.assessment import narrative, services
from kotpn.assessment.models import Assessment, Sentence
from kotpn.assessment.standing import standing_of
from tests.kotpn.assessment.conftest import record

pytestmark = pytest.mark.django_db


def used(scene: SimpleNamespace, section: str = "method") -> Sentence:
    services.accept(scene.answers[0], scene.lines[1], actor=scene.director)
    (made,) = services.use_drafts(scene.answers[0], section, actor=scene.director)
    return made


def read(scene: SimpleNamespace, section: str = "method") -> list[narrative.Written]:
    row = standing_of(Assessment.objects.get()).issues[0]
    return narrative.written(row.answer, row.offers)[section]


def test_others_and_closed_states_are_refused(scene: SimpleNamespace) -> None:
    made = used(scene)
    for actor in (scene.stranger, scene.colleague, scene.clerk):
        for act in (
            lambda actor=actor: services.use_drafts(scene.answers[0], "method", actor=actor),
            lambda actor=actor: services.write_sentence(scene.answers[0], "opinion", actor=actor, text="ดี"),
            lambda actor=actor: services.change_sentence(made, actor=actor, text="ดี", lock_version=1),
            lambda actor=actor: services.drop_sentence(made, actor=actor),
            lambda actor=actor: services.refresh_sentence(made, actor=actor),
        ):
            with pytest.raises(NotAllowed):
                act()
    Assessment.objects.update(state=Assessment.State.SUBMITTED)
    with pytest.raises(DomainError, match="สถานะปัจจุบัน"):
        services.change_sentence(made, actor=scene.director, text="ดี", lock_version=1)


def test_nothing_is_proposed_of_what_was_not_accepted(scene: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="รับหลักฐานก่อน"):
        services.use_drafts(scene.answers[0], "method", actor=scene.director)
    with pytest.raises(DomainError, match="ไม่มีส่วนนี้"):
        services.use_drafts(scene.answers[0], "opinion", actor=scene.director)
    row = standing_of(scene.assessment).issues[0]
    (draft,) = narrative.drafts(row.answer, row.offers)["method"]
    assert (draft.text, draft.accepted, draft.used) == (
        "ดำเนินงานส่วนนี้ 3 ฉบับ (5 มี.ค. 2568)".replace(" มี.ค. ", "\xa0มี.ค.\xa0"),
        False,
        False,
    )


def test_a_sentence_rests_on_something_unless_it_is_an_opinion(scene: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="หลักฐานที่ข้อความนี้อ้างถึง"):
        services.write_sentence(scene.answers[0], "result", actor=scene.director, text="ทำแล้ว")
    with pytest.raises(DomainError, match="ประเด็นอื่น"):
        services.write_sentence(scene.answers[0], "result", actor=scene.director, text="ทำแล้ว", line=scene.lines[2])
    with pytest.raises(DomainError, match="เขียนข้อความ"):
        services.write_sentence(scene.answers[0], "opinion", actor=scene.director, text="  ")
    for _ in range(2):
        services.write_sentence(scene.answers[0], "opinion", actor=scene.director, text="ควรแลกเปลี่ยนเรียนรู้")
    assert Sentence.objects.count() == 1


def test_a_proposed_sentence_follows_the_figures_and_each_leads_to_its_list(scene: SimpleNamespace) -> None:
    used(scene)
    assert services.use_drafts(scene.answers[0], "method", actor=scene.director) == []
    url = reverse("assessment:line", args=[scene.assessment.pk, scene.lines[1].pk])
    (row,) = read(scene)
    assert ("3 ฉบับ", url) in row.parts
    assert "".join(text for text, _ in row.parts) == row.text
    scene.desk(*(record(n) for n in range(1, 6)))
    (row,) = read(scene)
    assert (("5 ฉบับ", url) in row.parts, row.stale) == (True, False)
    scene.desk()
    assert read(scene)[0].stale


def test_an_edited_sentence_keeps_its_words_and_tells_when_the_work_moved_on(scene: SimpleNamespace) -> None:
    made = used(scene)
    changed = services.change_sentence(made, actor=scene.director, text="ออกคำสั่ง 3 ฉบับ", lock_version=1)
    assert (changed.origin, changed.figures) == ("edited", {"count": "3 ฉบับ"})
    with pytest.raises(StaleRevision):
        services.change_sentence(made, actor=scene.director, text="อีกแบบ", lock_version=1)
    assert services.change_sentence(made, actor=scene.director, text="ออกคำสั่ง 3 ฉบับ", lock_version=1) == made
    (row,) = read(scene)
    assert (row.stale, row.parts[1][0]) == (False, "3 ฉบับ")
    scene.desk(record(1))
    (row,) = read(scene)
    assert (row.stale, row.now, row.text) == (True, {"count": "1 ฉบับ"}, "ออกคำสั่ง 3 ฉบับ")
    fresh = services.refresh_sentence(made, actor=scene.director)
    assert (fresh.origin, read(scene)[0].stale) == ("composed", False)


def test_own_words_take_the_new_figures_in(scene: SimpleNamespace) -> None:
    made = services.write_sentence(
        scene.answers[0], "result", actor=scene.director, text="มีคำสั่งรวม 3 ฉบับ", line=scene.lines[1]
    )
    scene.desk(record(1))
    assert services.refresh_sentence(made, actor=scene.director).text == "มีคำสั่งรวม 1 ฉบับ"


def test_sentences_stand_in_the_order_they_are_put(scene: SimpleNamespace) -> None:
    rows = [
        services.write_sentence(scene.answers[0], "opinion", actor=scene.director, text=text)
        for text in ("ก", "ข", "ค")
    ]
    services.move_sentence(rows[2], actor=scene.director, up=True)
    services.move_sentence(rows[0], actor=scene.director, up=True)
    assert [row.text for row in read(scene, "opinion")] == ["ก", "ค", "ข"]
    services.drop_sentence(rows[0], actor=scene.director)
    services.drop_sentence(rows[0], actor=scene.director)
    assert [row.text for row in read(scene, "opinion")] == ["ค", "ข"]
