"""What this app tells the others when the program starts: acts, pointers, evidence, working pages, blocks."""

from typing import Any

from django.urls import reverse

from core import audit, slots
from core.pointers import Provider, register_provider
from schools.scope import register_path
from supervision.improvement.working import register_working_page
from supervision.progress import blocks, permissions, proof
from supervision.progress.models import BaselineSheet, PlanLine, ProgressReport, SchoolIndicator
from supervision.progress.pages import PAGES
from supervision.progress.services.reports import KIND, MOST_PHOTOS

ACTS = {
    "progress.values_set": "บันทึกค่าของหลายโรงเรียน {rows} รายการ",
    "progress.sheets_taken_over": "นำข้อมูลฐานและแผนของ {schools} โรงเรียนเข้า",
    "progress.baseline_submitted": "ส่งข้อมูลฐานและแผน",
    "progress.baseline_accepted": "รับข้อมูลฐานและแผน",
    "progress.baseline_returned": "ตีกลับข้อมูลฐานและแผน: {reason}",
    "progress.plan_line_removed": "ลบกิจกรรมออกจากแผน: {activity}",
    "progress.reported": "รายงานความก้าวหน้า",
    "progress.report_cancelled": "ยกเลิกรายงานความก้าวหน้า: {reason}",
    "progress.carried_over": "นำผลปี {year} มาเติม ข้อมูลฐาน {baselines} ค่า กิจกรรม {lines} รายการ",
}


def _report(key: str) -> ProgressReport:
    return ProgressReport.objects.select_related("participation__programme__district", "participation__school").get(
        pk=int(key)
    )


def _may_change_report(user: Any, key: str) -> bool:
    report = _report(key)
    return (
        report.reported_by_id == user.pk
        and not report.cancelled_reason
        and permissions.can_report(user, report.participation)
    )


def register_all() -> None:
    audit.register(ACTS)
    for model in (SchoolIndicator, BaselineSheet, ProgressReport, PlanLine):
        register_path(model, district="participation__programme__district", school="participation__school")
    register_provider(
        KIND,
        Provider(
            label=lambda key: f"รายงานความก้าวหน้า {_report(key)}",
            url=lambda key: reverse("progress:report-page", args=[key]),
            may_view=lambda user, key: ProgressReport.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=_may_change_report,
            district_code=lambda key: _report(key).participation.programme.district.code,
            allow=("image",),
            max_files=MOST_PHOTOS,
        ),
    )
    proof.register()
    for page in PAGES:
        register_working_page(page)
    slots.register("home.main", *blocks.HOME_MAIN)
    slots.register("programme.main", blocks.PROGRAMME)
    slots.register("participation.main", blocks.PARTICIPATION)
    slots.register("programme.team", blocks.TEAM)
