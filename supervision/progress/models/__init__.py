"""Where each school began, what it aims at, what it plans and how far it is (steps U, M, O of TUMHOME)."""

from supervision.progress.models.reports import ProgressReport, ProgressValue, ReportArea
from supervision.progress.models.sheet import Analysis, BaselineSheet, IndicatorEvidence, PlanLine, SchoolIndicator

__all__ = [
    "Analysis",
    "BaselineSheet",
    "IndicatorEvidence",
    "PlanLine",
    "ProgressReport",
    "ProgressValue",
    "ReportArea",
    "SchoolIndicator",
]
