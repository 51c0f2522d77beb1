"""Who drafts, issues and cancels orders."""

from typing import Any

from core.states import StateTable
from office.orders.models import Order
from schools.scope import holds_any

S = Order.State
STATES = StateTable(
    moves={
        S.DRAFT: {"edit": S.DRAFT, "issue": S.ISSUED, "delete": S.DRAFT},
        S.ISSUED: {"supersede": S.ISSUED, "cancel": S.CANCELLED, "file": S.ISSUED},
        S.CANCELLED: {},
    },
    labels={
        "edit": "แก้ไข", "issue": "ออกเลขที่", "delete": "ลบร่าง", "supersede": "ออกฉบับใหม่แทน", "cancel": "ยกเลิก",
        "file": "แนบฉบับลงนาม",
    },
)  # fmt: skip
# The desk numbers; the group director and the secretary may do it themselves.
_ISSUERS = ("desk.write", "committee.write")


def may_draft(user: Any, district: Any) -> bool:
    return district is not None and holds_any(user, ("order.write", "desk.write"), district=district)


def may_issue(user: Any, district: Any) -> bool:
    return district is not None and holds_any(user, _ISSUERS, district=district)


def can_edit(user: Any, order: Order) -> bool:
    """One's own draft, or any draft for those who issue."""
    if not STATES.allows(order.state, "edit") or not may_draft(user, order.district_id):
        return False
    return order.created_by_id == user.pk or may_issue(user, order.district_id)


def can_act(user: Any, order: Order, act: str) -> bool:
    """issue, cancel, file: those who issue. supersede: whoever drafts."""
    if act in ("edit", "delete"):
        return can_edit(user, order)
    may = may_draft if act == "supersede" else may_issue
    return STATES.allows(order.state, act) and may(user, order.district_id)
