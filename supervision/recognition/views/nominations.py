"""Putting a name forward, and deciding on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, pressed
from core.forms import ReasonForm, attempt
from core.passed import admit
from supervision.recognition import services
from supervision.recognition.forms import NominationForm
from supervision.recognition.models import Nomination
from supervision.recognition.permissions import can_decide, can_nominate, may_honour, may_nominate
from supervision.recognition.services.common import nomination_pointer
from supervision.recognition.views.base import LIST, award_or_404

NOMINATORS = ("honour.write", "improvement.follow", "school.improvement.submit")


@requires(*NOMINATORS)
@require_http_methods(["GET", "POST"])
def nominate(request: HttpRequest, pk: int) -> HttpResponse:
    award = award_or_404(request, pk)
    if not may_nominate(request.user, award):
        raise PermissionDenied
    if not can_nominate(request.user, award, timezone.localdate()):
        messages.info(request, "รางวัลนี้ไม่ได้เปิดรับการเสนอชื่อ หรือพ้นกำหนดแล้ว")
        return redirect("recognition:award", pk=pk)
    text = " ".join(request.GET.get("q", "").split())[:80]
    form = NominationForm(request.POST or None, user=request.user, award=award, text=text)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: services.nominate(award, actor=request.user, **given))
        if made is not None:
            messages.success(request, "เสนอชื่อแล้ว แนบหลักฐานได้ในหน้านี้")
            return redirect("recognition:nomination", pk=made.pk)
    back = reverse("recognition:award", args=[pk])
    notes = [award.criteria] if award.criteria else []
    if may_honour(request.user, award.district):
        notes.append("ผู้เสนอชื่อพิจารณาเองไม่ได้ ถ้าจะให้ได้รับเลยใช้ “เพิ่มผู้ได้รับ” ที่หน้ารางวัล")
    return act_page(
        request, form, heading="เสนอชื่อ", button="เสนอชื่อ", back=back, sub=award.name, under=LIST,
        template="recognition/who_form.html", text=text, award=award, notes=notes,
    )  # fmt: skip


def _nomination(request: HttpRequest, pk: int) -> Nomination:
    rows = Nomination.objects.visible_to(request.user).select_related(
        "award__district", "school", "person__school", "nominated_by", "decided_by"
    )
    found: Nomination = get_object_or_404(rows, pk=pk)
    return found


@requires(*NOMINATORS, "ranking.read")
@require_safe
def nomination_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = _nomination(request, pk)
    open_ = row.award.is_open
    context = {
        "row": row, "award": row.award, "open": open_, "mine": row.nominated_by_id == request.user.pk,
        "may_honour": may_honour(request.user, row.award.district),
        "can_decide": open_ and row.state != Nomination.State.WITHDRAWN and can_decide(request.user, row),
        "form": ReasonForm(label="เหตุที่ไม่รับ"),
        "in_poll": row.options.exclude(poll__state="cancelled").exists(),
    }  # fmt: skip
    return render(request, "recognition/nomination.html", context)


@requires("honour.write")
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """accept, honour (accept and give it at once), or decline with a reason."""
    row = _nomination(request, pk)
    act = request.POST.get("act", "")
    admit(
        request, nomination_pointer(row), row.get_state_display(), may=can_decide(request.user, row),
        now=row.award.is_open and row.state != Nomination.State.WITHDRAWN,
    )  # fmt: skip
    return pressed(
        request,
        lambda: services.decide_nomination(
            row, actor=request.user, accept=act in ("accept", "honour"), honour=act == "honour",
            reason=request.POST.get("reason", "")[:2000],
        ),
        back=reverse("recognition:nomination", args=[pk]) if act == "decline" else
        reverse("recognition:award", args=[row.award_id]),
        done="บันทึกการพิจารณาแล้ว",
    )  # fmt: skip


@requires(*NOMINATORS)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = _nomination(request, pk)
    return pressed(
        request, lambda: services.withdraw_nomination(row, actor=request.user),
        back=reverse("recognition:award", args=[row.award_id]), done="ถอนการเสนอชื่อแล้ว",
    )  # fmt: skip
