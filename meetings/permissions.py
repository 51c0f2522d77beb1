"""Who calls a gathering, keeps its record, and tells lessons of it."""

from typing import Any

from core.states import StateTable
from meetings.models import Gathering, Lesson, Participant
from schools.scope import holds, people_keys

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


def is_named_to_write(user: Any, gathering: Gathering) -> bool:
    """The recorder, and whoever has a duty in it, whatever their role (product §1)."""
    keys = people_keys(user)
    if not keys:
        return False
    return gathering.recorder_id in keys or gathering.duties.filter(person__in=keys).exists()


def may_write(user: Any, gathering: Gathering) -> bool:
    """Whatever its state."""
    return may_call(user, gathering.district_id) or is_named_to_write(user, gathering)


def can_write(user: Any, gathering: Gathering) -> bool:
    return STATES.allows(gathering.state, "write") and may_write(user, gathering)


def can_tell_lesson(user: Any, gathering: Gathering) -> bool:
    """Who writes it, and who was among its people."""
    if not STATES.allows(gathering.state, "write"):
        return False
    keys = people_keys(user)
    took_part = bool(keys) and Participant.objects.filter(batch__gathering=gathering, person__in=keys).exists()
    return took_part or may_write(user, gathering)


def can_change_lesson(user: Any, lesson: Lesson) -> bool:
    """Whoever wrote it, and who writes the gathering."""
    if not STATES.allows(lesson.gathering.state, "write"):
        return False
    return lesson.saved_by_id == user.pk or may_write(user, lesson.gathering)
