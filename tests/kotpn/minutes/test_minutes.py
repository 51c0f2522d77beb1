"""From the meeting's end to the members' hands: who may, what must be there, what is told."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from core.errors import DomainError, NotAllowed
from core.models import Notice
from kotpn.meetings.models import Meeting
from kotpn.minutes.missing import missing_for_check
from kotpn.minutes.models import Minutes
from kotpn.minutes.services import minutes as services
from kotpn.minutes.services.reminders import remind_minutes
from tests.factories import base, kotpn
from tests.kotpn.minutes.conftest import HELD, at, name_both

NOW = at(date(2025, 1, 23))


def test_minutes_begin_with_the_close_and_are_due_in_three_days(scene: SimpleNamespace) -> None:
    assert scene.minutes.due_on == HELD + timedelta(days=3)
    assert scene.minutes.recorder == base.person_of(scene.secretary, scene.district)
    assert services.begin_minutes(scene.meeting, actor=scene.director) == scene.minutes


def test_no_minutes_of_a_meeting_not_held(scene: SimpleNamespace) -> None:
    ahead = kotpn.a_meeting(scene.secretary, scene.committee, held_on=date(2025, 6, 1))
    with pytest.raises(DomainError, match="ยังไม่เริ่ม"):
        services.begin_minutes(ahead, actor=scene.secretary)
    Meeting.objects.filter(pk=ahead.pk).update(state="cancelled")
    ahead.refresh_from_db()
    with pytest.raises(DomainError, match="ยกเลิก"):
        services.begin_minutes(ahead, actor=scene.secretary)


def test_sending_is_refused_while_something_is_missing(scene: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="ผู้ตรวจ"):
        services.send_to_check(scene.minutes, actor=scene.secretary, now=NOW)
    name_both(scene)
    scene.item.entry.delete()
    scene.item.resolutions.update(state="cancelled")
    words = [row.text for row in missing_for_check(Minutes.objects.get(pk=scene.minutes.pk))]
    assert any(text.startswith("ข้อความของเรื่องที่ 5.1") for text in words)
    assert any(text.startswith("มติที่ประชุมของเรื่องที่ 5.1") for text in words)
    assert len(words) == 2


def test_only_recorder_and_secretariat_write(named: SimpleNamespace) -> None:
    for user in (named.supervisor, named.member, named.principal, named.stranger):
        with pytest.raises(NotAllowed):
            services.send_to_check(named.minutes, actor=user, now=NOW)


def test_the_checker_is_not_the_recorder(named: SimpleNamespace) -> None:
    person = base.person_of(named.secretary, named.district)
    with pytest.raises(DomainError, match="ต้องไม่ใช่ผู้จด"):
        services.name_writers(
            named.minutes, actor=named.secretary, recorder=person, recorder_name="", recorder_post="", checker=person,
            checker_name="", checker_post="",
        )  # fmt: skip


def test_nobody_checks_their_own(named: SimpleNamespace) -> None:
    services.send_to_check(named.minutes, actor=named.secretary, now=NOW)
    with pytest.raises(NotAllowed, match="ของตนเอง"):
        services.circulate(named.minutes, actor=named.secretary, now=NOW)
    for user in (named.supervisor, named.member, named.stranger):
        with pytest.raises(NotAllowed):
            services.circulate(named.minutes, actor=user, now=NOW)


def test_remarks_come_back_are_answered_and_pass(named: SimpleNamespace) -> None:
    services.send_to_check(named.minutes, actor=named.secretary, now=NOW)
    first = services.remark(named.minutes, actor=named.director, item=named.item, text="ระบุจำนวนโรงเรียน", now=NOW)
    again = services.remark(named.minutes, actor=named.director, item=named.item, text="ระบุจำนวนโรงเรียน", now=NOW)
    assert first == again
    with pytest.raises(DomainError, match="ยังไม่ได้ตอบ"):
        services.circulate(named.minutes, actor=named.director, now=NOW)
    services.return_minutes(named.minutes, actor=named.director, reason="", now=NOW)
    with pytest.raises(DomainError, match="ยังไม่ได้ตอบ"):
        services.send_to_check(named.minutes, actor=named.secretary, now=NOW)
    services.settle_remark(first, actor=named.secretary, answer="เพิ่มแล้ว 107 โรงเรียน", now=NOW)
    sent = services.send_to_check(named.minutes, actor=named.secretary, now=NOW)
    assert sent.revision == 2
    done = services.circulate(named.minutes, actor=named.director, now=NOW)
    assert (done.state, done.remarks_until) == ("circulated", date(2025, 1, 30))
    assert done.content_hash


def test_returning_needs_a_reason(named: SimpleNamespace) -> None:
    services.send_to_check(named.minutes, actor=named.secretary, now=NOW)
    with pytest.raises(DomainError) as refusal:
        services.return_minutes(named.minutes, actor=named.director, reason=" ", now=NOW)
    assert refusal.value.field == "reason"


def test_members_are_told_once_by_mail_too(circulated: SimpleNamespace) -> None:
    services.circulate(circulated.minutes, actor=circulated.director, now=NOW)
    told = Notice.objects.filter(code="minutes.circulated", recipient=circulated.member)
    assert [row.email_state for row in told] == [Notice.EmailState.WAITING]


def test_a_members_remark_has_its_time_and_its_answer(circulated: SimpleNamespace) -> None:
    minutes, item = circulated.minutes, circulated.item
    with pytest.raises(NotAllowed):
        services.remark(minutes, actor=circulated.supervisor, item=item, text="ก", now=at(date(2025, 1, 25)))
    with pytest.raises(DomainError, match="พ้นกำหนด"):
        services.remark(minutes, actor=circulated.member, item=item, text="ก", now=at(date(2025, 2, 25)))
    other = kotpn.an_item(
        circulated.secretary, kotpn.a_meeting(circulated.secretary, circulated.committee, held_on=date(2025, 6, 1))
    )
    with pytest.raises(DomainError, match="ไม่ใช่ของการประชุม"):
        services.remark(minutes, actor=circulated.member, item=other, text="ก", now=at(date(2025, 1, 25)))
    made = services.remark(minutes, actor=circulated.member, item=item, text="ชื่อผิด", now=at(date(2025, 1, 25)))
    assert made.by_member
    services.settle_remark(made, actor=circulated.secretary, answer="จะเสนอแก้ไขในที่ประชุม")
    assert Notice.objects.filter(code="minutes.settled", recipient=circulated.member).count() == 1


def test_late_minutes_are_told_once_a_day(scene: SimpleNamespace) -> None:
    assert remind_minutes(now=at(HELD + timedelta(days=2), 7)) == 0
    late = at(HELD + timedelta(days=5), 7)
    assert (remind_minutes(now=late), remind_minutes(now=late)) == (1, 0)
    assert remind_minutes(now=late + timedelta(days=1)) == 1
    told = Notice.objects.filter(code="minutes.due").values_list("recipient", flat=True)
    assert sorted(told) == sorted([scene.secretary.pk, scene.director.pk] * 2)


def test_circulated_minutes_are_late_no_more(circulated: SimpleNamespace) -> None:
    assert remind_minutes(now=at(date(2025, 3, 1), 7)) == 0
