from supervision.planning.models.approval import PlanDecision, PlanRound
from supervision.planning.models.calendar import CalendarFeed
from supervision.planning.models.plan import Plan, PlanActivity, PlannedVisit, PlanSection, PolicyItem

__all__ = [
    "CalendarFeed",
    "Plan",
    "PlanActivity",
    "PlanDecision",
    "PlanRound",
    "PlanSection",
    "PlannedVisit",
    "PolicyItem",
]
