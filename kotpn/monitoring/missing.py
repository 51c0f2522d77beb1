"""What is still absent before a plan or a report is put to the committee."""

from django.urls import reverse

from core.missing import Missing
from kotpn.monitoring.models import AREAS, MonitoringPlan, PlanArea, ResultReport

_FOUR = [area for area in PlanArea.values if area != PlanArea.POLICY]


def missing_of_plan(plan: MonitoringPlan) -> list[Missing]:
    """Objectives, and at least one matter in each of the four areas (Ayutthaya 1 step 2: 4 areas and policies)."""
    page = reverse("monitoring:plan", args=[plan.pk])
    found = []
    if not plan.objectives.strip():
        found.append(Missing("ยังไม่ได้เขียนวัตถุประสงค์", "id_objectives", page))
    held = set(plan.lines.order_by().values_list("area", flat=True).distinct())
    found += [Missing(f"ยังไม่มีประเด็นที่ติดตามด้าน{AREAS[area]}", f"area-{area}", page) for area in _FOUR if area not in held]
    return found


def missing_of_report(report: ResultReport) -> list[Missing]:
    """A summary, and words to each of the four areas."""
    page = reverse("monitoring:result", args=[report.pk])
    found = []
    if not report.summary.strip():
        found.append(Missing("ยังไม่ได้เขียนบทสรุป", "id_summary", page))
    written = {row.area for row in report.areas.all() if row.found.strip()}
    found += [
        Missing(f"ยังไม่ได้เขียนผลด้าน{AREAS[area]}", f"id_{area}-found", page) for area in _FOUR if area not in written
    ]
    return found
