"""What may become of a plan. An approved one that is changed stays approved and shows as แก้ไขหลังอนุมัติ until sent."""

from core.states import StateTable
from qa.plans.models import QualityPlan

S = QualityPlan.State

PLAN_STATES = StateTable(
    moves={
        S.DRAFT: {"edit": S.DRAFT, "submit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.SUBMITTED: {"approve": S.APPROVED, "return": S.RETURNED, "withdraw": S.DRAFT, "restore": S.APPROVED},
        S.RETURNED: {"edit": S.RETURNED, "submit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.APPROVED: {"edit": S.APPROVED, "submit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.CANCELLED: {},
    },
    labels={
        "edit": "แก้ไขแผน",
        "submit": "ส่งแผน",
        "approve": "อนุมัติแผน",
        "return": "ส่งแผนกลับ",
        "withdraw": "ถอนแผนคืน",
        "restore": "ถอนแผนคืน",
        "cancel": "ยกเลิกแผน",
    },
)
