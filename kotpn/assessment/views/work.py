"""Work on an issue: what is stated, what is taken as evidence, who answers for it. Each act answers with the part of
the page it changes, or leads back to the page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires, signed_in
from core.acts import act_page
from core.errors import DomainError, NotAllowed
from core.forms import ReasonForm, attempt
from kotpn.assessment import services
from kotpn.assessment.forms import OwnerForm
from kotpn.assessment.models import IssueAnswer
from kotpn.assessment.permissions import may_keep
from kotpn.assessment.views.base import answer_to_write, issue_url, line_to_write
from kotpn.assessment.views.page import page_context

_SAID = {"1": True, "0": False}


def acted(request: HttpRequest, answer: IssueAnswer, act: Callable[[], Any], said: str) -> HttpResponse:
    """Run the act; a refusal is told above the part, what the person may not do at all is a 403."""
    refusal = ""
    try:
        act()
    except NotAllowed as error:
        raise PermissionDenied(error.message) from error
    except DomainError as error:
        refusal = error.message
    if getattr(request, "htmx", False):
        context = page_context(
            request, answer.assessment_id, issue=answer.issue.number, refusal=refusal, told=refusal or said
        )
        return render(request, "kotpn/assessment/_work.html", context)
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, said)
    return redirect(issue_url(answer))


@signed_in
@require_POST
def carried(request: HttpRequest, pk: int, answer: int) -> HttpResponse:
    """carried=1 it was done, 0 it was not."""
    row = answer_to_write(request, pk, answer)
    said = _SAID.get(request.POST.get("carried", ""))
    if said is None:
        raise BadRequest("carried is 1 or 0")
    words = "บันทึกแล้วว่าดำเนินการแล้ว" if said else "บันทึกแล้วว่ายังไม่ได้ดำเนินการ"
    return acted(request, row, lambda: services.state_carried_out(row, actor=request.user, carried_out=said), words)


@signed_in
@require_POST
def accept_all(request: HttpRequest, pk: int, answer: int) -> HttpResponse:
    row = answer_to_write(request, pk, answer)
    return acted(request, row, lambda: services.accept_all(row, actor=request.user), "รับหลักฐานที่เสนอทั้งหมดแล้ว")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """A press takes it; its page asks why records of another fiscal year are taken."""
    row, held = line_to_write(request, pk, line)
    if request.method == "POST" and "reason" not in request.POST:
        return acted(
            request, row, lambda: services.accept(row, held, actor=request.user), f"รับ{held.title}เป็นหลักฐานแล้ว"
        )
    form = ReasonForm(
        request.POST or None, label="เหตุที่ใช้หลักฐานของปีอื่น",
        help_text="เช่น คำสั่งออกปีก่อนแต่ยังมีผลในปีงบประมาณนี้ เหตุผลจะแสดงพร้อมหลักฐาน",
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.accept(row, held, actor=request.user, reason=reason) or True):
            messages.success(request, f"รับ{held.title}เป็นหลักฐานแล้ว")
            return redirect(issue_url(row, f"line-{held.pk}"))
    return act_page(request, form, heading="รับเป็นหลักฐาน", button="รับเป็นหลักฐาน", sub=held.title, back=issue_url(row))


@signed_in
@require_POST
def refuse(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    row, held = line_to_write(request, pk, line)
    reason = request.POST.get("reason", "")[:2000]
    return acted(
        request, row, lambda: services.refuse(row, held, actor=request.user, reason=reason), f"ไม่ใช้{held.title}"
    )


@signed_in
@require_POST
def drop(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Back among the proposals."""
    row, held = line_to_write(request, pk, line)
    return acted(request, row, lambda: services.drop(row, held, actor=request.user), f"{held.title}กลับไปเป็นรายการที่เสนอ")


@signed_in
@require_POST
def unhang(request: HttpRequest, pk: int, answer: int, use: int) -> HttpResponse:
    row = answer_to_write(request, pk, answer)
    held = get_object_or_404(row.evidence.select_related("item"), pk=use)
    return acted(request, row, lambda: services.unhang(held, actor=request.user), "เลิกใช้แล้ว ตัวหลักฐานยังอยู่ในคลัง")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def no_evidence(request: HttpRequest, pk: int, answer: int) -> HttpResponse:
    """Carried out, and nothing proves it: why."""
    row = answer_to_write(request, pk, answer)
    form = ReasonForm(request.POST or None, label="เหตุที่ไม่มีหลักฐาน", initial={"reason": row.no_evidence_reason})
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.explain_no_evidence(row, actor=request.user, reason=reason) or True):
            messages.success(request, "บันทึกเหตุผลแล้ว")
            return redirect(issue_url(row))
    return act_page(
        request, form, heading="ดำเนินการแล้วแต่ไม่มีหลักฐาน", button="บันทึกเหตุผล", sub=str(row.issue),
        back=issue_url(row),
    )  # fmt: skip


@requires("assessment.write")
@require_http_methods(["GET", "HEAD", "POST"])
def owner(request: HttpRequest, pk: int, answer: int) -> HttpResponse:
    row = answer_to_write(request, pk, answer)
    if not may_keep(request.user, row.assessment.district_id):
        raise PermissionDenied
    form = OwnerForm(request.POST or None, user=request.user, answer=row)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["owner"]
        if attempt(form, lambda: services.name_owner(row, actor=request.user, owner=chosen) or True):
            messages.success(request, "บันทึกผู้รับผิดชอบแล้ว")
            return redirect(issue_url(row))
    return act_page(request, form, heading="ผู้รับผิดชอบประเด็น", button="บันทึก", sub=str(row.issue), back=issue_url(row))
