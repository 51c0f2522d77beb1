"""Following a resolution: who may, what is told when, what it opens, and how the next meeting finds and closes it."""

from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest

from core.approvals import inbox_for
from core.errors import DomainError, NotAllowed
from core.models import Notice
from core.pointers import Pointer
from evidence import services as evidence
from kotpn.minutes.models import Resolution
from kotpn.minutes.opened import standing_of
from kotpn.minutes.services import following
from kotpn.minutes.services.reminders import remind_resolutions
from kotpn.minutes.services.resolutions import record_resolution
from kotpn.minutes.sources import arising
from processes.models import Action
from processes.services import close_action, report_action
from tests.factories import base, kotpn
from tests.kotpn.minutes.conftest import HELD, NEXT, at, hold

NOW = at(date(2025, 2, 10))
DUE = date(2025, 2, 28)


def test_strangers_and_colleagues_write_nothing(scene: SimpleNamespace) -> None:
    for user in (scene.stranger, scene.supervisor, scene.member):
        with pytest.raises(NotAllowed):
            following.note_progress(scene.resolution, actor=user, text="ก", now=NOW)
        with pytest.raises(NotAllowed):
            following.report_done(scene.resolution, actor=user, text="ก", now=NOW)
        with pytest.raises(NotAllowed):
            following.stop_following(scene.resolution, actor=user, reason="ก", now=NOW)


def test_the_owner_writes_whatever_their_role_and_closes_nothing(scene: SimpleNamespace) -> None:
    following.note_progress(scene.resolution, actor=scene.principal, text="เริ่มแล้ว", now=NOW)
    following.note_progress(scene.resolution, actor=scene.principal, text="เริ่มแล้ว", now=NOW)
    assert scene.resolution.notes.count() == 1
    with pytest.raises(DomainError, match="สถานะปัจจุบัน"):
        following.close_resolution(scene.resolution, actor=scene.director, now=NOW)
    done = following.report_done(scene.resolution, actor=scene.principal, text="เสร็จแล้ว", now=NOW)
    assert done.state == Resolution.State.DONE
    with pytest.raises(NotAllowed):
        following.close_resolution(scene.resolution, actor=scene.principal, now=NOW)
    back = following.return_resolution(scene.resolution, actor=scene.director, reason="ขอหลักฐาน", now=NOW)
    assert (back.state, back.reason) == ("open", "ขอหลักฐาน")
    following.report_done(scene.resolution, actor=scene.principal, text="แนบแล้ว", now=NOW)
    assert following.close_resolution(scene.resolution, actor=scene.secretary, now=NOW).state == "closed"
    told = set(Notice.objects.filter(recipient=scene.principal).values_list("code", flat=True))
    assert {"resolution.returned", "resolution.closed"} <= told


def test_who_told_it_done_does_not_close_it(scene: SimpleNamespace) -> None:
    following.report_done(scene.resolution, actor=scene.secretary, text="ผู้รับผิดชอบแจ้งทางโทรศัพท์", now=NOW)
    with pytest.raises(NotAllowed, match="ผู้อื่น"):
        following.close_resolution(scene.resolution, actor=scene.secretary, now=NOW)
    following.close_resolution(scene.resolution, actor=scene.director, now=NOW)
    reopened = following.reopen_resolution(scene.resolution, actor=scene.director, reason="พบว่ายังไม่ครบ", now=NOW)
    assert (reopened.state, reopened.closed_at) == ("open", None)


def test_stopping_leaves_what_was_decided(scene: SimpleNamespace) -> None:
    with pytest.raises(DomainError):
        following.stop_following(scene.resolution, actor=scene.secretary, reason=" ", now=NOW)
    stopped = following.stop_following(scene.resolution, actor=scene.secretary, reason="รวมกับมติอื่น", now=NOW)
    assert stopped.state == Resolution.State.NOTHING
    assert Resolution.objects.standing().filter(pk=stopped.pk).exists()


def test_assigning(scene: SimpleNamespace) -> None:
    far = base.person(base.district())
    given = {"owner_label": "", "due_on": DUE, "now": NOW}
    with pytest.raises(DomainError) as refusal:
        following.assign_resolution(scene.resolution, actor=scene.secretary, owner=far, **given)
    assert refusal.value.field == "owner"
    with pytest.raises(DomainError) as refusal:
        following.assign_resolution(
            scene.resolution, actor=scene.secretary, owner=scene.owner, owner_label="",
            due_on=HELD - timedelta(days=1), now=NOW,
        )  # fmt: skip
    assert refusal.value.field == "due_on"
    with pytest.raises(NotAllowed):
        following.assign_resolution(scene.resolution, actor=scene.principal, owner=scene.owner, **given)
    held = following.assign_resolution(
        scene.resolution, actor=scene.secretary, owner=None, owner_label="กลุ่มนโยบายและแผน", due_on=DUE, now=NOW
    )
    assert (held.owner, held.owner_label, held.state) == (None, "กลุ่มนโยบายและแผน", "open")


