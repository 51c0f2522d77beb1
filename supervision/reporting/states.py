"""How a report's state moves; buttons, guards and tests read this one table."""

from core.states import StateTable
from supervision.reporting.models import ReportPaper

S = ReportPaper.State
REPORT_STATES = StateTable(
    moves={
        S.DRAFT: {"edit": S.DRAFT, "submit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.RETURNED: {"edit": S.RETURNED, "submit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.SUBMITTED: {"approve": S.APPROVED, "return": S.RETURNED, "withdraw": S.DRAFT},
        # A change after approval is a new revision that has to be sent again.
        S.APPROVED: {"edit": S.DRAFT, "cancel": S.CANCELLED},
        S.CANCELLED: {},
    },
    labels={
        "edit": "แก้ไขรายงาน",
        "submit": "ส่งรายงาน",
        "approve": "อนุมัติรายงาน",
        "return": "ตีกลับรายงาน",
        "withdraw": "ถอนคืนรายงาน",
        "cancel": "ยกเลิกรายงาน",
    },
)
