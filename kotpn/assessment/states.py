"""What may become of a self-assessment: ร่าง → ตรวจ → อนุมัติ → ส่ง สพฐ. แล้ว."""

from core.states import StateTable
from kotpn.assessment.models import Assessment

S = Assessment.State

ASSESSMENT_STATES = StateTable(
    moves={
        S.DRAFT: {"edit": S.DRAFT, "submit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.SUBMITTED: {"approve": S.APPROVED, "return": S.RETURNED, "withdraw": S.DRAFT},
        S.RETURNED: {"edit": S.RETURNED, "submit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.APPROVED: {"reopen": S.DRAFT, "send": S.SENT, "cancel": S.CANCELLED},
        S.SENT: {},
        S.CANCELLED: {},
    },
    labels={
        "edit": "แก้ไขการประเมิน",
        "submit": "ส่งการประเมิน",
        "approve": "อนุมัติการประเมิน",
        "return": "ส่งการประเมินกลับ",
        "withdraw": "ถอนการประเมินคืน",
        "reopen": "เปิดการประเมินใหม่",
        "send": "บันทึกว่าส่ง สพฐ. แล้ว",
        "cancel": "ยกเลิกการประเมิน",
    },
)
