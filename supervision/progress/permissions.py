"""Who may write a school's baseline, plan and reports, who takes or returns them."""

from typing import Any

from core.states import StateTable
from schools.scope import holds
from supervision.improvement import permissions as improvement
from supervision.improvement.models import Participation
from supervision.progress.models import BaselineSheet
from supervision.progress.teams import reports_through_team

S = BaselineSheet.State
SHEET_STATES = StateTable(
    moves={
        S.DRAFT: {"write": S.DRAFT, "submit": S.SUBMITTED},
        S.RETURNED: {"write": S.RETURNED, "submit": S.SUBMITTED},
        S.SUBMITTED: {"accept": S.ACCEPTED, "return": S.RETURNED},
        S.ACCEPTED: {"return": S.RETURNED},
    },
    labels={"write": "บันทึก", "submit": "ส่ง", "accept": "รับ", "return": "ตีกลับ"},
)


runs = improvement.may_write
"""Whoever drives the model for the office."""
follows = improvement.may_follow
"""Supervisors and others of the office who follow the schools."""
reads_office = improvement.reads_office


def writes_for(user: Any, part: Participation) -> bool:
    """People of the school itself."""
    return holds(user, "school.improvement.write", school=part.school)


def may_write(user: Any, part: Participation) -> bool:
    """The school, and the office on its behalf (its values then say that the office wrote them)."""
    return writes_for(user, part) or runs(user, part.programme)


def state_of(part: Participation) -> str:
    sheet = getattr(part, "baseline_sheet", None)
    return sheet.state if sheet is not None else S.DRAFT


def can_write(user: Any, part: Participation) -> bool:
    """While the programme runs, the school is in it, and its sheet lies with the school."""
    return (
        part.programme.is_open and part.is_in and SHEET_STATES.allows(state_of(part), "write") and may_write(user, part)
    )


def may_submit(user: Any, part: Participation) -> bool:
    return holds(user, "school.improvement.submit", school=part.school)


def can_submit(user: Any, part: Participation) -> bool:
    return (
        part.programme.is_open
        and part.is_in
        and SHEET_STATES.allows(state_of(part), "submit")
        and may_submit(user, part)
    )


def may_decide(user: Any, part: Participation) -> bool:
    """Those who follow the schools; nobody decides on what they sent themselves."""
    sheet = getattr(part, "baseline_sheet", None)
    return sheet is not None and sheet.submitted_by_id != user.pk and follows(user, part.programme)


def can_decide(user: Any, part: Participation) -> bool:
    return part.programme.is_open and may_decide(user, part)


def can_tick(user: Any, part: Participation) -> bool:
    """Stating that an activity of the plan was done: all year long, whatever the state of the sheet."""
    return part.programme.is_open and part.is_in and may_write(user, part)


def may_report(user: Any, part: Participation) -> bool:
    """The school, the office's people who follow schools, and whoever a team named to report on this school."""
    return writes_for(user, part) or follows(user, part.programme) or reports_through_team(user, part)


def can_report(user: Any, part: Participation) -> bool:
    return part.programme.is_open and part.is_in and may_report(user, part)
