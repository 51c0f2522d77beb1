"""The year's projects, their timeline, one project, its plan, its course, its report."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import act_page, pressed
from core.conflicts import edited
from core.forms import attempt
from core.keys import number_of
from core.passed import admit
from core.thai.dates import MONTHS_SHORT
from core.thai.years import fiscal_months, fiscal_year
from core.trail import trail
from evidence.queries import panel
from schools.forms.publishing import PublishForm
from schools.scope import reach
from supervision.projects import permissions, services
from supervision.projects.forms import OpenForm, PlanForm, ReportForm
from supervision.projects.missing import missing_to_finish, missing_to_start
from supervision.projects.models import Application, ProgressNote, ProjectSchool, ProjectYear
from supervision.projects.models.year import REPORT_TEXTS
from supervision.projects.queries import page_of, rounds_for_schools, timeline_of, years_of
from supervision.projects.services.common import project_pointer
from supervision.projects.tables import ProjectTable
from supervision.projects.views.base import (
    LIST,
    READERS,
    asked,
    asked_why,
    page_url,
    project_or_404,
    project_to_write,
)

_LOOKS = {
    "project_year.opened": ("plain", "pencil"), "project_year.edited": ("plain", "pencil"),
    "project_year.start": ("", "player-play"), "project_year.finish": ("ok", "flag-check"),
    "project_year.reopen": ("warn", "lock-open"), "project_year.cancel": ("bad", "circle-x"),
    "project_year.school_left": ("warn", "school"), "project_year.reported": ("plain", "pencil"),
    "project_year.published": ("ok", "world"), "project_year.taken_back": ("warn", "arrow-back-up"),
}  # fmt: skip


def _year(request: HttpRequest) -> int:
    """The fiscal year asked for, else the one of today."""
    return number_of(request.GET.get("year")) or fiscal_year(timezone.localdate())


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The office: projects of a year and those not begun. A school: its projects, and rounds it may apply to."""
    district = district_or_404(request)
    today = timezone.localdate()
    if not permissions.may_read_office(request.user, district):
        return _of_school(request, district)
    year = _year(request)
    latest = ProgressNote.objects.filter(project_year=OuterRef("pk")).order_by("-noted_on", "-pk").values("percent")
    rows = (
        ProjectYear.objects.visible_to(request.user).of_district(district).for_fiscal_year(year).with_money()
        .select_related("project").prefetch_related("owners__person")
        .annotate(
            places=Count("schools", filter=Q(schools__left_on=None), distinct=True), percent=Subquery(latest[:1])
        )
    )  # fmt: skip
    to_open = permissions.projects_to_open(request.user, district, today)
    begun = ProjectYear.objects.filter(district=district, fiscal_year=year)
    waiting = district.projects.filter(is_active=True).exclude(pk__in=begun.values("project"))
    may = set(to_open.values_list("pk", flat=True))
    context = {
        "table": ProjectTable(request, rows, title="โครงการ"), "year": year,
        "years": years_of(district, fiscal_year(today)), "waiting": [(row, row.pk in may) for row in waiting],
        "may_open": bool(may),
    }  # fmt: skip
    return render(request, "projects/index.html", context)


def _of_school(request: HttpRequest, district: Any) -> HttpResponse:
    own = reach(request.user, "school.read").schools
    places = ProjectSchool.objects.filter(school__in=own, project_year__district=district)
    context = {
        "places": list(
            places.exclude(project_year__state="cancelled").select_related("project_year__project", "school")
            .order_by("-project_year__fiscal_year", "project_year__project__number")[:200]
        ),
        "applications": list(
            Application.objects.standing().filter(school__in=own, round__project_year__district=district)
            .select_related("round__project_year__project", "school").order_by("-submitted_at")[:50]
        ),
        "rounds": [
            (row, permissions.schools_to_apply(request.user, row).exists())
            for row in rounds_for_schools(district, timezone.localdate())[:20]
        ],
        "reports": list(
            ProjectYear.objects.of_district(district).filter(ProjectYear.open_to_schools()).select_related("project")
            .order_by("-published_at")[:20]
        ),
    }  # fmt: skip
    return render(request, "projects/school.html", context)


@requires("district.read")
@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """Every project of a fiscal year in twelve months."""
    district = district_or_404(request)
    if not permissions.may_read_office(request.user, district):
        raise PermissionDenied
    year, today = _year(request), timezone.localdate()
    rows = ProjectYear.objects.visible_to(request.user).of_district(district).for_fiscal_year(year).standing()
    rows = rows.select_related("project").prefetch_related("activities").order_by("project__number")
    lines = timeline_of(rows, year, today)
    context = {
        "lines": lines, "year": year, "years": years_of(district, fiscal_year(today)),
        "late": sum(bool(line.late) for line in lines),
        "heads": [(MONTHS_SHORT[first.month - 1], first) for first in fiscal_months(year)],
    }  # fmt: skip
    return render(request, "projects/timeline.html", context)


