"""Who keeps the quality schools of an office: the director of the group, the secretariat of ก.ต.ป.น. (the manual gives
it this work, `committee.write`), and supervisors named as owners of the year (`project.write`)."""

from typing import Any

from core.approvals import kind as approval_kind
from core.approvals import may_decide, open_round_of
from core.states import StateTable
from schools.scope import holds, people_keys
from supervision.quality_schools.models import QualityPlan, QualityYear

S = QualityPlan.State
PLAN_STATES = StateTable(
    moves={
        S.DRAFT: {"edit": S.DRAFT, "submit": S.SUBMITTED},
        S.RETURNED: {"edit": S.RETURNED, "submit": S.SUBMITTED},
        S.SUBMITTED: {"approve": S.APPROVED, "return": S.RETURNED, "withdraw": S.DRAFT},
        # A change after approval is a new revision that has to be sent again.
        S.APPROVED: {"edit": S.DRAFT, "dispatch": S.APPROVED},
    },
    labels={
        "edit": "แก้ไขแผน", "submit": "ส่งแผน", "approve": "อนุมัติแผน", "return": "ตีกลับแผน", "withdraw": "ถอนคืนแผน",
        "dispatch": "ส่งแผนถึงเลขาธิการ กพฐ.",
    },
)  # fmt: skip
WRITERS = ("project.write", "committee.write")


def may_read_office(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "district.read", district=district)


def may_open(user: Any, district: Any) -> bool:
    """Begin a year, and name who keeps it."""
    return holds(user, "committee.write", district=district)


def may_write(user: Any, year: QualityYear) -> bool:
    if may_open(user, year.district_id):
        return True
    named = holds(user, "project.write", district=year.district_id)
    return named and year.owners.filter(pk__in=people_keys(user)).exists()


def can_edit_plan(user: Any, plan: QualityPlan) -> bool:
    return PLAN_STATES.allows(plan.state, "edit") and may_write(user, plan.year)


def can_change_schools(user: Any, year: QualityYear) -> bool:
    """Schools and focus points stand in the plan: not while it is being decided on."""
    plan = QualityPlan.objects.filter(year=year).first()
    return may_write(user, year) and (plan is None or plan.state != S.SUBMITTED)


def can_withdraw(user: Any, plan: QualityPlan) -> bool:
    return plan.state == S.SUBMITTED and plan.author_id == user.pk and may_write(user, plan.year)


def can_decide(user: Any, plan: QualityPlan) -> bool:
    """It is this person's turn on the open round."""
    if plan.state != S.SUBMITTED or not holds(user, "plan.decide", district=plan.district_id):
        return False
    kind = approval_kind("quality_school_plan")
    opened = open_round_of(kind, plan)
    return opened is not None and may_decide(kind, opened, user)


def may_publish(user: Any, year: QualityYear) -> bool:
    return holds(user, "publish", district=year.district_id)
