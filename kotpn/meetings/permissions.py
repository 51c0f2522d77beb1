"""Who prepares and keeps a meeting, and in which state."""

from typing import Any

from core.states import StateTable
from kotpn.committee.permissions import may_keep
from kotpn.meetings.models import Meeting

S = Meeting.State
_AHEAD = {"invite": S.INVITED, "open": S.OPEN, "cancel": S.CANCELLED}
STATES = StateTable(
    moves={
        S.PLANNED: {"prepare": S.PLANNED, "attend": S.PLANNED, **_AHEAD},
        S.INVITED: {"prepare": S.INVITED, "attend": S.INVITED, **_AHEAD},
        S.OPEN: {"prepare": S.OPEN, "attend": S.OPEN, "write": S.OPEN, "close": S.CLOSED},
        S.CLOSED: {"attend": S.CLOSED, "write": S.CLOSED},
        S.CANCELLED: {},
    },
    labels={
        "prepare": "แก้ระเบียบวาระ", "invite": "ส่งหนังสือเชิญ", "attend": "บันทึกการมาประชุม", "open": "เปิดประชุม",
        "write": "จดรายงานการประชุม", "close": "เลิกประชุม", "cancel": "ยกเลิกการประชุม",
    },
)  # fmt: skip


def can_keep_meeting(user: Any, meeting: Meeting) -> bool:
    return may_keep(user, meeting.committee.district_id)
