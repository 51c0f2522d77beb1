"""The reviewer's page: what was sent side by side with its evidence, words on each item, return or accept."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import tried
from core.approvals.content import short_hash
from core.errors import DomainError, NotAllowed
from qa.sar import permissions, services
from qa.sar.models import Sar, SarItem
from qa.sar.queries.content import filled
from qa.sar.queries.writing import standings
from qa.sar.views.base import sar_or_404, with_reason


def _to_review(request: HttpRequest, pk: int) -> Sar:
    sar = sar_or_404(request, pk)
    if not permissions.may_review(request.user, sar):
        raise PermissionDenied
    return sar


@requires("sar.review")
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The supervisor the school is assigned to, and the group director; what is not under review is shown elsewhere."""
    sar = _to_review(request, pk)
    if not permissions.can_review(request.user, sar):
        messages.info(request, "SAR นี้ไม่ได้รอตรวจอยู่")
        return redirect("sar:sar", pk=pk)
    found = filled(sar)
    shown = standings(request.user, found, list(found.sections.values()))
    parts = [(part, [one for one in shown if one.part is part]) for part in found.parts]
    proofs = [use for uses in found.proofs.values() for use in uses if not use.item.is_withdrawn]
    context: dict[str, Any] = {
        "sar": sar, "call": sar.call, "filled": found, "parts": parts, "today": timezone.localdate(),
        "waiting": sum(use.state == use.State.WAITING for use in proofs),
        "returned": sum(use.state == use.State.RETURNED for use in proofs),
        "proofs": len(proofs), "short_hash": short_hash(sar.content_hash),
        "basic": sar.basic.get("rows", []), "again": sar.revision > 1,
    }  # fmt: skip
    return render(request, "qa/sar/review.html", context)


@requires("sar.review")
@require_POST
def comment(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    sar = _to_review(request, pk)
    item = get_object_or_404(SarItem.objects.select_related("standard"), pk=row, part__sar=sar)
    text = request.POST.get("text", "")
    if getattr(request, "htmx", False):
        problem = ""
        try:
            services.comment_on(sar, actor=request.user, item=item, text=text)
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except DomainError as refusal:
            problem = refusal.message
        context = {"key": f"comment-{item.pk}", "problem": problem, "at": timezone.localtime()}
        return render(request, "qa/sar/_line.html", context)
    tried(request, lambda: services.comment_on(sar, actor=request.user, item=item, text=text))
    return redirect(f"{reverse('sar:review', args=[pk])}#item-{item.pk}")


@requires("sar.review")
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    sar = _to_review(request, pk)
    if tried(request, lambda: services.accept_sar(sar, actor=request.user)):
        messages.success(request, "รับ SAR แล้ว ระดับคุณภาพของโรงเรียนเข้าตารางสรุปของเขต")
        return redirect("sar:sar", pk=pk)
    return redirect("sar:review", pk=pk)


@requires("sar.review")
@require_http_methods(["GET", "POST"])
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    sar = sar_or_404(request, pk)
    return with_reason(
        request, may=permissions.may_review(request.user, sar),
        act=lambda reason: services.return_sar(sar, actor=request.user, reason=reason),
        back=reverse("sar:sar", args=[pk]), heading="ตีกลับให้โรงเรียนแก้ไข", button="ตีกลับพร้อมเหตุผล",
        done="ตีกลับแล้ว โรงเรียนได้รับแจ้งเหตุผล",
        help_text="โรงเรียนจะเห็นข้อความนี้ พร้อมความเห็นรายประเด็นและหลักฐานที่ท่านส่งกลับ", sub=str(sar),
    )  # fmt: skip
