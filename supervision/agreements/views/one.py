"""One agreement, a school's page of it, its signers and signatures, and its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.acts import act_page
from core.conflicts import guarded
from core.forms import ReasonForm, attempt
from core.trail import trail
from reports import registry
from schools.scope import holds
from supervision.agreements import services
from supervision.agreements.addresses import programme_url, school_url
from supervision.agreements.forms import SignersForm, SignForm
from supervision.agreements.models import Agreement
from supervision.agreements.permissions import can_act, may_issue
from supervision.agreements.queries import (
    by_area,
    changed_since,
    drafts_for,
    history_of,
    signing_day,
    standing_of,
    why_not,
)
from supervision.agreements.views.base import (
    READERS,
    SIGNERS,
    WRITERS,
    agreement_for,
    agreement_or_404,
    participation_or_404,
)
from supervision.improvement.models import Participation

_LOOKS = {
    "agreement.issued": ("", "file-plus"),
    "agreement.signers": ("plain", "users"),
    "agreement.school_signed": ("ok", "pencil"),
    "agreement.signed": ("ok", "circle-check"),
    "agreement.taken_back": ("warn", "history"),
    "agreement.replaced": ("warn", "copy"),
    "agreement.cancelled": ("bad", "circle-x"),
}
_ACTS = ("signers", "school_sign", "sign", "take_back", "edition", "cancel")


@requires(*READERS)
@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, agreement_or_404(request, pk))


@requires(*READERS)
@require_safe
def school(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreement that stands for a school in a year; before there is one, what it would hold."""
    part = participation_or_404(request, pk)
    standing = standing_of(part)
    if standing is not None:
        return _page(request, standing)
    [draft] = drafts_for(part.programme, [part], on=signing_day(part.programme, timezone.localdate()))
    context = {
        "part": part, "programme": part.programme, "draft": draft, "areas": by_area(draft.targets.rows),
        "why": why_not(draft), "may_issue": may_issue(request.user, part.programme) and part.programme.is_open,
        "editions": history_of(part), **_around(request, part),
    }  # fmt: skip
    return render(request, "agreements/none.html", context)


def _around(request: HttpRequest, part: Participation) -> dict[str, Any]:
    """What stands around the paper: the way back, to the board for the office, to the school's own page else."""
    programme = part.programme
    office = holds(request.user, "district.read", district=programme.district_id)
    board = reverse("agreements:board", args=[programme.pk])
    above = programme_url(programme) if office else school_url(part)
    return {
        "office": office, "programme_url": above, "above_url": board if office else above,
        "board_url": board if office else "",
        "may_print": registry.get("mou").may_run(request.user, programme.district.code),
    }  # fmt: skip


def _page(request: HttpRequest, found: Agreement) -> HttpResponse:
    part = found.participation
    acts = {act: can_act(request.user, found, act) for act in _ACTS}
    history = history_of(part)
    context = {
        "agreement": found, "part": part, "programme": part.programme, "areas": by_area(found.targets), "acts": acts,
        "witnesses": list(found.witnesses.all()), "changed": changed_since(found) if found.is_standing else [],
        "editions": [row for row in history if row.pk != found.pk],
        "later": next((row for row in history if row.edition > found.edition), None),
        "events": trail("agreement", found.pk, _LOOKS), **_around(request, part),
    }  # fmt: skip
    return render(request, "agreements/agreement.html", context)


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def signers(request: HttpRequest, pk: int) -> HttpResponse:
    """Another person's change is told, never written over unasked."""
    found = agreement_for(request, pk, "signers")
    form = SignersForm(request.POST or None, agreement=found)
    saved, more = guarded(
        request, form,
        lambda stamp: services.save_signers(found, actor=request.user, stamp=stamp, **form.cleaned_data),
        stamp=found.stamp, fresh=lambda: agreement_or_404(request, pk),
        stands=lambda row: SignersForm(agreement=row).initial,
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกผู้ลงนามและพยานแล้ว พิมพ์ใหม่ก่อนลงนาม")
        return redirect("agreements:agreement", pk)
    return act_page(
        request, form, heading="ผู้ลงนามและพยาน", button="บันทึก", sub=str(found),
        back=reverse("agreements:agreement", args=[pk]), draft=f"agreement-{pk}",
        notes=["เว้นชื่อไว้ได้ เอกสารจะเว้นช่องให้เขียนด้วยมือ"], **more,
    )  # fmt: skip


@requires(*SIGNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    found = agreement_for(request, pk, "sign", "school_sign")
    office = may_issue(request.user, found.participation.programme)
    form = SignForm(request.POST or None, request.FILES or None, agreement=found, office=office)
    if request.method == "POST" and form.is_valid():
        values = {"act": "school_sign", **form.cleaned_data}
        if attempt(form, lambda: services.sign(found, actor=request.user, **values)) is not None:
            messages.success(request, "บันทึกการลงนามแล้ว")
            return redirect("agreements:agreement", pk)
    return act_page(
        request, form, heading="บันทึกการลงนาม", button="บันทึกการลงนาม", sub=str(found), upload=True,
        back=reverse("agreements:agreement", args=[pk]),
    )  # fmt: skip


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = agreement_for(request, pk, "take_back")
    form = ReasonForm(request.POST or None, label="เหตุที่แก้สถานะ", help_text="โรงเรียนเห็นข้อความนี้ ไฟล์ที่แนบไว้ยังอยู่")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.take_back(found, actor=request.user, reason=reason)) is not None:
            messages.success(request, "แก้สถานะกลับเป็นรอลงนามแล้ว")
            return redirect("agreements:agreement", pk)
    return act_page(
        request, form, heading="แก้สถานะกลับเป็นรอลงนาม", button="แก้สถานะ", sub=str(found),
        back=reverse("agreements:agreement", args=[pk]),
    )  # fmt: skip


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = agreement_for(request, pk, "cancel")
    form = ReasonForm(request.POST or None, label="เหตุที่ยกเลิก", help_text="โรงเรียนเห็นข้อความนี้ เลขที่และไฟล์ยังเก็บไว้")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.cancel(found, actor=request.user, reason=reason)) is not None:
            messages.success(request, "ยกเลิกแล้ว")
            return redirect("agreements:agreement", pk)
    return act_page(
        request, form, heading=f"ยกเลิกบันทึกข้อตกลง{found.reference}", button="ยกเลิกฉบับนี้", sub=str(found),
        back=reverse("agreements:agreement", args=[pk]),
    )  # fmt: skip