@requires("project.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    today = timezone.localdate()
    projects = permissions.projects_to_open(request.user, district, today)
    initial = {"project": number_of(request.GET.get("project")), "year": _year(request)}
    form = OpenForm(request.POST or None, projects=projects, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(
            form, lambda: services.open_project(district, given["project"], actor=request.user, year=given["year"])
        )
        if made is not None:
            return redirect("projects:project", pk=made.pk)
    return act_page(
        request, form, heading="เริ่มโครงการของปีงบประมาณ", button="เริ่มโครงการ", under=LIST,
        back=reverse("projects:index"), notes=["ผู้รับผิดชอบ วัตถุประสงค์ และตัวชี้วัดของปีก่อน (ถ้ามี) คัดลอกมาให้ แก้ไขได้",
      "ชื่อและรายการโครงการแก้ไขได้ที่ข้อมูลอ้างอิงของสำนักงาน"],
    )  # fmt: skip


@requires("district.read")
@require_safe
def project_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of one project, and what can be done next."""
    row = project_or_404(request, pk)
    if not permissions.may_read_office(request.user, row.district):
        raise PermissionDenied
    may = permissions.may_write(request.user, row)
    can_edit = may and row.is_open
    missing = []
    if can_edit:
        missing = missing_to_start(row) if row.state == "planned" else missing_to_finish(row)
    context = {
        "row": row, "page": page_of(row, request.user), "may": may, "can_edit": can_edit, "missing": missing,
        "rounds": list(row.rounds.annotate(n=Count("applications", filter=~Q(applications__state="withdrawn")))),
        "panel": panel(request.user, "project_year", row), "events": trail("project_year", row.pk, _LOOKS),
        "may_publish": permissions.may_publish(request.user, row),
        "can_report": permissions.can_write_report(request.user, row),
    }  # fmt: skip
    return render(request, "projects/project.html", context)


@requires("project.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = project_to_write(request, pk)
    form = PlanForm(request.POST or None, user=request.user, instance=row)
    return edited(
        request, form, lambda stamp: services.edit_project(row, actor=request.user, values=form.given, stamp=stamp),
        stamp=row.stamp, fresh=lambda: project_to_write(request, pk), heading="แก้ไขแผนของโครงการ", button="บันทึก",
        back=page_url(row), done="บันทึกแล้ว", sub=str(row), under=LIST, draft=f"project-{pk}",
    )  # fmt: skip


@requires("project.write")
@require_http_methods(["GET", "POST"])
def report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = project_or_404(request, pk)
    admit(
        request, project_pointer(row), "เผยแพร่รายงานแล้ว" if row.published_at else row.get_state_display(),
        may=permissions.may_write(request.user, row), now=permissions.can_write_report(request.user, row),
    )  # fmt: skip
    form = ReportForm(request.POST or None, project=row)
    return edited(
        request, form,
        lambda stamp: services.write_report(
            row, actor=request.user, texts={name: form.cleaned_data[name] for name in REPORT_TEXTS}, stamp=stamp
        ),
        stamp=row.stamp, fresh=lambda: project_to_write(request, pk), heading="เขียนรายงานโครงการ",
        button="บันทึกรายงาน", back=page_url(row, "report"), done="บันทึกรายงานแล้ว", sub=str(row), under=LIST,
        draft=f"project-report-{pk}",
        notes=("ตัวเลขงบประมาณ ตัวชี้วัด กิจกรรม โรงเรียน การประชุม และการนิเทศ ระบบพิมพ์ให้เอง",),
    )  # fmt: skip


@requires("project.write")
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    row = project_to_write(request, pk, "start")
    return pressed(
        request, lambda: services.start_project(row, actor=request.user), back=page_url(row), done="เริ่มดำเนินงานแล้ว"
    )


@requires("project.write")
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    row = project_to_write(request, pk, "finish")
    return pressed(
        request, lambda: services.finish_project(row, actor=request.user), back=page_url(row),
        done="สิ้นสุดโครงการแล้ว พิมพ์รายงานและเผยแพร่ได้",
    )  # fmt: skip


@requires("project.write")
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    row = project_to_write(request, pk, "reopen")
    return asked_why(
        request, lambda reason: services.reopen_project(row, actor=request.user, reason=reason),
        heading="เปิดโครงการอีกครั้ง", button="เปิดอีกครั้ง", back=page_url(row), done="เปิดโครงการแล้ว", sub=str(row),
        help_text="เช่น บันทึกผลตัวชี้วัดผิด",
    )  # fmt: skip


@requires("project.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = project_to_write(request, pk, "cancel")
    return asked_why(
        request, lambda reason: services.cancel_project(row, actor=request.user, reason=reason),
        heading="ยกเลิกโครงการของปีนี้", button="ยกเลิกโครงการ", back=page_url(row), done="ยกเลิกแล้ว โรงเรียนในโครงการได้รับแจ้ง",
        sub=str(row), help_text="โรงเรียนที่เข้าร่วมจะอ่านเหตุผลนี้",
    )  # fmt: skip


@requires("publish")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    row = project_or_404(request, pk)
    if not permissions.may_publish(request.user, row):
        raise PermissionDenied
    if request.method == "GET" and row.state != ProjectYear.State.DONE:
        messages.info(request, "เผยแพร่ได้เมื่อสิ้นสุดโครงการแล้ว")
        return redirect(page_url(row))
    form = PublishForm(request.POST or None, row=row)
    return asked(
        request, form, lambda: services.publish_report(row, actor=request.user, **form.cleaned_data),
        heading="เผยแพร่รายงานโครงการ", button="เผยแพร่", back=page_url(row, "report"), done="เผยแพร่แล้ว", sub=str(row),
    )  # fmt: skip


@requires("publish")
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = project_or_404(request, pk)
    if not permissions.may_publish(request.user, row):
        raise PermissionDenied
    return asked_why(
        request, lambda reason: services.take_back_report(row, actor=request.user, reason=reason),
        heading="เลิกเผยแพร่รายงาน", button="เลิกเผยแพร่", back=page_url(row, "report"), done="เลิกเผยแพร่แล้ว", sub=str(row),
        help_text="ที่อยู่สาธารณะเดิมจะใช้ไม่ได้อีก",
    )  # fmt: skip
