"""Who writes and sends circulars, and who reads those sent to them."""

from typing import Any

from core.states import StateTable
from office.circulars.models import Circular
from schools.scope import holds_any

S = Circular.State
STATES = StateTable(
    moves={
        S.DRAFT: {"edit": S.DRAFT, "send": S.SENT, "delete": S.DRAFT, "file": S.DRAFT},
        S.SENT: {"remind": S.SENT, "cancel": S.CANCELLED, "read": S.SENT},
        S.CANCELLED: {},
    },
    labels={
        "edit": "แก้ไข", "send": "ส่งหนังสือเวียน", "delete": "ลบร่าง", "file": "แนบไฟล์", "remind": "เตือน", "cancel": "ยกเลิก",
        "read": "รับทราบ",
    },
)  # fmt: skip
WRITERS = ("desk.write", "desk.decide")
READERS = (*WRITERS, "desk.own", "school.read")


def may_write(user: Any, district: Any) -> bool:
    """The desk, and the heads who decide."""
    return district is not None and holds_any(user, WRITERS, district=district)


def can_act(user: Any, circular: Circular, act: str) -> bool:
    """Everything but reading: whoever writes circulars here. Reading is by the receipt (services.read_circular)."""
    return act != "read" and STATES.allows(circular.state, act) and may_write(user, circular.district_id)
