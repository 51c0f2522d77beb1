"""The year: its schools and focus points, how far they are, the report."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import tried
from core.conflicts import edited
from core.forms import ReasonForm
from core.keys import number_of
from core.thai.years import fiscal_year
from processes.queries.runs import marks_of
from schools.forms.publishing import PublishForm
from schools.models import Amphoe, School
from schools.scope import reach
from supervision.quality_schools import permissions, services
from supervision.quality_schools.focus import INSTRUMENT
from supervision.quality_schools.forms import FocusForm, OwnersForm, ReportForm, SchoolForm
from supervision.quality_schools.models import REPORT_TEXTS, QualityYear
from supervision.quality_schools.queries import follow_up, places_of, run_of, schools_of, years_of
from supervision.quality_schools.views.base import (
    LIST,
    READERS,
    asked,
    index_url,
    year_or_404,
    year_to_choose,
    year_to_write,
)


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The office: the year's quality schools by amphoe, and what is done next. A school: what it is in."""
    district = district_or_404(request)
    if not permissions.may_read_office(request.user, district):
        return _of_school(request, district)
    this = fiscal_year(timezone.localdate())
    wanted = number_of(request.GET.get("year")) or this
    year = QualityYear.objects.visible_to(request.user).of_district(district).filter(fiscal_year=wanted)
    found = year.select_related("district", "plan").prefetch_related("owners").first()
    context: dict[str, Any] = {
        "year": wanted, "years": years_of(district, this), "row": found,
        "may_open": permissions.may_open(request.user, district),
    }  # fmt: skip
    if found is not None:
        context |= _standing(request, found)
    return render(request, "quality_schools/index.html", context)


def _standing(request: HttpRequest, year: QualityYear) -> dict[str, Any]:
    rows = schools_of(year)
    by_amphoe = {row.amphoe_id: row for row in rows}
    points = list(year.focus_points.filter(is_active=True))
    standings, _ = follow_up(year, rows, points)
    run = run_of(year)
    steps = list(run.steps.select_related("step").order_by("position")) if run else []
    return {
        "lines": [(amphoe, by_amphoe.get(amphoe.pk)) for amphoe in year.district.amphoes.order_by("name_sort")],
        "chosen": len(rows), "feeders": sum(len(row.feeders.all()) for row in rows), "points": points,
        "followed": sum(bool(one.sheets) for one in standings), "all": len(standings), "run": run,
        "marks": marks_of(steps, timezone.localdate()), "plan": year.plan,
        "dispatch": year.plan.dispatches.first(), "may": permissions.may_write(request.user, year),
        "can_change": permissions.can_change_schools(request.user, year),
        "may_publish": permissions.may_publish(request.user, year), "hidden": year.focus_points.filter(is_active=False),
    }  # fmt: skip


def _of_school(request: HttpRequest, district: Any) -> HttpResponse:
    own = reach(request.user, "school.read").schools
    schools = School.objects.filter(pk__in=own, district=district).order_by("name_sort")[:20]
    reports = QualityYear.objects.of_district(district).filter(QualityYear.open_to_schools())
    context = {
        "rows": [(school, *places_of(school)) for school in schools], "reports": list(reports[:20]),
    }  # fmt: skip
    return render(request, "quality_schools/school.html", context)


