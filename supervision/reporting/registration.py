"""What reporting tells the apps to its left when the program starts."""

from django.urls import reverse

from core import approvals, audit, navigation
from core.pointers import Provider, register_provider
from schools.scope import register_path
from supervision.reporting.models import ReportPaper
from supervision.reporting.permissions import can_edit
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
        ),
    )


def _paper(key: str) -> ReportPaper:
    return ReportPaper.objects.select_related("district", "cluster").get(pk=key)
