"""What a plan for quality schools still lacks before it can be sent."""

from core.missing import Missing
from supervision.quality_schools.models import PLAN_TEXTS, QualityPlan

NEEDED = ("objectives", "targets", "monitoring")


def missing(plan: QualityPlan) -> list[Missing]:
    found = [
        Missing(f"ยังไม่ได้เขียน{PLAN_TEXTS[name]}", f"id_{name}") for name in NEEDED if not getattr(plan, name).strip()
    ]
    if not plan.year.quality_schools.exists():
        found.append(Missing("ยังไม่ได้เลือกโรงเรียนคุณภาพ", "schools"))
    written = set(plan.focuses.exclude(doing="").values_list("focus", flat=True))
    for focus in plan.year.focus_points.filter(is_active=True):
        if focus.pk not in written:
            found.append(Missing(f"ยังไม่ได้เขียนกิจกรรมของจุดเน้น {focus.name}", f"id_doing_{focus.pk}"))
    return found
