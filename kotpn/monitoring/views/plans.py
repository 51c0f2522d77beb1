"""The monitoring plan: its page, texts, lines, and its way to the committee."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, pressed, tried
from core.conflicts import guarded
from core.forms import ReasonForm, attempt
from core.keys import number_of
from core.thai.years import fiscal_year
from core.trail import trail
from kotpn.committee.permissions import may_keep
from kotpn.monitoring import services
from kotpn.monitoring.forms import BeginPlanForm, LineForm, PlanTextsForm
from kotpn.monitoring.missing import missing_of_plan
from kotpn.monitoring.models import MonitoringPlan, PlanLine
from kotpn.monitoring.permissions import PLAN_STATES, can_write
from kotpn.monitoring.queries.plans import areas_of, considerations_of, drawable
from kotpn.monitoring.views.base import READERS, district_of, plan_or_404, plan_to_write

_LOOKS = {
    "monitoring_plan.begun": ("", "pencil"),
    "monitoring_plan.sent": ("", "send"),
    "monitoring_plan.considered": ("ok", "circle-check"),
    "monitoring_plan.withdrawn": ("", "arrow-back-up"),
    "monitoring_plan.reopened": ("", "pencil"),
    "monitoring_plan.cancelled": ("bad", "circle-x"),
}


@requires("committee.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_of(request)
    if not may_keep(request.user, district):
        raise PermissionDenied
    year = fiscal_year(timezone.localdate())
    form = BeginPlanForm(request.POST or None, user=request.user, district=district, year=year)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.begin_plan(actor=request.user, **form.cleaned_data))
        if made is not None:
            return redirect("monitoring:plan", pk=made.pk)
    return act_page(
        request, form, heading="เริ่มแผนการติดตาม", button="เริ่มแผน", sub="แผนและผลการติดตาม",
        back=reverse("monitoring:index"),
    )  # fmt: skip


@requires(*READERS)
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    found = plan_or_404(request, pk)
    return render(request, "kotpn/monitoring/plan.html", _context(request, found))


def _context(request: HttpRequest, found: MonitoringPlan, texts: PlanTextsForm | None = None) -> dict[str, Any]:
    acts = PLAN_STATES.acts(found.state) if can_write(request.user, found) else ()
    return {
        "plan": found, "stamp": found.stamp, "areas": areas_of(found, today=timezone.localdate()), "acts": acts,
        "can_edit": "edit" in acts, "texts": texts or PlanTextsForm(plan=found),
        "missing": missing_of_plan(found) if "send" in acts else [],
        "considerations": considerations_of(found), "events": trail("monitoring_plan", found.pk, _LOOKS),
    }  # fmt: skip


@requires("committee.write")
@require_POST
def texts(request: HttpRequest, pk: int) -> HttpResponse:
    """The words before the areas. Another person's text is shown beside the typed one, never written over unasked."""
    found = plan_to_write(request, pk)
    form = PlanTextsForm(request.POST, plan=found)
    saved, more = guarded(
        request, form,
        lambda stamp: services.save_texts(found, actor=request.user, texts=form.cleaned_data, stamp=stamp),
        stamp=found.stamp, fresh=lambda: plan_or_404(request, pk),
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกแล้ว")
        return redirect("monitoring:plan", pk=pk)
    context = _context(request, plan_or_404(request, pk), form) | more
    return render(request, "kotpn/monitoring/plan.html", context, status=422)


@requires("committee.write")
@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """What agreed supervision plans of the year offer, ticked and taken over."""
    found = plan_to_write(request, pk)
    if request.method == "POST":
        keys = [key for key in map(number_of, request.POST.getlist("activities")) if key]
        made: list[int] = []
        if tried(request, lambda: made.append(services.draw_activities(found, actor=request.user, activities=keys))):
            messages.success(request, f"เพิ่ม {made[0]} ประเด็น" if made[0] else "รายการที่เลือกอยู่ในแผนแล้ว")
            return redirect("monitoring:plan", pk=pk)
    return render(request, "kotpn/monitoring/draw.html", {"plan": found, "rows": drawable(found)})


def _line_form(request: HttpRequest, found: MonitoringPlan, line: PlanLine | None, heading: str) -> HttpResponse:
    initial = {"area": request.GET.get("area", "")} if line is None else None
    form = LineForm(request.POST or None, plan=found, line=line, initial=initial)

    def act(stamp: int) -> PlanLine:
        fields = form.fields_of()
        if line is None:
            return services.add_line(found, actor=request.user, fields=fields)
        return services.change_line(line, actor=request.user, fields=fields, stamp=stamp)

    saved, more = guarded(
        request, form, act, stamp=line.stamp if line else 0,
        fresh=lambda: found.lines.filter(pk=line.pk).first() if line else None,
    )  # fmt: skip
    if saved is not None:
        return redirect(f"{reverse('monitoring:plan', args=[found.pk])}#area-{saved.area}")
    return act_page(
        request, form, heading=heading, button="บันทึก", sub=found.title,
        back=reverse("monitoring:plan", args=[found.pk]), **more,
    )  # fmt: skip


@requires("committee.write")
@require_http_methods(["GET", "POST"])
def line_new(request: HttpRequest, pk: int) -> HttpResponse:
    return _line_form(request, plan_to_write(request, pk), None, "เพิ่มประเด็นที่ติดตาม")


def _line(request: HttpRequest, pk: int, line: int) -> PlanLine:
    found: PlanLine = get_object_or_404(plan_to_write(request, pk).lines.select_related("plan"), pk=line)
    return found


@requires("committee.write")
@require_http_methods(["GET", "POST"])
def line_edit(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    return _line_form(request, plan_to_write(request, pk), _line(request, pk, line), "แก้ไขประเด็นที่ติดตาม")


@requires("committee.write")
@require_POST
def line_move(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    found = _line(request, pk, line)
    tried(request, lambda: services.move_line(found, actor=request.user, up="up" in request.POST))
    return redirect(f"{reverse('monitoring:plan', args=[pk])}#area-{found.area}")


@requires("committee.write")
@require_POST
def line_drop(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    found = _line(request, pk, line)
    tried(request, lambda: services.drop_line(found, actor=request.user))
    return redirect(f"{reverse('monitoring:plan', args=[pk])}#area-{found.area}")


def _press(request: HttpRequest, pk: int, act: Callable[..., Any], said: str) -> HttpResponse:
    found = plan_to_write(request, pk)
    back = reverse("monitoring:plan", args=[pk])
    return pressed(request, lambda: act(found, actor=request.user), back=back, done=said)


@requires("committee.write")
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    return _press(request, pk, services.send_plan, "เสนอคณะกรรมการแล้ว แผนนี้จะขึ้นในร่างวาระเรื่องเสนอเพื่อพิจารณา")


@requires("committee.write")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _press(request, pk, services.withdraw_plan, "ถอนแผนกลับมาแก้ไขแล้ว")


@requires("committee.write")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _press(request, pk, services.reopen_plan, "แก้แผนได้แล้ว เสร็จแล้วเสนอคณะกรรมการอีกครั้ง")


@requires("committee.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = plan_to_write(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.cancel_plan(found, actor=request.user, reason=reason)) is not None:
            messages.success(request, "ยกเลิกแผนแล้ว")
            return redirect("monitoring:plan", pk=pk)
    return act_page(
        request, form, heading="ยกเลิกแผนการติดตาม", button="ยกเลิกแผน", sub=found.title,
        back=reverse("monitoring:plan", args=[pk]),
    )  # fmt: skip