@requires("committee.write")
@require_POST
def open_(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    year = number_of(request.POST.get("year")) or fiscal_year(timezone.localdate())
    made: list[QualityYear] = []
    if tried(request, lambda: made.append(services.open_year(district, actor=request.user, year=year))):
        return redirect(index_url(made[0]))
    return redirect("quality-schools:index")


@requires("committee.write")
@require_http_methods(["GET", "POST"])
def owners(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_or_404(request, pk)
    if not permissions.may_open(request.user, year.district):
        raise PermissionDenied
    initial = {"owners": year.owners.all()}
    form = OwnersForm(request.POST or None, user=request.user, district=year.district, initial=initial)
    return asked(
        request, form, lambda: services.name_owners(year, actor=request.user, owners=form.cleaned_data["owners"]),
        heading="ผู้รับผิดชอบโรงเรียนคุณภาพ", button="บันทึก", back=index_url(year), done="บันทึกแล้ว", sub=str(year),
    )  # fmt: skip


@requires(*permissions.WRITERS)
@require_http_methods(["GET", "POST"])
def focus_add(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_to_choose(request, pk)
    form = FocusForm(request.POST or None)
    return asked(
        request, form, lambda: services.save_focus(year, actor=request.user, **form.cleaned_data),
        heading="เพิ่มจุดเน้น", button="เพิ่มจุดเน้น", back=index_url(year), done="เพิ่มจุดเน้นแล้ว", sub=str(year),
    )  # fmt: skip


@requires(*permissions.WRITERS)
@require_http_methods(["GET", "POST"])
def focus_edit(request: HttpRequest, pk: int, focus: int) -> HttpResponse:
    year = year_to_choose(request, pk)
    row = get_object_or_404(year.focus_points, pk=focus)
    form = FocusForm(request.POST or None, focus=row)
    return asked(
        request, form, lambda: services.save_focus(year, actor=request.user, focus=row, **form.cleaned_data),
        heading="แก้ไขจุดเน้น", button="บันทึก", back=index_url(year), done="บันทึกแล้ว", sub=str(year),
    )  # fmt: skip


@requires(*permissions.WRITERS)
@require_http_methods(["GET", "POST"])
def school(request: HttpRequest, pk: int, amphoe: int) -> HttpResponse:
    """The quality school of an amphoe and its feeders."""
    year = year_to_choose(request, pk)
    place = get_object_or_404(Amphoe.objects.visible_to(request.user).of_district(year.district), pk=amphoe)
    now = year.quality_schools.filter(amphoe=place).first()
    initial: dict[str, Any] = {}
    if now is not None:
        initial = {"school": now.school_id, "aim": now.aim, "feeders": now.feeders.values_list("school", flat=True)}
    schools = School.objects.visible_to(request.user).of_district(year.district).open_on(timezone.localdate())
    form = SchoolForm(request.POST or None, schools=schools, amphoe=place, initial=initial)
    return asked(
        request, form, lambda: services.set_school(year, place, actor=request.user, **form.cleaned_data),
        heading=f"โรงเรียนคุณภาพ อำเภอ{place}", button="บันทึก", back=index_url(year), done="บันทึกแล้ว", sub=str(year),
        notes=("หนึ่งอำเภอมีโรงเรียนคุณภาพหนึ่งแห่ง โรงเรียนเครือข่ายหนึ่งแห่งอยู่กับโรงเรียนคุณภาพเดียวในปีนั้น",),
    )  # fmt: skip


@requires("district.read")
@require_safe
def follow_up_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Percent by focus point of every quality school and its feeders, from visits with the follow-up form."""
    year = year_or_404(request, pk)
    if not permissions.may_read_office(request.user, year.district):
        raise PermissionDenied
    points = list(year.focus_points.filter(is_active=True))
    lines, means = follow_up(year, schools_of(year), points)
    context = {
        "row": year, "points": points, "lines": lines, "means": list(zip(points, means, strict=True)),
        "followed": sum(bool(one.sheets) for one in lines), "instrument": INSTRUMENT,
    }  # fmt: skip
    return render(request, "quality_schools/follow_up.html", context)


@requires(*permissions.WRITERS)
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_to_write(request, pk)
    form = ReportForm(request.POST or None, year=year)
    return edited(
        request, form,
        lambda stamp: services.write_report(
            year, actor=request.user, texts={name: form.cleaned_data[name] for name in REPORT_TEXTS}, stamp=stamp
        ),
        stamp=year.stamp, fresh=lambda: year_to_write(request, pk), heading="เขียนรายงานโรงเรียนคุณภาพ",
        button="บันทึกรายงาน", back=index_url(year), done="บันทึกรายงานแล้ว", sub=str(year), under=LIST,
        draft=f"quality-report-{pk}", notes=("ผลรายโรงเรียนและรายจุดเน้นระบบพิมพ์ให้เอง",),
    )  # fmt: skip


@requires("publish")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_or_404(request, pk)
    if not permissions.may_publish(request.user, year):
        raise PermissionDenied
    form = PublishForm(request.POST or None, row=year)
    return asked(
        request, form, lambda: services.publish_report(year, actor=request.user, **form.cleaned_data),
        heading="เผยแพร่รายงานโรงเรียนคุณภาพ", button="เผยแพร่", back=index_url(year), done="เผยแพร่แล้ว", sub=str(year),
    )  # fmt: skip


@requires("publish")
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_or_404(request, pk)
    if not permissions.may_publish(request.user, year):
        raise PermissionDenied
    form = ReasonForm(request.POST or None, help_text="ที่อยู่สาธารณะเดิมจะใช้ไม่ได้อีก")
    return asked(
        request, form, lambda: services.take_back_report(year, actor=request.user, reason=form.cleaned_data["reason"]),
        heading="เลิกเผยแพร่รายงาน", button="เลิกเผยแพร่", back=index_url(year), done="เลิกเผยแพร่แล้ว", sub=str(year),
    )  # fmt: skip
