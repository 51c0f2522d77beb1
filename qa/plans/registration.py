"""What this app tells the others when the program starts."""

from django.urls import reverse

from core import approvals, audit, navigation
from core.pointers import Provider, register_provider
from qa.plans import inbox, step_page
from qa.plans.models import QualityPlan
from qa.plans.permissions import can_edit_plan
from qa.plans.services import PLAN_KIND, plan_pointer
from schools.scope import register_path

ACTIONS = {
    "quality_plan.created": "เริ่มแผนพัฒนาคุณภาพการศึกษา",
    "quality_plan.changed": "แก้ไข: {what}",
    "quality_plan.results": "บันทึกผลปี {year} จำนวน {count} ตัวชี้วัด",
    "quality_plan.cancelled": "ยกเลิกแผน: {reason}",
}


def _plan(key: str) -> QualityPlan:
    return QualityPlan.objects.select_related("district").get(pk=key)


def register_all() -> None:
    register_path(QualityPlan, district="district")
    audit.register(ACTIONS)
    approvals.register_kind(PLAN_KIND)
    approvals.register_inbox("quality_plan.own", inbox.source)
    step_page.register()
    navigation.register(
        navigation.NavItem(
            "quality-plans", "แผนพัฒนาคุณภาพ", "quality-plans:plans", "trending-up", order=69, section=navigation.QUALITY,
            capabilities=("district.read",),
        )
    )  # fmt: skip
    register_provider(
        "quality_plan",
        Provider(
            label=lambda key: plan_pointer(_plan(key)).label,
            url=lambda key: reverse("quality-plans:plan", args=[key]),
            may_view=lambda user, key: QualityPlan.objects.visible_to(user).filter(pk=key).exists(),
            may_change=lambda user, key: can_edit_plan(user, _plan(key)),
            district_code=lambda key: _plan(key).district.code,
            printed=lambda key: ("quality-plan", {"plan": key}),
        ),
    )
