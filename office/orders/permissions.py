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


def may_act(user: Any, order: Order, act: str) -> bool:
    """Whatever its state. edit, delete: whose it is, and those who issue. issue, cancel, file: those who issue.
    supersede: whoever drafts."""
    district = order.district_id
    if act in ("edit", "delete"):
        return may_draft(user, district) and (order.created_by_id == user.pk or may_issue(user, district))
    return may_draft(user, district) if act == "supersede" else may_issue(user, district)


def can_act(user: Any, order: Order, act: str) -> bool:
    return STATES.allows(order.state, act) and may_act(user, order, act)
