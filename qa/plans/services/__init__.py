"""Business acts on quality plans."""

from qa.plans.services.approval import PLAN_KIND, cancel_plan, decide_plan, submit_plan, withdraw_plan
from qa.plans.services.plans import create_plan, plan_pointer, record_results, save_front
from qa.plans.services.rows import KINDS, add_finding, move_row, pick_findings, remove_row, save_row

__all__ = [
    "KINDS",
    "PLAN_KIND",
    "add_finding",
    "cancel_plan",
    "create_plan",
    "decide_plan",
    "move_row",
    "pick_findings",
    "plan_pointer",
    "record_results",
    "remove_row",
    "save_front",
    "save_row",
    "submit_plan",
    "withdraw_plan",
]
