"""Who may do what with a follow-up of a school's quality assurance."""

from typing import Any

from core.states import StateTable
from qa.followup.models import FollowUp
from schools.scope import holds, people_keys

S = FollowUp.State
STATES = StateTable(
    moves={
        S.DRAFT: {"write": S.DRAFT, "submit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.SUBMITTED: {"acknowledge": S.ACKNOWLEDGED, "reopen": S.DRAFT, "cancel": S.CANCELLED},
        S.ACKNOWLEDGED: {"cancel": S.CANCELLED},
        S.CANCELLED: {},
    },
    labels={
        "write": "บันทึก", "submit": "ส่งให้โรงเรียน", "acknowledge": "รับทราบ", "reopen": "แก้ไข", "cancel": "ยกเลิก",
    },
)  # fmt: skip


def may_begin(user: Any, school: Any) -> bool:
    """A supervisor or the group director of the school's office; a school not assigned to them is allowed."""
    return holds(user, "quality.follow", school=school)


def may_write(user: Any, found: FollowUp) -> bool:
    """The assessor alone while they hold the capability: a form bears one person's judgement."""
    return found.assessor_id in people_keys(user) and may_begin(user, found.school)


def can_write(user: Any, found: FollowUp) -> bool:
    return found.is_editable and may_write(user, found)


def may_cancel(user: Any, found: FollowUp) -> bool:
    """The assessor their own draft, the group director any."""
    if found.state == S.DRAFT and may_write(user, found):
        return True
    return holds(user, "visit.close", district=found.school.district_id)


def may_acknowledge(user: Any, found: FollowUp) -> bool:
    """The principal of the school."""
    return holds(user, "visit.acknowledge", school=found.school)
