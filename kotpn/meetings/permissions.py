"""Who prepares and keeps a meeting, and in which state."""

from typing import Any

from core.states import StateTable
from kotpn.committee.models import Member
from kotpn.committee.permissions import may_keep
from kotpn.meetings.models import Meeting
from schools.scope import holds, people_keys

S = Meeting.State
_AHEAD = {"invite": S.INVITED, "open": S.OPEN, "cancel": S.CANCELLED}
BEFORE = frozenset({S.PLANNED, S.INVITED})
STATES = StateTable(
    moves={
        S.PLANNED: {"prepare": S.PLANNED, "change": S.PLANNED, "attend": S.PLANNED, **_AHEAD},
        S.INVITED: {"prepare": S.INVITED, "change": S.INVITED, "attend": S.INVITED, **_AHEAD},
        S.OPEN: {"prepare": S.OPEN, "attend": S.OPEN, "write": S.OPEN, "close": S.CLOSED},
        S.CLOSED: {"attend": S.CLOSED, "write": S.CLOSED},
        S.CANCELLED: {},
    },
    labels={
        "prepare": "แก้ระเบียบวาระ", "change": "แก้ไขการประชุม", "invite": "ส่งหนังสือเชิญ",
        "attend": "บันทึกการมาประชุม", "open": "เปิดประชุม", "write": "จดรายงานการประชุม",
        "close": "เลิกประชุม", "cancel": "ยกเลิกการประชุม",
    },
)  # fmt: skip


def can_keep_meeting(user: Any, meeting: Meeting) -> bool:
    return may_keep(user, meeting.committee.district_id)


def can_prepare(user: Any, meeting: Meeting) -> bool:
    """Write the agenda and its papers, also while the committee sits."""
    return can_keep_meeting(user, meeting) and STATES.allows(meeting.state, "prepare")


def can_change(user: Any, meeting: Meeting) -> bool:
    """Move or cancel it, take matters off its agenda."""
    return can_keep_meeting(user, meeting) and STATES.allows(meeting.state, "change")


def is_office(user: Any, meeting: Meeting) -> bool:
    return holds(user, "district.read", district=meeting.committee.district_id)


def seat_of(user: Any, meeting: Meeting) -> Member | None:
    """The person's own seat on the day of the meeting."""
    keys = people_keys(user)
    if not keys:
        return None
    rows = Member.objects.of_people(keys).in_force(meeting.held_on)
    found: Member | None = rows.filter(tenure__committee=meeting.committee_id).first()
    return found


def can_comment(user: Any, meeting: Meeting, seat: Member | None) -> bool:
    """Before the meeting: the members it was sent to, and the office."""
    if meeting.state not in BEFORE:
        return False
    return (seat is not None and meeting.state == S.INVITED) or is_office(user, meeting)
