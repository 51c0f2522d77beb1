"""Who writes plans and results, and in which state."""

from typing import Any

from core.states import StateTable
from kotpn.committee.permissions import may_keep
from kotpn.monitoring.models import MonitoringPlan, ResultReport
from schools.scope import holds

P, R = MonitoringPlan.State, ResultReport.State
PLAN_STATES = StateTable(
    moves={
        P.DRAFT: {"edit": P.DRAFT, "send": P.SENT, "cancel": P.CANCELLED},
        P.SENT: {"withdraw": P.DRAFT, "agree": P.AGREED, "revise": P.REVISE},
        P.REVISE: {"edit": P.REVISE, "send": P.SENT, "cancel": P.CANCELLED},
        P.AGREED: {"reopen": P.DRAFT},
        P.CANCELLED: {},
    },
    labels={
        "edit": "แก้ไขแผน", "send": "เสนอคณะกรรมการ", "withdraw": "ถอนคืน", "agree": "เห็นชอบ", "revise": "ให้แก้ไข",
        "reopen": "ปรับแผน", "cancel": "ยกเลิกแผน",
    },
)  # fmt: skip
RESULT_STATES = StateTable(
    moves={
        R.DRAFT: {"edit": R.DRAFT, "send": R.SENT, "cancel": R.CANCELLED},
        R.SENT: {"withdraw": R.DRAFT, "note": R.NOTED},
        R.NOTED: {"publish": R.NOTED, "withhold": R.NOTED},
        R.CANCELLED: {},
    },
    labels={
        "edit": "แก้ไขรายงาน", "send": "เสนอคณะกรรมการ", "withdraw": "ถอนคืน", "note": "รับทราบ", "publish": "เผยแพร่",
        "withhold": "เลิกเผยแพร่", "cancel": "ยกเลิกรายงาน",
    },
)  # fmt: skip


def can_write(user: Any, paper: MonitoringPlan | ResultReport) -> bool:
    """Plans and results are the secretariat's work."""
    return may_keep(user, paper.committee.district_id)


def may_publish(user: Any, report: ResultReport) -> bool:
    """The group director publishes (product §1)."""
    return holds(user, "publish", district=report.committee.district_id)
