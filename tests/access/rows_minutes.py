"""Two meetings of a committee of office A: the minutes of the first are circulated, those of the second are written; a
resolution of the first is owned by a supervisor. A third sits and is to adopt the first's minutes."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from kotpn.meetings.models import Meeting
from kotpn.meetings.services.attendance import close_meeting
from kotpn.minutes.models import Minutes
from kotpn.minutes.services import adoption
from kotpn.minutes.services import minutes as services
from kotpn.minutes.services.entries import save_entry
from kotpn.minutes.services.resolutions import record_resolution
from schools.models import Person
from tests.access.cast import Cast
from tests.factories import kotpn


def build(cast: Cast) -> None:
    secretary, director = cast.users["committee_secretary"], cast.users["group_director"]
    committee = kotpn.a_committee(
        secretary, cast.a, kind="other", name="คณะที่มีรายงานการประชุม", people=[cast.person("committee_member")],
        starts_on=cast.today - timedelta(days=400),
    )  # fmt: skip
    first, second, third = (
        kotpn.a_meeting(secretary, committee, held_on=cast.today - timedelta(days=days), at=time(8, 15))
        for days in (40, 30, 20)
    )
    item = kotpn.an_item(secretary, first)
    for meeting in (first, second):
        kotpn.opened(secretary, meeting)
    save_entry(item, actor=secretary, text="ชี้แจง", stamp=None)
    made = record_resolution(
        item, actor=secretary, kind="assign", text="มอบหมาย", at=time(9), owner=cast.person("supervisor")
    )
    for meeting in (first, second):
        close_meeting(meeting, actor=secretary, at=time(10), now=_evening(meeting))
    first.refresh_from_db()
    adopts = kotpn.an_item(secretary, third, kind="adopt", title="รับรอง", adopts=first)
    kotpn.opened(secretary, third)
    minutes = Minutes.objects.get(meeting=first)
    _name(minutes, cast.person("committee_secretary"), cast.person("group_director"), secretary)
    services.send_to_check(minutes, actor=secretary)
    services.circulate(minutes, actor=director)
    minutes.refresh_from_db()
    amendment = adoption.amend(
        minutes, actor=secretary, meeting=Meeting.objects.get(pk=third.pk), item=None, before="", after="ใหม่"
    )
    remark = services.remark(minutes, actor=cast.users["committee_member"], item=None, text="แก้ชื่อ")
    cast.rows |= {
        "minutes_told": first, "minutes_written": second, "resolution": made, "minutes_amendment": amendment,
        "minutes_remark": remark, "adopts_item": adopts,
    }  # fmt: skip


def _evening(meeting: Meeting) -> datetime:
    return timezone.make_aware(datetime.combine(meeting.held_on, time(18)))


def _name(minutes: Minutes, recorder: Person, checker: Person, actor: object) -> None:
    services.name_writers(
        minutes, actor=actor, recorder=recorder, recorder_name="", recorder_post="", checker=checker, checker_name="",
        checker_post="",
    )  # fmt: skip
