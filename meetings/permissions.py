"""Who calls a gathering and keeps its record."""

from typing import Any

from core.states import StateTable
from meetings.models import Gathering
from schools.scope import holds

S = Gathering.State
STATES = StateTable(
    moves={
        S.PLANNED: {"write": S.PLANNED, "hold": S.HELD, "cancel": S.CANCELLED},
        S.HELD: {"write": S.HELD},
        S.CANCELLED: {},
    },
    labels={"write": "แก้ไข", "hold": "บันทึกว่าจัดแล้ว", "cancel": "ยกเลิก"},
)


def may_call(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "meeting.write", district=district)


def can_write(user: Any, gathering: Gathering) -> bool:
    return may_call(user, gathering.district_id) and STATES.allows(gathering.state, "write")