def test_reminders_before_and_after_the_day(scene: SimpleNamespace) -> None:
    days = [DUE - timedelta(days=8), DUE - timedelta(days=7), DUE, DUE + timedelta(days=1), DUE + timedelta(days=7)]
    assert [remind_resolutions(now=at(day, 7)) for day in days] == [0, 1, 1, 0, 1]
    assert remind_resolutions(now=at(days[-1], 8)) == 0
    told = Notice.objects.filter(code="resolution.due")
    assert told.filter(recipient=scene.principal).count() == 3
    assert told.filter(recipient=scene.director).count() == 1


def test_the_inbox_of_owner_and_secretariat(scene: SimpleNamespace) -> None:
    kinds = [item.kind for item in inbox_for(scene.principal, scene.district)]
    assert kinds == ["resolution"]
    following.report_done(scene.resolution, actor=scene.principal, text="เสร็จ", now=NOW)
    assert "resolution" not in [item.kind for item in inbox_for(scene.principal, scene.district)]
    assert "resolution_check" in [item.kind for item in inbox_for(scene.director, scene.district)]
    assert inbox_for(scene.stranger, scene.district) == []


def test_the_next_agenda_finds_it_and_closes_it(scene: SimpleNamespace) -> None:
    following.note_progress(scene.resolution, actor=scene.principal, text="จัดประชุมแล้ว 2 ครั้ง", now=NOW)
    meeting = kotpn.a_meeting(scene.secretary, scene.committee, held_on=NEXT)
    (found,) = arising(scene.secretary, meeting, HELD)
    assert found.source == Pointer("resolution", str(scene.resolution.pk), found.source.label, HELD)
    assert "จัดประชุมแล้ว 2 ครั้ง" in found.background
    given = {"kind": "arising", "title": found.title, "source": found.source}
    item = kotpn.an_item(scene.secretary, meeting, **given)
    assert kotpn.an_item(scene.secretary, meeting, **given) == item
    hold(scene.secretary, meeting, close=False)
    with pytest.raises(DomainError, match="ยังไม่มีมติ"):
        following.settle_at_meeting(scene.resolution, actor=scene.secretary, item=item, now=at(NEXT))
    record_resolution(item, actor=scene.secretary, kind="note", text="รับทราบ เสร็จสิ้น", at=time(10), now=at(NEXT))
    with pytest.raises(NotAllowed):
        following.settle_at_meeting(scene.resolution, actor=scene.principal, item=item, now=at(NEXT))
    closed = following.settle_at_meeting(scene.resolution, actor=scene.secretary, item=item, now=at(NEXT))
    assert (closed.state, closed.closed_in) == ("closed", meeting)
    third = kotpn.a_meeting(scene.secretary, scene.committee, held_on=date(2025, 6, 18))
    assert list(arising(scene.secretary, third, NEXT)) == []
    with pytest.raises(DomainError, match="ไม่ใช่เรื่องสืบเนื่อง"):
        following.settle_at_meeting(scene.resolution, actor=scene.secretary, item=scene.item, now=at(NEXT))


def test_opening_work_and_following_it(scene: SimpleNamespace) -> None:
    for user in (scene.principal, scene.supervisor):
        with pytest.raises(NotAllowed):
            following.open_work(scene.resolution, actor=user, kind="action", now=NOW)
    with pytest.raises(DomainError) as refusal:
        following.open_work(scene.resolution, actor=scene.secretary, kind="plan", now=NOW)
    assert refusal.value.field == "target"
    held = following.open_work(scene.resolution, actor=scene.secretary, kind="action", now=NOW)
    again = following.open_work(scene.resolution, actor=scene.secretary, kind="action", now=NOW)
    assert held.opened_key == again.opened_key
    action = Action.objects.get(pk=held.opened_key)
    assert (action.owner, action.due_on) == (scene.owner, DUE)
    with pytest.raises(DomainError, match="เปิดงานแล้ว"):
        following.open_work(
            scene.resolution, actor=scene.secretary, kind="run_step", target=Pointer("run_step", "1", "ก"), now=NOW
        )
    standing = standing_of(scene.secretary, held)
    assert standing is not None
    assert not standing.finished
    report_action(action, actor=scene.principal, result="ทำแล้ว", now=NOW)
    close_action(action, actor=scene.director, now=NOW)
    standing = standing_of(scene.secretary, held)
    assert standing is not None
    assert standing.finished
    hidden = standing_of(scene.stranger, held)
    assert hidden is not None
    assert hidden.url == ""


def test_evidence_hangs_on_it(scene: SimpleNamespace) -> None:
    item = evidence.add_link("https://example.org/proof", district=scene.district, school=None, actor=scene.secretary)
    use = evidence.attach("resolution", scene.resolution, item, actor=scene.secretary)
    assert list(scene.resolution.evidence.all()) == [use]
    own = evidence.add_link(
        "https://example.org/school", district=scene.district, school=scene.school, actor=scene.principal
    )
    evidence.attach("resolution", scene.resolution, own, actor=scene.principal)
    assert scene.resolution.evidence.count() == 2
    with pytest.raises(DomainError):
        evidence.attach("resolution", scene.resolution, item, actor=scene.stranger)
