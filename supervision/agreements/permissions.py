"""Who issues, signs for a side, and cancels an agreement."""

from typing import Any

from core.states import StateTable
from schools.scope import holds, holds_any
from supervision.agreements.models import Agreement

S = Agreement.State
_ALWAYS = {"edition": S.CANCELLED, "cancel": S.CANCELLED}
STATES = StateTable(
    moves={
        S.ISSUED: {
            "signers": S.ISSUED, "school_sign": S.SCHOOL_SIGNED, "sign": S.SIGNED, "file": S.ISSUED, **_ALWAYS,
        },
        S.SCHOOL_SIGNED: {"sign": S.SIGNED, "take_back": S.ISSUED, "file": S.SCHOOL_SIGNED, **_ALWAYS},
        S.SIGNED: {"take_back": S.ISSUED, "file": S.SIGNED, **_ALWAYS},
        S.CANCELLED: {},
    },
    labels={
        "signers": "แก้ไขผู้ลงนาม", "school_sign": "บันทึกว่าโรงเรียนลงนาม", "sign": "บันทึกว่าลงนามครบ",
        "take_back": "แก้สถานะกลับเป็นรอลงนาม", "file": "แนบฉบับลงนาม", "edition": "ออกฉบับใหม่แทน", "cancel": "ยกเลิก",
    },
)  # fmt: skip
_SCHOOL = ("school.improvement.submit",)


def may_issue(user: Any, programme: Any) -> bool:
    """Wording, issuing, marks of many: whoever runs the programme for the office."""
    return holds(user, "improvement.write", district=programme.district_id)


def may_at_all(user: Any, agreement: Agreement, act: str) -> bool:
    """The right to the act, whatever the state."""
    part = agreement.participation
    if may_issue(user, part.programme):
        return True
    if act == "school_sign" or (act == "file" and agreement.state != S.SIGNED):
        return holds_any(user, _SCHOOL, school=part.school)
    return False


def can_act(user: Any, agreement: Agreement, act: str) -> bool:
    """The office all acts; the head of the school signs for it and hangs the signed copy until both have signed."""
    return STATES.allows(agreement.state, act) and may_at_all(user, agreement, act)
