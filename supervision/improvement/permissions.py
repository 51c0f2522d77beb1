"""Who may do what with a programme, its schools, teams, rollout and cooperation."""

from typing import Any

from core import audit
from core.states import StateTable
from schools.scope import holds
from supervision.improvement.models import Cooperation, Participation, Programme, WorkingTeam

S = Programme.State
STATES = StateTable(
    moves={
        S.OPEN: {"close": S.CLOSED, "cancel": S.CANCELLED},
        S.CLOSED: {"reopen": S.OPEN},
        S.CANCELLED: {},
    },
    labels={"close": "สิ้นสุดการขับเคลื่อน", "reopen": "เปิดการขับเคลื่อนอีกครั้ง", "cancel": "ยกเลิกการขับเคลื่อน"},
)


def may_open(user: Any, district: Any) -> bool:
    """The group director (and the machine)."""
    return user is audit.SYSTEM or holds(user, "improvement.write", district=district)


def may_write(user: Any, programme: Programme) -> bool:
    return may_open(user, programme.district_id)


def can_write(user: Any, programme: Programme) -> bool:
    return programme.is_open and may_write(user, programme)


def may_follow(user: Any, programme: Programme) -> bool:
    """Supervisors and who else of the office carries the work along."""
    return user is audit.SYSTEM or holds(user, "improvement.follow", district=programme.district_id)


def can_follow(user: Any, programme: Programme) -> bool:
    return programme.is_open and may_follow(user, programme)


def reads_office(user: Any, programme: Programme) -> bool:
    """Whoever reads the whole office; a school, and a person named on a team, read their own part."""
    return holds(user, "district.read", district=programme.district_id)


def may_write_school(user: Any, participation: Participation) -> bool:
    """The people of the school, or who carries the work along for the office."""
    return holds(user, "school.improvement.write", school=participation.school) or may_follow(
        user, participation.programme
    )


def can_write_school(user: Any, participation: Participation) -> bool:
    return participation.programme.is_open and may_write_school(user, participation)


def may_write_team(user: Any, team: WorkingTeam) -> bool:
    """Teams of the district and of clusters are the group director's and the supervisors'; a school's own, its too."""
    if may_follow(user, team.programme):
        return True
    return team.school is not None and holds(user, "school.improvement.write", school=team.school)


def can_write_team(user: Any, team: WorkingTeam) -> bool:
    return team.programme.is_open and team.stands and may_write_team(user, team)


def may_write_cooperation(user: Any, row: Cooperation) -> bool:
    """A school's: its people; any: who carries the work along for the office."""
    if may_follow(user, row.programme):
        return True
    return row.school is not None and holds(user, "school.improvement.write", school=row.school)


def can_write_cooperation(user: Any, row: Cooperation) -> bool:
    return row.programme.is_open and not row.cancel_reason and may_write_cooperation(user, row)
