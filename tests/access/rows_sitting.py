"""A meeting of a committee of office A that sits now, with what addresses at it name; nobody of the cast is on it."""

from datetime import time, timedelta

from kotpn.committee.queries import members_on
from kotpn.meetings.services import attendance
from kotpn.minutes.services.resolutions import record_resolution
from tests.access.cast import Cast
from tests.factories import kotpn


def build(cast: Cast) -> None:
    """`sitting_meeting` with `sitting_item`, one resolution, one conflict of interest and one guest."""
    secretary, day = cast.users["committee_secretary"], cast.today - timedelta(days=3)
    committee = kotpn.a_committee(
        secretary, cast.a, kind="other", name="คณะที่กำลังประชุม", starts_on=cast.today - timedelta(days=400)
    )
    meeting = kotpn.a_meeting(secretary, committee, held_on=day, at=time(9, 0))
    item = kotpn.an_item(secretary, meeting)
    members = members_on(committee, day)
    for member in members:
        attendance.note_presence(meeting, member, actor=secretary, kind="self", at=time(8, 50))
    meeting = attendance.open_meeting(meeting, actor=secretary, at=time(9, 0))
    cast.rows |= {
        "sitting_meeting": meeting, "sitting_item": item, "sitting_member": members[0],
        "sitting_other": attendance.note_other(meeting, actor=secretary, name="วิทยากร ทดสอบ"),
        "sitting_conflict": attendance.declare_conflict(item, members[1], actor=secretary),
        "sitting_resolution": record_resolution(item, actor=secretary, kind="agree", text="เห็นชอบ", at=time(9, 30)),
    }  # fmt: skip
