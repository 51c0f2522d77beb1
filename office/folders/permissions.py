"""Who opens, sends, signs and chases folders. The desk may record for a holder who signed on paper."""

from typing import Any

from core.states import StateTable
from office.folders.models import Folder
from schools.scope import holds, holds_any, people_keys

S = Folder.State
STATES = StateTable(
    moves={
        S.PREPARING: {"edit": S.PREPARING, "send": S.OUT, "cancel": S.CANCELLED},
        S.RETURNED: {"edit": S.RETURNED, "send": S.OUT, "cancel": S.CANCELLED},
        S.OUT: {
            "pass": S.OUT, "sign": S.SIGNED, "return": S.RETURNED, "take_back": S.PREPARING, "chase": S.OUT,
            "cancel": S.CANCELLED,
        },
        S.SIGNED: {"send": S.OUT, "close": S.CLOSED},
        S.CLOSED: {},
        S.CANCELLED: {},
    },
    labels={
        "edit": "แก้ไขแฟ้ม", "send": "เสนอแฟ้ม", "pass": "เสนอต่อ", "sign": "บันทึกการลงนาม", "return": "ส่งกลับ",
        "take_back": "นำแฟ้มกลับ", "chase": "ตามแฟ้ม", "close": "เก็บแฟ้ม", "cancel": "ยกเลิกแฟ้ม",
    },
)  # fmt: skip
_HOLDERS = ("pass", "sign", "return")


def may_open(user: Any, district: Any) -> bool:
    return district is not None and holds_any(user, ("desk.write", "desk.own"), district=district)


def keeps_desk(user: Any, district: Any) -> bool:
    """The whole desk of the office: settings, folders of others."""
    return district is not None and holds(user, "desk.write", district=district)


def _owns(user: Any, folder: Folder) -> bool:
    return folder.created_by_id == user.pk and holds(user, "desk.own", district=folder.district_id)


def may_act(user: Any, folder: Folder, act: str) -> bool:
    """Whatever its state: whoever has it passes, signs and returns it; its owner does the rest; the desk does both."""
    if keeps_desk(user, folder.district_id):
        return True
    if act in _HOLDERS:
        return folder.holder_id is not None and folder.holder_id in people_keys(user)
    return _owns(user, folder)


def can_act(user: Any, folder: Folder, act: str) -> bool:
    return STATES.allows(folder.state, act) and may_act(user, folder, act)
