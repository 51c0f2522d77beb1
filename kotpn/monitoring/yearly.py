"""The steps of ก.ต.ป.น.'s yearly work tied to the real thing (Ayutthaya 1, six steps of two months each).

Offered to procedures as step pages; each reads what its reader may see and leads there.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from kotpn.committee.queries import main_committee
from kotpn.meetings.models import Meeting
from kotpn.minutes.models import Resolution
from kotpn.monitoring.models import MonitoringPlan, ResultReport
from kotpn.monitoring.queries.plans import areas_of
from kotpn.monitoring.queries.results import quality_lines
from processes.models import Procedure, RunStep
from processes.step_pages import register_step_page
from schools.scope import holds
from supervision.field.queries import coverage, fiscal_period, work_by_area

_TEMPLATE = "kotpn/monitoring/_step_{}.html"
_SHOWN = 8


def _of_office(request: HttpRequest, row: RunStep) -> bool:
    return holds(request.user, "district.read", district=row.run.district)


def review(request: HttpRequest, row: RunStep) -> dict[str, Any] | None:
    """Step 1, ทบทวนข้อมูลและบริบท: last year's coverage and results, quality levels, what the committee left open."""
    if not _of_office(request, row):
        return None
    district, before = row.run.district, row.run.year - 1
    today = timezone.localdate()
    period = fiscal_period(before)
    committee = main_committee(district)
    opened = Resolution.objects.visible_to(request.user).open().of_committee(committee)
    reports = (
        ResultReport.objects.visible_to(request.user)
        .of_district(district)
        .filter(period_start__gte=period.start, period_start__lte=period.end)
    )
    return {
        "period": period,
        "total": coverage(district, period, today=today).total,
        "areas": work_by_area(district, period, today=today),
        "quality": quality_lines(district, before - 1),
        "resolutions": list(opened.order_by("due_on", "pk")[:_SHOWN]),
        "reports": list(reports.exclude(state=ResultReport.State.CANCELLED)),
    }  # fmt: skip


def _plan_of(request: HttpRequest, row: RunStep) -> MonitoringPlan | None:
    rows = MonitoringPlan.objects.visible_to(request.user).of_district(row.run.district).standing()
    found: MonitoringPlan | None = (
        rows.filter(fiscal_year=row.run.year).select_related("committee__district").order_by("pk").first()
    )
    return found


def drafting(request: HttpRequest, row: RunStep) -> dict[str, Any] | None:
    """Step 2: the plan over the four areas and the policies, as far as it is written."""
    if not _of_office(request, row):
        return None
    plan = _plan_of(request, row)
    areas = areas_of(plan, today=timezone.localdate()) if plan else []
    return {"plan": plan, "areas": areas, "index": reverse("monitoring:index")}


def considering(request: HttpRequest, row: RunStep) -> dict[str, Any] | None:
    """Step 3: the committee's meetings of the year and what it said to the plan."""
    plan = _plan_of(request, row)
    period = fiscal_period(row.run.year)
    meetings = Meeting.objects.visible_to(request.user).of_district(row.run.district).standing()
    rows = meetings.filter(held_on__gte=period.start, held_on__lte=period.end)
    said = plan.considerations.select_related("resolution").order_by("-sent_at").first() if plan else None
    return {"plan": plan, "said": said, "meetings": list(rows.select_related("committee").order_by("held_on")[:_SHOWN])}


def progress(request: HttpRequest, row: RunStep) -> dict[str, Any] | None:
    """Steps 4 and 5: area by area, what was promised and what was done."""
    if not _of_office(request, row):
        return None
    plan = _plan_of(request, row)
    return {"plan": plan, "areas": areas_of(plan, today=timezone.localdate()) if plan else []}


def reporting(request: HttpRequest, row: RunStep) -> dict[str, Any] | None:
    """Step 6: the reports of the year and to whom they were published."""
    period = fiscal_period(row.run.year)
    rows = ResultReport.objects.visible_to(request.user).of_district(row.run.district)
    found = rows.filter(period_start__gte=period.start, period_start__lte=period.end)
    return {"reports": list(found.exclude(state=ResultReport.State.CANCELLED)), "index": reverse("monitoring:index")}


PAGES = (
    ("committee-review", "ทบทวนผลปีที่ผ่านมา", review, "review"),
    ("committee-plan", "แผนการติดตาม 4 ด้าน", drafting, "plan"),
    ("committee-consider", "ก.ต.ป.น. พิจารณาแผน", considering, "consider"),
    ("committee-progress", "ความก้าวหน้าตามแผนการติดตาม", progress, "plan"),
    ("committee-report", "รายงานผลการติดตาม", reporting, "report"),
)


def register() -> None:
    for code, title, build, name in PAGES:
        register_step_page(code, title, build, _TEMPLATE.format(name), levels=(Procedure.Level.OFFICE,))
