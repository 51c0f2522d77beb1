"""The way of an assessment to approval and to สพฐ., and its versions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires, signed_in
from core.acts import act_page, tried
from core.approvals import diff, short_hash
from core.forms import DecisionForm, ReasonForm, attempt
from core.keys import number_of
from kotpn.assessment import services
from kotpn.assessment.forms import ClosingForm, LevelForm, SentForm
from kotpn.assessment.queries import place_names
from kotpn.assessment.views.base import assessment_or_404, assessment_to_keep
from kotpn.assessment.views.page import page_context


def _page(pk: int) -> str:
    return reverse("assessment:assessment", args=[pk])


@requires("assessment.write")
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """The version that was on the page; what somebody changed meanwhile is to be read first."""
    found = assessment_to_keep(request, pk)
    lock = number_of(request.POST.get("lock"))
    if tried(request, lambda: services.submit(found, actor=request.user, lock_version=lock)):
        messages.success(request, "ส่งการประเมินแล้ว ผู้พิจารณาได้รับแจ้ง")
    return redirect("assessment:assessment", pk=pk)


@requires("assessment.write")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = assessment_to_keep(request, pk)
    if tried(request, lambda: services.withdraw(found, actor=request.user)):
        messages.success(request, "ถอนการประเมินกลับมาแก้ไขแล้ว ระดับกลับไปตามงานจริง")
    return redirect("assessment:assessment", pk=pk)


@requires("plan.decide")
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or return exactly the revision that was on the page."""
    found = assessment_or_404(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        context = page_context(request, pk, form=form, returning=True)
        return render(request, "kotpn/assessment/assessment.html", context, status=422)
    if tried(request, lambda: services.decide(found, actor=request.user, **form.given)):
        messages.success(request, "อนุมัติการประเมินแล้ว" if form.approves else "ส่งกลับแล้ว ผู้จัดทำได้รับเหตุผลทันที")
        return redirect("core:inbox")
    return redirect("assessment:assessment", pk=pk)


def _form_act(
    request: HttpRequest, pk: int, form: Any, act: Callable[[dict[str, Any]], Any], *, said: str, **words: str
) -> HttpResponse:
    """An act with a form of its own: done and told on the assessment's page, or shown again with what is wrong."""
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: act(form.cleaned_data)) is not None:
        messages.success(request, said)
        return redirect("assessment:assessment", pk=pk)
    return act_page(request, form, back=_page(pk), **words)


@requires("assessment.write")
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found = assessment_to_keep(request, pk)
    form = ReasonForm(request.POST or None, label="เหตุที่เปิดแก้ไขใหม่")
    return _form_act(
        request, pk, form, lambda values: services.reopen(found, actor=request.user, reason=values["reason"]),
        said="เปิดแก้ไขแล้ว เสร็จแล้วส่งพิจารณาอีกครั้ง", heading="เปิดการประเมินใหม่", button="เปิดแก้ไข", sub=str(found),
    )  # fmt: skip


@requires("assessment.write")
@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    found = assessment_to_keep(request, pk)
    return _form_act(
        request, pk, SentForm(request.POST or None),
        lambda values: services.mark_sent(found, actor=request.user, **values), said="บันทึกการส่ง สพฐ. แล้ว",
        heading="บันทึกว่าส่ง สพฐ. แล้ว", button="บันทึกการส่ง", sub=str(found),
    )  # fmt: skip


@requires("assessment.write")
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = assessment_to_keep(request, pk)
    form = ReasonForm(request.POST or None, label="เหตุผลที่ยกเลิก")
    return _form_act(
        request, pk, form, lambda values: services.cancel(found, actor=request.user, reason=values["reason"]),
        said="ยกเลิกการประเมินแล้ว", heading="ยกเลิกการประเมิน", button="ยกเลิกการประเมิน", sub=str(found),
    )  # fmt: skip


@requires("assessment.write")
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    found = assessment_to_keep(request, pk)
    form = ClosingForm(request.POST or None, initial={"closes_on": found.closes_on})
    return _form_act(
        request, pk, form, lambda values: services.set_closing(found, actor=request.user, **values),
        said="บันทึกวันปิดรับหลักฐานแล้ว", heading="วันปิดรับหลักฐาน", button="บันทึก", sub=str(found),
    )  # fmt: skip


@requires("assessment.write")
@require_http_methods(["GET", "HEAD", "POST"])
def level(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the official table is not known a person gives the level."""
    found = assessment_to_keep(request, pk)
    form = LevelForm(request.POST or None, assessment=found)
    return _form_act(
        request, pk, form, lambda values: services.judge_level(found, actor=request.user, **values),
        said="บันทึกระดับแล้ว", heading="ตัดสินระดับ", button="บันทึกระดับ", sub=str(found),
    )  # fmt: skip


@signed_in
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent each time, with what it changed from the time before."""
    found = assessment_or_404(request, pk)
    rounds = list(found.rounds.select_related("submitted_by").order_by("-submitted_at", "-pk")[:20])
    rows = []
    for place, row in enumerate(rounds):
        before = rounds[place + 1] if place + 1 < len(rounds) else None
        names = place_names(before.snapshot, row.snapshot) if before else None
        rows.append(
            {
                "round": row, "before": before, "hash": short_hash(row.content_hash),
                "changes": diff(before.snapshot, row.snapshot, names) if before else [],
            }
        )  # fmt: skip
    return render(request, "kotpn/assessment/versions.html", {"assessment": found, "rows": rows})
