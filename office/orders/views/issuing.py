"""Issuing, entering those issued on paper, replacing and cancelling; the office's words and settings."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import tried
from core.forms import ReasonForm, attempt
from office.orders import services
from office.orders.forms import EnterForm, IssueForm, SettingsForm, WordingForm
from office.orders.permissions import may_issue
from office.orders.queries import settings_of, wording_of, wordings_of
from office.orders.views.base import ISSUERS, WRITERS, desk, form_page, order_for


@requires(*ISSUERS)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    found = order_for(request, pk, "issue")
    form = IssueForm(request.POST or None, district=found.district)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = attempt(form, lambda: services.issue_order(found, actor=request.user, **values))
        if done is not None:
            messages.success(request, f"ออก{done.reference} แล้ว พิมพ์เสนอลงนาม แล้วแนบฉบับลงนามที่หน้านี้")
            return redirect("orders:order", pk)
    return form_page(
        request, form, heading=f"ออกเลขที่{found.get_kind_display()}", button="ออกเลขที่", sub=found.title,
        back=reverse("orders:order", args=[pk]),
        notes=["เมื่อออกเลขที่แล้วข้อความและบัญชีแนบท้ายแก้ไม่ได้ การแก้ไขทำโดยออกฉบับใหม่แทน"],
    )  # fmt: skip


@requires(*ISSUERS)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    district = desk(request, may_issue)
    form = EnterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.enter_order(district, actor=request.user, **values))
        if made is not None:
            messages.success(request, f"ลงทะเบียน{made.reference} แล้ว")
            return redirect("orders:order", made.pk)
    return form_page(
        request, form, heading="ลงทะเบียนฉบับที่ออกแล้ว", button="ลงทะเบียน", sub="คำสั่งและประกาศ",
        back=reverse("orders:orders"), upload=True,
        notes=["ใช้กับคำสั่งหรือประกาศที่ออกเป็นกระดาษก่อนใช้ระบบ ระบบจะออกเลขต่อจากเลขสูงสุดที่ลงไว้ของปีนั้น"],
    )  # fmt: skip


@requires(*WRITERS)
@require_POST
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    found = order_for(request, pk, "supersede")
    made: list[int] = []
    if tried(request, lambda: made.append(services.draft_replacement(found, actor=request.user).pk)):
        messages.success(request, "เริ่มร่างฉบับใหม่แล้ว ฉบับเดิมยังมีผลจนกว่าฉบับใหม่จะออกเลขที่")
        return redirect("orders:order", made[0])
    return redirect("orders:order", pk)


@requires(*ISSUERS)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = order_for(request, pk, "cancel")
    form = ReasonForm(request.POST or None, label="เหตุที่ยกเลิก", help_text="ผู้มีชื่อในฉบับนี้เห็นข้อความนี้ เลขที่ไม่นำกลับมาใช้")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.cancel_order(found, actor=request.user, reason=reason)) is not None:
            messages.success(request, "ยกเลิกแล้ว")
            return redirect("orders:order", pk)
    return form_page(
        request, form, heading=f"ยกเลิก{found.reference}", button="ยกเลิกฉบับนี้", sub=found.title,
        back=reverse("orders:order", args=[pk]),
    )  # fmt: skip


@requires(*ISSUERS)
@require_safe
def wordings(request: HttpRequest) -> HttpResponse:
    district = desk(request, may_issue)
    context = {"wordings": wordings_of(district), "settings": settings_of(district)}
    return render(request, "office/orders/wordings.html", context)


@requires(*ISSUERS)
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, kind: str, about: str) -> HttpResponse:
    district = desk(request, may_issue)
    if not services.matter_of(kind, about):
        raise Http404
    now = wording_of(district, kind, about)
    form = WordingForm(request.POST or None, initial={"title": now.title, "preamble": now.preamble, "body": now.body})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        services.save_wording(district, actor=request.user, kind=kind, about=about, **values)
        messages.success(request, "บันทึกข้อความตั้งต้นแล้ว ใช้กับร่างที่เริ่มต่อจากนี้")
        return redirect("orders:wordings")
    return form_page(
        request, form, heading=now.label, button="บันทึกข้อความตั้งต้น", sub="ข้อความตั้งต้น", back=reverse("orders:wordings")
    )


@requires(*ISSUERS)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    district = desk(request, may_issue)
    now = settings_of(district)
    initial = {"year_kind": now.year_kind, "number_on_announcements": now.number_on_announcements}
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.save_settings(district, actor=request.user, **values)) is not None:
            messages.success(request, "บันทึกการตั้งค่าแล้ว")
            return redirect("orders:wordings")
    return form_page(
        request,
        form,
        heading="ตั้งค่าเลขที่คำสั่งและประกาศ",
        button="บันทึกการตั้งค่า",
        sub="ข้อความตั้งต้น",
        back=reverse("orders:wordings"),
    )
