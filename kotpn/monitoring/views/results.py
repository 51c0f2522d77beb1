"""The report of results: its page, its texts, its way to the committee, and to whom it is published."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, pressed, tried
from core.conflicts import guarded
from core.forms import ReasonForm, attempt
from core.trail import trail
from kotpn.committee.permissions import may_keep
from kotpn.monitoring import services
from kotpn.monitoring.forms import BeginReportForm, PublishForm, ReportForm
from kotpn.monitoring.missing import missing_of_report
from kotpn.monitoring.models import ResultReport
from kotpn.monitoring.permissions import RESULT_STATES, can_write, may_publish
from kotpn.monitoring.queries.results import shown
from kotpn.monitoring.views.base import RESULT_READERS, district_of, report_or_404, report_to_write
from schools.scope import holds, reach

_LOOKS = {
    "monitoring_result.begun": ("", "pencil"),
    "monitoring_result.sent": ("", "send"),
    "monitoring_result.noted": ("ok", "circle-check"),
    "monitoring_result.published": ("ok", "send"),
    "monitoring_result.withheld": ("", "arrow-back-up"),
    "monitoring_result.cancelled": ("bad", "circle-x"),
}


@requires("committee.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_of(request)
    if not may_keep(request.user, district):
        raise PermissionDenied
    form = BeginReportForm(request.POST or None, user=request.user, district=district, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.begin_report(actor=request.user, **form.cleaned_data))
        if made is not None:
            return redirect("monitoring:result-edit", pk=made.pk)
    return act_page(
        request, form, heading="เริ่มรายงานผลการติดตาม", button="เริ่มรายงาน", sub="แผนและผลการติดตาม",
        back=reverse("monitoring:index"),
    )  # fmt: skip


@requires(*RESULT_READERS)
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The office sees how it stands; a school what was published, with its own figures."""
    found = report_or_404(request, pk)
    office = holds(request.user, "district.read", district=found.committee.district_id)
    own = reach(request.user, "school.read").schools
    mine = list(found.schools.filter(school__in=own).select_related("school")) if own else []
    if mine:
        services.note_read(found, actor=request.user, schools=[row.school_id for row in mine])
    acts = RESULT_STATES.acts(found.state) if can_write(request.user, found) else ()
    context = {
        "report": found, "content": shown(found, today=timezone.localdate()), "acts": acts, "office": office,
        "mine": mine,
        "missing": missing_of_report(found) if "send" in acts else [],
        "may_publish": may_publish(request.user, found) and RESULT_STATES.allows(found.state, "publish"),
        "told": list(found.schools.select_related("school")) if office and found.published_at else [],
        "public_url": request.build_absolute_uri(reverse("monitoring:public", args=[found.public_key]))
        if office and found.is_public else "",
        "events": trail("monitoring_result", found.pk, _LOOKS) if office else [],
    }  # fmt: skip
    return render(request, "kotpn/monitoring/result.html", context)


@requires("committee.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = report_to_write(request, pk)
    form = ReportForm(request.POST or None, report=found)
    saved, more = guarded(
        request, form,
        lambda stamp: services.save_report(
            found, actor=request.user, texts=form.texts(), areas=form.areas(), stamp=stamp
        ),
        stamp=found.stamp, fresh=lambda: report_or_404(request, pk),
        stands=lambda row: ReportForm(report=row).initial,
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกแล้ว")
        return redirect("monitoring:result", pk=pk)
    context = {"report": found, "form": form, "content": shown(found, today=timezone.localdate()), **more}
    return render(request, "kotpn/monitoring/result_edit.html", context, status=422 if form.is_bound else 200)


def _press(request: HttpRequest, pk: int, act: Callable[..., Any], said: str) -> HttpResponse:
    found = report_to_write(request, pk)
    back = reverse("monitoring:result", args=[pk])
    return pressed(request, lambda: act(found, actor=request.user), back=back, done=said)


@requires("committee.write")
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    return _press(request, pk, services.send_report, "เสนอคณะกรรมการแล้ว รายงานจะขึ้นในร่างวาระเรื่องเสนอเพื่อทราบ")


@requires("committee.write")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _press(request, pk, services.withdraw_report, "ถอนรายงานกลับมาแก้ไขแล้ว")


@requires("committee.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = report_to_write(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.cancel_report(found, actor=request.user, reason=reason)) is not None:
            messages.success(request, "ยกเลิกรายงานแล้ว")
            return redirect("monitoring:result", pk=pk)
    return act_page(
        request, form, heading="ยกเลิกรายงาน", button="ยกเลิกรายงาน", sub=found.title,
        back=reverse("monitoring:result", args=[pk]),
    )  # fmt: skip


def _to_publish(request: HttpRequest, pk: int) -> ResultReport:
    found = report_or_404(request, pk)
    if not may_publish(request.user, found):
        raise PermissionDenied
    return found


@requires("publish")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    found = _to_publish(request, pk)
    form = PublishForm(
        request.POST if request.method == "POST" else None, user=request.user, report=found, today=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "schools": list(form.cleaned_data["schools"])}
        if attempt(form, lambda: services.publish(found, actor=request.user, **values)) is not None:
            messages.success(request, "เผยแพร่แล้ว")
            return redirect("monitoring:result", pk=pk)
    return act_page(
        request, form, heading="เผยแพร่ผลการติดตาม", button="เผยแพร่", sub=found.title,
        back=reverse("monitoring:result", args=[pk]),
    )  # fmt: skip


@requires("publish")
@require_POST
def withhold(request: HttpRequest, pk: int) -> HttpResponse:
    found = _to_publish(request, pk)
    if tried(request, lambda: services.withhold(found, actor=request.user)):
        messages.success(request, "เลิกเผยแพร่แล้ว ที่อยู่สาธารณะเดิมเปิดไม่ได้อีก")
    return redirect("monitoring:result", pk=pk)
