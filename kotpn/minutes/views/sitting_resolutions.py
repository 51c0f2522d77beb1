"""At the meeting: recording a resolution, putting it right, withdrawing one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import act_page
from core.conflicts import differing
from core.errors import DomainError, StaleRevision
from core.forms import ReasonForm, attempt, refuse
from kotpn.minutes.forms_sitting import ResolutionForm
from kotpn.minutes.models import Resolution
from kotpn.minutes.queries import sitting as queries
from kotpn.minutes.services import resolutions
from kotpn.minutes.views.sitting import READERS, line_of, meeting_to_write, page, save_text, standing_words


def _answer(
    request: HttpRequest, pk: int, item: int, *, edited: Resolution | None, act: Callable[..., Resolution]
) -> HttpResponse:
    """Run the act on the posted form; refused, the page again with everything typed."""
    meeting, writable = meeting_to_write(request, pk)
    found = queries.sitting_of(meeting, timezone.now())
    line = line_of(found, item)
    form = ResolutionForm(request.POST, item=line.item, user=request.user, fresh=edited is None)
    said = request.POST.get("said")
    # The script sends what was typed above along: a press right after the last letter must not lose it.
    base, conflict = request.POST.get("base", ""), []
    clash, problem = save_text(request, found, line, said, stamp="said_stamp") if said is not None else (None, "")
    if form.is_valid() and not problem:
        try:
            made = act(line.item, form.given())
        except StaleRevision as refusal:
            assert edited is not None
            now = Resolution.objects.select_related("owner").get(pk=edited.pk)
            base, conflict = now.updated_at.isoformat(), differing(form, standing_words(now))
            refuse(form, refusal)  # takes the field it stands beside out of what was typed
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"บันทึก{made.reference} แล้ว" if made.number else "บันทึกข้อสังเกตแล้ว")
            _, _, after = found.around(item)
            if request.POST.get("then") == "next" and after is not None:
                return redirect("minutes:sitting-item", pk, after.item.pk)
            return redirect("minutes:sitting-item", pk, item)
    context = page(
        request,
        found,
        line,
        writable=writable,
        form=form,
        edited=edited,
        typed=said if problem else None,
        clash=clash,
        problem=problem,
        base=base,
        conflict=conflict,
    )
    return render(request, "kotpn/minutes/sitting.html", context, status=422)


@requires(*READERS)
@require_POST
def resolve(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    def act(line_item: Any, given: dict[str, Any]) -> Resolution:
        return resolutions.record_resolution(line_item, actor=request.user, **given)

    return _answer(request, pk, item, edited=None, act=act)


def _resolution(request: HttpRequest, pk: int, item: int, resolution: int) -> Resolution:
    meeting, _ = meeting_to_write(request, pk)
    rows = Resolution.objects.select_related("meeting__committee__district", "item")
    found: Resolution = get_object_or_404(rows, pk=resolution, item=item, meeting=meeting)
    return found


@requires(*READERS)
@require_POST
def change(request: HttpRequest, pk: int, item: int, resolution: int) -> HttpResponse:
    held = _resolution(request, pk, item, resolution)

    def act(line_item: Any, given: dict[str, Any]) -> Resolution:
        base = parse_datetime(request.POST.get("base", ""))
        return resolutions.change_resolution(held, actor=request.user, base=base, **given)

    return _answer(request, pk, item, edited=held, act=act)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int, item: int, resolution: int) -> HttpResponse:
    held = _resolution(request, pk, item, resolution)
    back = reverse("minutes:sitting-item", args=[pk, item])
    form = ReasonForm(request.POST if request.method == "POST" else None, label="เหตุที่ยกเลิกมติ")
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: resolutions.withdraw_resolution(held, actor=request.user, reason=reason)) is not None:
            messages.success(request, f"ยกเลิก{held.reference} แล้ว เลขมตินี้จะไม่ใช้ซ้ำ")
            return redirect(back)
    context = {
        "form": form,
        "heading": f"ยกเลิก{held.reference}",
        "sub": held.text[:120],
        "button": "ยกเลิกมติ",
        "back": back,
    }
    return act_page(request, **context)
