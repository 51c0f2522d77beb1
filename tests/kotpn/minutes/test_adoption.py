"""Adopting minutes at the next meeting, what it changes, and the lock after it."""

from datetime import date, time
from types import SimpleNamespace

import pytest

from core.errors import DomainError, NotAllowed
from kotpn.meetings.models import AgendaItem, Meeting, Presence
from kotpn.meetings.services.attendance import declare_conflict, note_presence
from kotpn.minutes.models import Minutes
from kotpn.minutes.services import adoption
from kotpn.minutes.services.entries import save_entry
from kotpn.minutes.services.minutes import changed_since_circulation
from kotpn.minutes.services.resolutions import change_resolution, record_resolution, withdraw_resolution
from kotpn.minutes.sources import minutes_to_adopt
from tests.factories import kotpn
from tests.kotpn.minutes.conftest import HELD, NEXT, adopt, at, hold, next_meeting

LOCKED = "รับรองแล้ว"


def test_not_circulated_minutes_are_not_adopted(named: SimpleNamespace) -> None:
    _, item = next_meeting(named)
    with pytest.raises(DomainError, match="ยังไม่ผ่านการตรวจ"):
        adopt(named, item)
    assert not item.resolutions.exists()


def test_minutes_of_a_cancelled_meeting_are_not_adopted(circulated: SimpleNamespace) -> None:
    _, item = next_meeting(circulated)
    Meeting.objects.filter(pk=circulated.meeting.pk).update(state="cancelled")
    with pytest.raises(DomainError, match="ยกเลิก"):
        adopt(circulated, item)


def test_minutes_of_a_meeting_not_closed_are_not_adopted(circulated: SimpleNamespace) -> None:
    later, item = next_meeting(circulated)
    Meeting.objects.filter(pk=circulated.meeting.pk).update(state="open", closed_at=None)
    with pytest.raises(DomainError, match="ยังไม่เลิกประชุม"):
        adopt(circulated, item)
    AgendaItem.objects.filter(pk=item.pk).update(adopts=later)
    with pytest.raises(DomainError, match="ครั้งก่อน"):
        adopt(circulated, AgendaItem.objects.get(pk=item.pk))


def test_another_committees_minutes_are_not_adopted(circulated: SimpleNamespace) -> None:
    other = kotpn.a_committee(circulated.secretary, circulated.district, kind="other", name="คณะอื่น")
    meeting = kotpn.a_meeting(circulated.secretary, other, held_on=NEXT)
    item = kotpn.an_item(circulated.secretary, meeting, kind="adopt", title="รับรอง")
    AgendaItem.objects.filter(pk=item.pk).update(adopts=circulated.meeting)
    hold(circulated.secretary, meeting, close=False)
    with pytest.raises(DomainError, match="คณะเดียวกัน"):
        adopt(circulated, AgendaItem.objects.get(pk=item.pk))


def test_adopted_once_and_only_by_a_resolution_to_adopt(circulated: SimpleNamespace) -> None:
    later, item = next_meeting(circulated)
    adopt(circulated, item, kind="note", text="รับทราบ")
    circulated.minutes.refresh_from_db()
    assert circulated.minutes.state == Minutes.State.CIRCULATED
    first = adopt(circulated, item)
    assert adopt(circulated, item) == first
    circulated.minutes.refresh_from_db()
    assert (circulated.minutes.state, circulated.minutes.adopted_in) == ("adopted", later)
    with pytest.raises(DomainError, match="รับรองแล้ว"):
        adopt(circulated, item, text="รับรองอีกครั้ง")


def test_taking_the_adoption_back_lets_it_wait_again(circulated: SimpleNamespace) -> None:
    _, item = next_meeting(circulated)
    made = adopt(circulated, item)
    withdraw_resolution(made, actor=circulated.secretary, reason="ลงผิดวาระ", now=at(NEXT))
    circulated.minutes.refresh_from_db()
    assert (circulated.minutes.state, circulated.minutes.adopted_in) == ("circulated", None)
    again = adopt(circulated, item, text="รับรอง")
    change_resolution(again, actor=circulated.secretary, kind="note", text="รับทราบ", at=time(9, 40), now=at(NEXT))
    circulated.minutes.refresh_from_db()
    assert circulated.minutes.state == "circulated"


