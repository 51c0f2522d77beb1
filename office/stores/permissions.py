"""Who keeps the store, who asks for supplies and who approves. Everybody of the office asks; nobody approves their own;
only the desk hands out and receives."""

from typing import Any

from core.states import StateTable
from office.stores.models import Procurement, Requisition
from schools.scope import holds, people_keys

R, P = Requisition.State, Procurement.State
REQUISITIONS = StateTable(
    moves={
        R.SUBMITTED: {"decide": R.APPROVED, "edit": R.SUBMITTED, "cancel": R.CANCELLED},
        R.RETURNED: {"edit": R.SUBMITTED, "cancel": R.CANCELLED},
        R.APPROVED: {"issue": R.ISSUED, "close": R.CANCELLED},
        R.PART: {"issue": R.ISSUED, "close": R.ISSUED},
        R.ISSUED: {},
        R.CANCELLED: {},
    },
    labels={
        "decide": "พิจารณาใบเบิก", "edit": "แก้ไขใบเบิก", "cancel": "ยกเลิกใบเบิก", "issue": "จ่ายพัสดุ", "close": "ปิดใบเบิก",
    },
)  # fmt: skip
PROCUREMENTS = StateTable(
    moves={
        P.ASKED: {"order": P.ORDERED, "receive": P.RECEIVED, "cancel": P.CANCELLED},
        P.ORDERED: {"receive": P.RECEIVED, "cancel": P.CANCELLED},
        P.RECEIVED: {},
        P.CANCELLED: {},
    },
    labels={"order": "บันทึกการสั่ง", "receive": "บันทึกการรับ", "cancel": "ยกเลิก"},
)


def may_keep(user: Any, district: Any) -> bool:
    """The catalogue, receipts, counts and issues."""
    return district is not None and holds(user, "desk.write", district=district)


def may_ask(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "desk.own", district=district)


def is_own(user: Any, row: Any) -> bool:
    """Asked for by this person, or written for them by this account."""
    return row.asked_by_id == user.pk or row.requester_id in people_keys(user)


def can_act(user: Any, row: Requisition, act: str) -> bool:
    """decide: holders of desk.decide, never of their own; edit and cancel: whose it is; issue and close: the desk."""
    if not REQUISITIONS.allows(row.state, act):
        return False
    return may_act(user, row, act)


def may_act(user: Any, row: Requisition, act: str) -> bool:
    """The same whatever its state."""
    if act == "decide":
        return holds(user, "desk.decide", district=row.district_id) and not is_own(user, row)
    if act in ("edit", "cancel"):
        return is_own(user, row) and may_ask(user, row.district_id)
    return may_keep(user, row.district_id)


def can_handle(user: Any, row: Procurement, act: str) -> bool:
    """order and receive: the desk. cancel: the desk, or whose it is while nothing was ordered."""
    return PROCUREMENTS.allows(row.state, act) and may_handle(user, row, act)


def may_handle(user: Any, row: Procurement, act: str) -> bool:
    if may_keep(user, row.district_id):
        return True
    return act == "cancel" and row.state == P.ASKED and is_own(user, row)
