from kotpn.monitoring.models.plan import AREAS, Consideration, MonitoringPlan, PlanArea, PlanLine
from kotpn.monitoring.models.result import ResultArea, ResultReport, ResultSchool

__all__ = [
    "AREAS",
    "Consideration",
    "MonitoringPlan",
    "PlanArea",
    "PlanLine",
    "ResultArea",
    "ResultReport",
    "ResultSchool",
]
