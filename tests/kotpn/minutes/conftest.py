"""A committee of nine with a meeting that was held: one late, one absent, one by a substitute, one conflict."""

from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kotpn.committee.queries import members_on
from kotpn.meetings.models import Meeting
from kotpn.meetings.services.attendance import (
    close_meeting,
    declare_conflict,
    note_other,
    note_presence,
    open_meeting,
)
from kotpn.minutes.models import Minutes
from kotpn.minutes.services import minutes as services
from kotpn.minutes.services.entries import save_entry
from kotpn.minutes.services.resolutions import record_resolution
from tests.factories import base, kotpn

BANGKOK = ZoneInfo("Asia/Bangkok")
HELD = date(2025, 1, 22)
NEXT = date(2025, 3, 19)


def at(day: date, hour: int = 16, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BANGKOK)


def hold(actor: Any, meeting: Meeting, *, absent: int = 1, close: bool = True) -> None:
    """Everybody at half past nine but the last `absent` before the secretary; closed at noon."""
    members = members_on(meeting.committee, meeting.held_on)
    now = at(meeting.held_on)
    gone = members[-1 - absent : -1]
    for member in members:
        kind = "absent" if member in gone else "self"
        note_presence(meeting, member, actor=actor, kind=kind, at=time(9, 0), reason="ติดราชการ", now=now)
    open_meeting(meeting, actor=actor, at=time(9, 30), now=now)
    if close:
        close_meeting(meeting, actor=actor, at=time(12, 0), now=now)
    meeting.refresh_from_db()


def write_all(actor: Any, meeting: Meeting, **more: Any) -> list[Any]:
    """A text for every item and a resolution where one is asked."""
    made = []
    for section in meeting.sections.all():
        for item in section.items.all():
            save_entry(item, actor=actor, text=f"ฝ่ายเลขานุการชี้แจงเรื่อง{item.title}", stamp=None, now=at(meeting.held_on))
            if section.kind == "consider":
                made.append(
                    record_resolution(
                        item, actor=actor, kind="agree", text=f"เห็นชอบ{item.title}", at=time(10, 30),
                        now=at(meeting.held_on), **more,
                    )
                )  # fmt: skip
    return made


@pytest.fixture
def scene(db) -> SimpleNamespace:
    """`meeting` held and closed with its minutes begun by `secretary`; `director` may check; `member` has an account,
    `owner` is a principal who owns the resolution."""
    district = base.district()
    secretary = base.user("committee_secretary", district)
    director = base.user("group_director", district)
    school = base.school(district)
    principal = base.user("principal", school)
    member = base.user("committee_member", district)
    seat = base.person_of(member, district)
    committee = kotpn.a_committee(secretary, district, people=[seat])
    meeting = kotpn.a_meeting(secretary, committee, held_on=HELD)
    item = kotpn.an_item(secretary, meeting, title="แผนการติดตามปีงบประมาณ 2568", point="เพื่อพิจารณา")
    told = kotpn.an_item(secretary, meeting, kind="inform", title="ผลการนิเทศภาคเรียนที่ 1")
    hold(secretary, meeting, close=False)
    members = members_on(committee, HELD)
    note_presence(
        meeting, members[1], actor=secretary, kind="substitute", substitute_name="นางแทน ทดสอบ",
        substitute_post="รองผู้อำนวยการ", at=time(9, 0), now=at(HELD),
    )  # fmt: skip
    declare_conflict(item, members[2], actor=secretary, note="เป็นผู้บริหารโครงการ", now=at(HELD))
    note_other(meeting, actor=secretary, name="นายร่วม ทดสอบ", post="ศึกษานิเทศก์", now=at(HELD))
    owner = base.person_of(principal, district)
    resolutions = write_all(secretary, meeting, owner=owner, due_on=date(2025, 2, 28))
    close_meeting(meeting, actor=secretary, at=time(12, 0), now=at(HELD))
    meeting.refresh_from_db()
    return SimpleNamespace(
        district=district, secretary=secretary, director=director, member=member, principal=principal, owner=owner,
        committee=committee, meeting=meeting, item=item, told=told, members=members, resolution=resolutions[0],
        minutes=Minutes.objects.get(meeting=meeting), stranger=base.user("group_director", base.district()),
        supervisor=base.user("supervisor", district), school=school,
    )  # fmt: skip


@pytest.fixture
def named(scene: SimpleNamespace) -> SimpleNamespace:
    """Recorder and checker are named."""
    name_both(scene)
    return scene


def name_both(scene: SimpleNamespace) -> None:
    recorder = base.person_of(scene.secretary, scene.district)
    checker = base.person_of(scene.director, scene.district)
    services.name_writers(
        scene.minutes, actor=scene.secretary, recorder=recorder, recorder_name="", recorder_post="", checker=checker,
        checker_name="", checker_post="", now=at(HELD),
    )  # fmt: skip


@pytest.fixture
def circulated(named: SimpleNamespace) -> SimpleNamespace:
    services.send_to_check(named.minutes, actor=named.secretary, now=at(date(2025, 1, 23)))
    services.circulate(named.minutes, actor=named.director, now=at(date(2025, 1, 24)))
    named.minutes.refresh_from_db()
    return named


def next_meeting(scene: SimpleNamespace, *, held_on: date = NEXT, opened: bool = True) -> Any:
    """The meeting after, with the item that adopts; gives (meeting, item)."""
    meeting = kotpn.a_meeting(scene.secretary, scene.committee, held_on=held_on)
    item = kotpn.an_item(scene.secretary, meeting, kind="adopt", title="รับรองรายงาน", adopts=scene.meeting)
    if opened:
        hold(scene.secretary, meeting, close=False)
    return meeting, item


def adopt(scene: SimpleNamespace, item: Any, **more: Any) -> Any:
    given = {"kind": "adopt", "text": "รับรองรายงานการประชุม", "at": time(9, 40), "now": at(NEXT), **more}
    return record_resolution(item, actor=scene.secretary, **given)
