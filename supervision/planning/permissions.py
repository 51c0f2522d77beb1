"""Who may do what with a plan: capability in its district, and its state."""

from typing import Any

from core.approvals import kind as approval_kind
from core.approvals import may_decide, open_round_of
from schools.queries import person_of
from schools.scope import holds, people_keys
from supervision.planning.models import Plan, PlanActivity, PlannedVisit, PolicyItem
from supervision.planning.states import PLAN_STATES


def can_create_plan(user: Any, district: Any, kind: str) -> bool:
    """A supervisor for themselves, the group director for the group; both must be people of the office."""
    capability = "plan.group.write" if kind == Plan.Kind.GROUP else "plan.write"
    return holds(user, capability, district=district) and person_of(user, district) is not None


def is_author(user: Any, plan: Plan) -> bool:
    """A personal plan is its owner's; the group plan is of whoever may write for the group."""
    if plan.kind == Plan.Kind.GROUP:
        return holds(user, "plan.group.write", district=plan.district_id)
    return plan.owner_id in people_keys(user) and holds(user, "plan.write", district=plan.district_id)


def can_edit_plan(user: Any, plan: Plan) -> bool:
    return PLAN_STATES.allows(plan.state, "edit") and is_author(user, plan)


def can_submit_plan(user: Any, plan: Plan) -> bool:
    """A draft, a returned one, or an approved one that was changed since."""
    if plan.state == Plan.State.APPROVED and not plan.changed_after_approval:
        return False
    return PLAN_STATES.allows(plan.state, "submit") and is_author(user, plan)


def can_withdraw_plan(user: Any, plan: Plan) -> bool:
    return plan.state == Plan.State.SUBMITTED and is_author(user, plan)


def can_cancel_plan(user: Any, plan: Plan) -> bool:
    return PLAN_STATES.allows(plan.state, "cancel") and is_author(user, plan)


def decides_here(user: Any, plan: Plan) -> bool:
    """Holds a deciding post in the plan's office, whoever's turn it is."""
    return holds(user, "plan.decide", district=plan.district_id)


def can_decide_plan(user: Any, plan: Plan, round_: Any = None) -> bool:
    """It is this person's turn on the open round."""
    if plan.state != Plan.State.SUBMITTED or not decides_here(user, plan):
        return False
    kind = approval_kind("plan")
    open_round = round_ or open_round_of(kind, plan)
    return open_round is not None and may_decide(kind, open_round, user)


def can_edit_activity(user: Any, activity: PlanActivity) -> bool:
    return not activity.cancelled_reason and can_edit_plan(user, activity.plan)


def reads_plan_of(user: Any, planned: PlannedVisit) -> bool:
    """The whole plan, not only the one visit a school is told of."""
    return holds(user, "district.read", district=planned.activity.plan.district_id)


def can_reschedule(user: Any, planned: PlannedVisit) -> bool:
    return not planned.cancelled_reason and can_edit_activity(user, planned.activity)


def can_record_result(user: Any, activity: PlanActivity) -> bool:
    """A result counted by hand is written while the plan is in force; it is no change of the plan."""
    return activity.plan.state != Plan.State.CANCELLED and is_author(user, activity.plan)


def can_write_policies(user: Any, district: Any) -> bool:
    return holds(user, "reference.write", district=district)


def can_edit_policy(user: Any, policy: PolicyItem) -> bool:
    return can_write_policies(user, policy.district_id)
