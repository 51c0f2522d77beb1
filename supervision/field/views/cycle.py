"""Send, acknowledge, return, close, take up again, cancel."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.forms import ReasonForm
from supervision.field import permissions, services
from supervision.field.forms import AcknowledgeForm
from supervision.field.missing import missing
from supervision.field.models import Visit
from supervision.field.queries import visit_page
from supervision.field.views.base import READERS, attempt, section_context, visit_or_404


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is still missing; then sent."""
    visit = visit_or_404(request, pk)
    if not permissions.may_write(request.user, visit):
        raise PermissionDenied
    if request.method == "POST":
        if attempt(request, None, lambda: services.submit_visit(visit, actor=request.user)):
            messages.success(request, "ส่งบันทึกแล้ว โรงเรียนได้รับแจ้งให้รับทราบ")
            return redirect("field:visit", pk=visit.pk)
        return redirect("field:submit", pk=visit.pk)
    if not visit.is_editable:
        return redirect("field:visit", pk=visit.pk)
    context = {
        **section_context(visit, "submit"),
        "missing": missing(visit),
        "page": visit_page(visit, request.user, today=timezone.localdate()),
    }
    return render(request, "field/submit.html", context)


@requires("visit.acknowledge")
@require_http_methods(["GET", "POST"])
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_or_404(request, pk)
    if not permissions.may_acknowledge(request.user, visit):
        raise PermissionDenied
    form = AcknowledgeForm(
        request.POST if request.method == "POST" else None, initial={"reflection": visit.reflection_school}
    )
    if form.is_valid() and attempt(
        request, form, lambda: services.acknowledge_visit(visit, actor=request.user, **form.cleaned_data)
    ):
        messages.success(request, "รับทราบบันทึกการนิเทศแล้ว")
        return redirect("field:visit", pk=visit.pk)
    context = {
        "visit": visit,
        "form": form,
        "heading": "รับทราบบันทึกการนิเทศ",
        "button": "รับทราบ",
        "possible": permissions.can_acknowledge(request.user, visit),
    }
    return render(request, "field/act.html", context, status=422 if form.is_bound else 200)


def _with_reason(
    request: HttpRequest,
    pk: int,
    *,
    may: Callable[[Any, Visit], bool],
    act: Callable[..., Visit],
    heading: str,
    button: str,
    done: str,
    help_text: str,
) -> HttpResponse:
    visit = visit_or_404(request, pk)
    if not may(request.user, visit):
        raise PermissionDenied
    form = ReasonForm(request.POST or None, help_text=help_text)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(request, form, lambda: act(visit, actor=request.user, reason=reason)):
            messages.success(request, done)
            return redirect("field:visit", pk=visit.pk)
    context = {"visit": visit, "form": form, "heading": heading, "button": button, "possible": True}
    return render(request, "field/act.html", context, status=422 if form.is_bound else 200)


@requires("visit.close", "plan.decide")
@require_http_methods(["GET", "POST"])
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_reason(
        request, pk, may=permissions.may_decide, act=services.return_visit, heading="ตีกลับบันทึกการนิเทศ",
        button="ตีกลับให้ผู้นิเทศแก้ไข", done="ตีกลับแล้ว ผู้นิเทศได้รับแจ้งเหตุผล", help_text="ผู้นิเทศจะเห็นข้อความนี้",
    )  # fmt: skip


@requires("visit.close", "plan.decide")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_or_404(request, pk)
    if not permissions.may_decide(request.user, visit):
        raise PermissionDenied
    if attempt(request, None, lambda: services.close_visit(visit, actor=request.user)):
        messages.success(request, "ปิดเรื่องการนิเทศแล้ว")
    return redirect("field:visit", pk=visit.pk)


@requires(*READERS)
@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a sent visit right before the school has acknowledged it: no reason is asked."""
    visit = visit_or_404(request, pk)
    if not permissions.may_write(request.user, visit):
        raise PermissionDenied
    if attempt(request, None, lambda: services.correct_visit(visit, actor=request.user)):
        messages.success(request, "เปิดแก้ไขแล้ว โรงเรียนจะรับทราบได้เมื่อท่านส่งอีกครั้ง")
        return redirect("field:edit", pk=visit.pk)
    return redirect("field:visit", pk=visit.pk)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_or_404(request, pk)
    closed = visit.is_closed
    return _with_reason(
        request, pk, may=permissions.may_write, act=services.amend_visit,
        heading="แก้ไขบันทึกที่ปิดแล้ว" if closed else "แก้ไขบันทึกที่โรงเรียนรับทราบแล้ว",
        button="เปิดแก้ไข", done="เปิดแก้ไขแล้ว ส่งใหม่เมื่อแก้เสร็จ",
        help_text="บันทึกจะแสดงว่า แก้ไขหลังอนุมัติ จนกว่าจะส่งและปิดเรื่องอีกครั้ง" if closed
        else "โรงเรียนจะเห็นเหตุผลนี้ และต้องรับทราบฉบับใหม่",
    )  # fmt: skip


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_reason(
        request, pk, may=permissions.may_cancel, act=services.cancel_visit, heading="ยกเลิกบันทึกการนิเทศ",
        button="ยกเลิกบันทึกนี้", done="ยกเลิกบันทึกแล้ว",
        help_text="บันทึกไม่ถูกลบ ข้อค้นพบที่ยังไม่ปิดของบันทึกนี้ถูกยกเลิกไปด้วย",
    )  # fmt: skip
