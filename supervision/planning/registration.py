"""What planning tells the apps to its left when the program starts."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from core import approvals, audit, navigation, slots
from core.navigation import SETTINGS, NavItem
from core.pointers import Pointer, Provider, register_provider
from evidence.proofs import register_source
from schools.extensions import register_handover_impact, register_load
from schools.scope import register_path
from schools.services.impacts import register_impact
from supervision.planning import blocks, impacts
from supervision.planning.models import Plan, PlanActivity, PlannedVisit, PlanSection, PolicyItem
from supervision.planning.permissions import can_edit_plan
from supervision.planning.proofs import PLANS
from supervision.planning.queries import plans_to_finish
from supervision.planning.services import PLAN_KIND
from supervision.planning.services.base import pointer_to

ACTIONS = {
    "plan.created": "เริ่มจัดทำแผน",
    "plan.copied": "เริ่มจัดทำแผนจาก {source}",
    "plan.sections_saved": "แก้ไขหัวข้อ {headings}",
    "plan.activity_added": "เพิ่มกิจกรรม {topic}",
    "plan.activity_changed": "แก้ไขกิจกรรม {topic}",
    "plan.activity_moved": "เปลี่ยนลำดับกิจกรรม {topic}",
    "plan.activity_removed": "นำกิจกรรม {topic} ออก {reason}",
    "plan.visits_planned": "วางแผน {count} ครั้งในกิจกรรม {topic}",
    "plan.visit_moved": "เลื่อนนิเทศ {school} จาก {before} เป็น {after} {reason}",
    "plan.visit_cancelled": "ยกเลิกนิเทศ {school} {day} {reason}",
    "plan.result_recorded": "บันทึกผล {value} ของกิจกรรม {topic}",
    "plan.cancelled": "ยกเลิกแผน: {reason}",
    "policy.saved": "แก้ไขนโยบายปีงบประมาณ {fiscal_year}",
    "policy.copied": "คัดลอกนโยบาย {count} ข้อจากปีงบประมาณ {source_year}",
    "feed.opened": "เปิดที่อยู่ปฏิทิน",
    "feed.renewed": "เปลี่ยนที่อยู่ปฏิทิน",
}


def register() -> None:
    register_path(Plan, district="district")
    register_path(PlanSection, district="plan__district")
    register_path(PlanActivity, district="plan__district")
    register_path(PolicyItem, district="district", read=("reference.read",))
    # A school is told of a visit once the plan was approved, never of drafts.
    register_path(
        PlannedVisit,
        district="activity__plan__district",
        school=lambda keys: Q(school__in=keys, activity__plan__approved_revision__isnull=False),
    )
    audit.register(ACTIONS)
    approvals.register_kind(PLAN_KIND)
    register_source(PLANS)
    approvals.register_inbox("plan.own", plans_to_finish)
    register_load("นิเทศตามแผนปีนี้", impacts.planned_load)
    register_handover_impact(impacts.HANDOVER)
    register_impact("planning.visits", impacts.SCHOOL_ACT)
    slots.register("home.main", blocks.HOME_AGENDA)
    slots.register("home.aside", blocks.HOME_PLAN)
    slots.register("school.main", blocks.SCHOOL)
    navigation.register(
        NavItem(
            "calendar",
            "ปฏิทินนิเทศ",
            "planning:calendar",
            "calendar-month",
            order=30,
            capabilities=("district.read", "school.read"),
        ),
        NavItem("plans", "แผนนิเทศ", "planning:plans", "clipboard-list", order=35, capabilities=("district.read",)),
        NavItem(
            "policies",
            "นโยบายและจุดเน้น",
            "planning:policies",
            "target",
            order=140,
            section=SETTINGS,
            capabilities=("reference.read",),
        ),
    )
    register_provider(
        "plan",
        Provider(
            label=lambda key: pointer_to(_plan(key)).label,
            url=lambda key: reverse("planning:plan", args=[key]),
            may_view=lambda user, key: Plan.objects.visible_to(user).filter(pk=key).exists(),
            may_change=lambda user, key: can_edit_plan(user, _plan(key)),
            district_code=lambda key: _plan(key).district.code,
            printed=lambda key: ("supervision-plan", {"plan": key}),
            thai="แผนนิเทศ",
            search=_search,
        ),
    )


def _search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Approved plans, newest first; nothing where one school's are asked for."""
    if school is not None:
        return []
    rows = Plan.objects.visible_to(user).of_district(district).filter(state=Plan.State.APPROVED)
    for word in text.split():
        rows = rows.filter(title__icontains=word)
    return [pointer_to(plan) for plan in rows.select_related("owner").order_by("-fiscal_year", "-pk")[:limit]]


def _plan(key: str) -> Any:
    return Plan.objects.select_related("district", "owner").get(pk=key)
