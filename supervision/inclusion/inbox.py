"""What inclusion puts into the one inbox: reports to accept, reports to set right."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.approvals import InboxItem
from schools.scope import reach
from supervision.inclusion.models import InclusionYear
from supervision.inclusion.permissions import may_keep

_MOST = 50


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    """Two queries at most."""
    rows = InclusionYear.objects.filter(school__district=district).select_related("school")
    if may_keep(user, district):
        for row in rows.filter(state="submitted").order_by("submitted_at", "pk")[:_MOST]:
            yield _item(row, row.school.name, "ส่งแล้ว", "submitted", "ตรวจและรับ")
    own = reach(user, "school.register.write").schools
    if own:
        for row in rows.filter(state="returned", school__in=own).order_by("updated_at", "pk")[:_MOST]:
            yield _item(row, "สำนักงานเขต", "ตีกลับ", "returned", "แก้ไขและส่ง")


def _item(row: InclusionYear, sender: str, label: str, state: str, act: str) -> InboxItem:
    return InboxItem(
        "inclusion", "การจัดการเรียนรวม", str(row.pk), f"ข้อมูลเรียนรวม ปีการศึกษา {row.academic_year}",
        row.reason if state == "returned" else row.school.name, reverse("inclusion:year", args=[row.pk]),
        (row.submitted_at if state == "submitted" else None) or row.updated_at, sender, state, label, act_label=act,
    )  # fmt: skip
