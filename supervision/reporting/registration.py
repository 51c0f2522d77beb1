"""What reporting tells the apps to its left when the program starts."""

from typing import Any

from django.urls import reverse

from core import approvals, audit, navigation
from core.pointers import Pointer, Provider, register_provider
from evidence.proofs import register_source
from schools.scope import register_path
from supervision.reporting.models import ReportPaper
from supervision.reporting.permissions import can_edit
from supervision.reporting.proofs import REPORTS
from supervision.reporting.services import REPORT_KIND, pointer_to

ACTIONS = {
    "period_report.created": "เริ่มจัดทำรายงาน",
    "period_report.saved": "แก้ไขรายงาน: {parts}",
    "period_report.cancelled": "ยกเลิกรายงาน: {reason}",
}


def register() -> None:
    register_path(ReportPaper, district="district")
    audit.register(ACTIONS)
    approvals.register_kind(REPORT_KIND)
    register_source(REPORTS)
    navigation.register(
        navigation.NavItem(
            "period-reports",
            "รายงานผลการนิเทศ",
            "reporting:reports",
            "report-analytics",
            order=65,
            capabilities=("district.read",),
        )
    )
    register_provider(
        "period_report",
        Provider(
            label=lambda key: pointer_to(_paper(key)).label,
            url=lambda key: reverse("reporting:report", args=[key]),
            may_view=lambda user, key: ReportPaper.objects.visible_to(user).filter(pk=key).exists(),
            may_change=lambda user, key: can_edit(user, _paper(key)),
            district_code=lambda key: _paper(key).district.code,
            printed=_printed,
            thai="รายงานผลการนิเทศ",
            search=_search,
            snapshot=lambda key: pointer_to(_paper(key)),
        ),
    )


def _search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Approved reports, newest first; nothing where one school's are asked for."""
    if school is not None:
        return []
    rows = ReportPaper.objects.visible_to(user).of_district(district).filter(state=ReportPaper.State.APPROVED)
    for word in text.split():
        rows = rows.filter(title__icontains=word)
    return [pointer_to(paper) for paper in rows.order_by("-period_start", "-pk")[:limit]]


def _printed(key: str) -> tuple[str, dict[str, Any]]:
    paper = _paper(key)
    return "supervision-report", {"period": paper.period_code, "cluster": paper.cluster_id, "form": paper.form}


def _paper(key: str) -> ReportPaper:
    return ReportPaper.objects.select_related("district", "cluster").get(pk=key)
