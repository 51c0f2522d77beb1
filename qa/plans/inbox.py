"""What quality plans put into the one inbox beside what waits for a decision."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from django.urls import reverse

from core.approvals import InboxItem
from qa.plans.models import QualityPlan
from qa.plans.permissions import may_write_plans

S = QualityPlan.State


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    """Plans sent back, and approved ones changed since, for whoever sent or last changed them."""
    if not may_write_plans(user, district):
        return
    changed = Q(state=S.APPROVED) & ~Q(content_hash=F("approved_hash"))
    rows = QualityPlan.objects.of_district(district).filter(Q(state=S.RETURNED) | changed)
    for plan in rows.filter(Q(author=user) | Q(updated_by=user)):
        yield InboxItem(
            "quality_plan.own", "แผนพัฒนาคุณภาพที่ต้องทำต่อ", str(plan.pk), plan.title, plan.years_label,
            reverse("quality-plans:plan", args=[plan.pk]), plan.updated_at, str(plan.updated_by or plan.author),
            plan.state_code, plan.state_label, act_label="แก้ไขและส่ง",
        )  # fmt: skip
