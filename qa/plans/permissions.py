"""Who may do what with a quality plan: capability in its office, and its state."""

from typing import Any

from core.approvals import kind as approval_kind
from core.approvals import may_decide, open_round_of
from qa.plans.models import QualityPlan
from qa.plans.states import PLAN_STATES
from schools.scope import holds


def may_write_plans(user: Any, district: Any) -> bool:
    return holds(user, "quality.plan.write", district=district)


def can_edit_plan(user: Any, plan: QualityPlan) -> bool:
    return PLAN_STATES.allows(plan.state, "edit") and may_write_plans(user, plan.district_id)


def can_submit_plan(user: Any, plan: QualityPlan) -> bool:
    """A draft, a returned one, or an approved one that was changed since."""
    if plan.state == QualityPlan.State.APPROVED and not plan.changed_after_approval:
        return False
    return PLAN_STATES.allows(plan.state, "submit") and may_write_plans(user, plan.district_id)


def can_withdraw_plan(user: Any, plan: QualityPlan) -> bool:
    return plan.state == QualityPlan.State.SUBMITTED and user.pk in {plan.author_id, plan.updated_by_id} and (
        may_write_plans(user, plan.district_id)
    )  # fmt: skip


def can_cancel_plan(user: Any, plan: QualityPlan) -> bool:
    return PLAN_STATES.allows(plan.state, "cancel") and may_write_plans(user, plan.district_id)


def can_record_results(user: Any, plan: QualityPlan) -> bool:
    """A result is no change of the plan: it is written while a plan that was approved is in force."""
    return (
        plan.approved_revision is not None
        and plan.state != QualityPlan.State.CANCELLED
        and may_write_plans(user, plan.district_id)
    )


def can_decide_plan(user: Any, plan: QualityPlan) -> bool:
    """It is this person's turn on the open round."""
    if plan.state != QualityPlan.State.SUBMITTED or not holds(user, "plan.decide", district=plan.district_id):
        return False
    kind = approval_kind("quality_plan")
    opened = open_round_of(kind, plan)
    return opened is not None and may_decide(kind, opened, user)
