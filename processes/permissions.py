"""Who may do what with an action: capability where the action is, the people named on it, and its state."""

from typing import Any

from django.utils import timezone

from core import audit
from core.states import StateTable
from processes.models import Action, Run, RunStep
from schools.queries.responsibility import supervises
from schools.scope import holds, once, people_keys, people_rows, reach

S = Action.State
STATES = StateTable(
    moves={
        S.OPEN: {"report": S.DONE, "cancel": S.CANCELLED},
        S.DONE: {"close": S.CLOSED, "return": S.OPEN, "cancel": S.CANCELLED},
        S.CLOSED: {"reopen": S.OPEN},
        S.CANCELLED: {},
    },
    labels={
        "report": "แจ้งผลการดำเนินการ",
        "close": "ปิดเรื่อง",
        "return": "ส่งคืน",
        "reopen": "เปิดเรื่องใหม่",
        "cancel": "ยกเลิก",
    },
)


def is_owner(user: Any, action: Action) -> bool:
    return action.owner_id is not None and action.owner_id in people_keys(user)


def answers_for_school(user: Any, action: Action) -> bool:
    """The principal of the school it is about."""
    return action.school_id is not None and action.school_id in reach(user, "visit.acknowledge").schools


def may_report(user: Any, action: Action) -> bool:
    """Whatever the state: the owner, the school's principal, or who follows actions up in the office."""
    return is_owner(user, action) or answers_for_school(user, action) or follows_up(user, action)


def is_of_school(user: Any, action: Action) -> bool:
    """Whoever holds a role at the school it is about: they read a draft of its answer, the office does not."""
    return action.school_id is not None and action.school_id in reach(user, "school.read").schools


def can_draft(user: Any, action: Action) -> bool:
    """The school's people who cannot send the answer themselves."""
    return STATES.allows(action.state, "report") and is_of_school(user, action) and not may_report(user, action)


def can_change_draft_files(user: Any, action: Action) -> bool:
    """Who drafts, and who of the school sends the draft."""
    return STATES.allows(action.state, "report") and is_of_school(user, action)


def follows_up(user: Any, action: Action) -> bool:
    return holds(user, "action.write", district=action.district_id)


def can_report(user: Any, action: Action) -> bool:
    return STATES.allows(action.state, "report") and may_report(user, action)


def may_check(user: Any, action: Action) -> bool:
    """Somebody of the office who neither owns it nor reported it done."""
    return follows_up(user, action) and not is_owner(user, action) and action.done_by_id != user.pk


def can_close(user: Any, action: Action) -> bool:
    return STATES.allows(action.state, "close") and may_check(user, action)


def can_return(user: Any, action: Action) -> bool:
    return STATES.allows(action.state, "return") and may_check(user, action)


def can_reopen(user: Any, action: Action) -> bool:
    return STATES.allows(action.state, "reopen") and follows_up(user, action)


def may_cancel(user: Any, action: Action) -> bool:
    """Who opened it and follows it up, or the group director."""
    if holds(user, "visit.close", district=action.district_id):
        return True
    return action.created_by_id == user.pk and follows_up(user, action)


def can_cancel(user: Any, action: Action) -> bool:
    return STATES.allows(action.state, "cancel") and may_cancel(user, action)


def can_change_files(user: Any, action: Action) -> bool:
    return action.state in (S.OPEN, S.DONE) and may_report(user, action)


def may_write_procedures(user: Any, district: Any) -> bool:
    """The group director (and the machine, which loads the shipped ones)."""
    return user is audit.SYSTEM or holds(user, "process.write", district=district)


def may_open_runs(user: Any, district: Any) -> bool:
    return may_write_procedures(user, district)


def can_write_step(user: Any, row: RunStep) -> bool:
    """Who is named on the step, and who writes the whole run."""
    return can_write_run(user, row.run) or (row.owner_id is not None and row.owner_id in people_keys(user))


def can_write_run(user: Any, run: Run) -> bool:
    """A school's run: its principal and staff; any run of the office: whoever supervises or directs there."""
    if run.school_id is not None and run.school_id in reach(user, "process.school.run").schools:
        return True
    return holds(user, "process.run", district=run.district_id)


def can_review_step(user: Any, run: Run) -> bool:
    """Take or return its evidence: the group director, and of a school's run its own supervisors."""
    if may_write_procedures(user, run.district):
        return True
    if run.school is None or not holds(user, "process.run", district=run.district_id):
        return False
    school, today = run.school, timezone.localdate()
    return once(
        user, "supervises", school.pk, lambda: any(supervises(person, school, today) for person in people_rows(user))
    )
