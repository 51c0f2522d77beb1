"""แผนพัฒนาคุณภาพการศึกษา of the office: what was found, what is done about it, how it is measured, what it costs."""

from qa.plans.models.approval import QualityPlanDecision, QualityPlanRound
from qa.plans.models.plan import QualityPlan
from qa.plans.models.rows import Finding, Indicator, IndicatorYear, Measure, PlanProject, ProjectYear, Strategy

__all__ = [
    "Finding",
    "Indicator",
    "IndicatorYear",
    "Measure",
    "PlanProject",
    "ProjectYear",
    "QualityPlan",
    "QualityPlanDecision",
    "QualityPlanRound",
    "Strategy",
]