def test_after_adoption_everything_of_the_meeting_is_locked(circulated: SimpleNamespace) -> None:
    _, item = next_meeting(circulated)
    adopt(circulated, item)
    meeting, actor, now = circulated.meeting, circulated.secretary, at(NEXT)
    with pytest.raises(DomainError, match=LOCKED):
        save_entry(circulated.item, actor=actor, text="ข้อความใหม่", stamp=None, now=now)
    with pytest.raises(DomainError, match=LOCKED):
        note_presence(meeting, circulated.members[-2], actor=actor, kind=Presence.Kind.SELF, at=time(10), now=now)
    with pytest.raises(DomainError, match=LOCKED):
        declare_conflict(circulated.item, circulated.members[4], actor=actor, now=now)
    with pytest.raises(DomainError, match=LOCKED):
        change_resolution(circulated.resolution, actor=actor, kind="agree", text="ข้อความใหม่", at=time(10, 30), now=now)
    with pytest.raises(DomainError, match=LOCKED):
        record_resolution(circulated.told, actor=actor, kind="note", text="เพิ่ม", at=time(10, 40), now=now)
    with pytest.raises(DomainError, match=LOCKED):
        adoption.amend(
            circulated.minutes, actor=actor, meeting=item.section.meeting, item=None, before="", after="ก", now=now
        )


def test_amendments_are_of_the_meeting_that_sits(circulated: SimpleNamespace) -> None:
    later, _ = next_meeting(circulated, opened=False)
    given = {"meeting": later, "item": circulated.item, "before": "เดิม", "after": "ใหม่", "now": at(NEXT)}
    with pytest.raises(DomainError, match="ระหว่างการประชุม"):
        adoption.amend(circulated.minutes, actor=circulated.secretary, **given)
    hold(circulated.secretary, later, close=False)
    given["meeting"] = later
    for user in (circulated.supervisor, circulated.member, circulated.stranger):
        with pytest.raises(NotAllowed):
            adoption.amend(circulated.minutes, actor=user, **given)
    first = adoption.amend(circulated.minutes, actor=circulated.secretary, **given)
    assert adoption.amend(circulated.minutes, actor=circulated.secretary, **given) == first
    with pytest.raises(DomainError):
        adoption.amend(circulated.minutes, actor=circulated.secretary, **{**given, "after": " "})


def test_a_change_after_circulation_shows(circulated: SimpleNamespace) -> None:
    assert not changed_since_circulation(circulated.minutes)
    note_presence(
        circulated.meeting, circulated.members[-2], actor=circulated.secretary, kind=Presence.Kind.SELF, at=time(10),
        now=at(date(2025, 1, 25)),
    )  # fmt: skip
    assert changed_since_circulation(Minutes.objects.get(pk=circulated.minutes.pk))


def test_a_later_resolution_corrects_an_earlier_one(circulated: SimpleNamespace) -> None:
    later, _ = next_meeting(circulated)
    matter = kotpn.an_item(circulated.secretary, later, title="แก้ไขมติเดิม")
    new = record_resolution(
        matter, actor=circulated.secretary, kind="agree", text="แก้ไขมติที่ 1/2568", at=time(10), now=at(NEXT)
    )
    with pytest.raises(DomainError, match="มาหลัง"):
        adoption.correct(circulated.resolution, new, actor=circulated.secretary)
    with pytest.raises(NotAllowed):
        adoption.correct(new, circulated.resolution, actor=circulated.supervisor)
    assert adoption.correct(new, circulated.resolution, actor=circulated.secretary).corrects == circulated.resolution
    assert list(circulated.resolution.corrected_by.all()) == [new]


def test_the_next_agenda_gets_the_minutes_by_itself(circulated: SimpleNamespace) -> None:
    meeting = kotpn.a_meeting(circulated.secretary, circulated.committee, held_on=NEXT)
    (found,) = minutes_to_adopt(circulated.secretary, meeting, HELD)
    assert found.adopts == circulated.meeting
    item = kotpn.an_item(circulated.secretary, meeting, kind="adopt", title=found.title, adopts=found.adopts)
    hold(circulated.secretary, meeting, close=False)
    adopt(circulated, item)
    third = kotpn.a_meeting(circulated.secretary, circulated.committee, held_on=date(2025, 6, 18))
    assert [row.adopts for row in minutes_to_adopt(circulated.secretary, third, NEXT)] == []
