"""Follow-ups: list, begin, one form with its acts; out of scope everything is 404."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, tried
from core.forms import ReasonForm, attempt
from core.trail import trail
from instruments.answering import sheet_of
from instruments.queries import form_of
from instruments.queries import working as working_of
from qa.followup import permissions, services
from qa.followup.forms import AcknowledgeForm, BeginForm
from qa.followup.missing import missing_of
from qa.followup.models import FollowUp
from qa.followup.tables import FollowUpTable
from qa.followup.views.base import READERS, follow_up_or_404
from schools.scope import holds

_LOOKS = {
    "quality_follow_up.begun": ("", "pencil"),
    "quality_follow_up.submitted": ("", "send"),
    "quality_follow_up.reopened": ("warn", "pencil"),
    "quality_follow_up.acknowledged": ("ok", "circle-check"),
    "quality_follow_up.cancelled": ("bad", "circle-x"),
}


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The office's forms of every school; a school's own once they were handed to it."""
    user = request.user
    district: Any = getattr(request, "district", None) or None
    if district is None:
        raise PermissionDenied
    rows = FollowUp.objects.visible_to(user).of_district(district)
    years = sorted(set(rows.order_by().values_list("academic_year", flat=True)), reverse=True)
    office = holds(user, "district.read", district=district)
    table = FollowUpTable(
        request, rows.select_related("school", "assessor", "response__band"), title="นิเทศติดตามระบบประกันคุณภาพ",
        user=user, district=district, years=years, office=office,
    )  # fmt: skip
    context = {"table": table, "office": office, "may_begin": holds(user, "quality.follow", district=district)}
    return render(request, "qa/followup/list.html", context)


@requires("quality.follow")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district: Any = getattr(request, "district", None) or None
    if district is None or not holds(request.user, "quality.follow", district=district):
        raise PermissionDenied
    chosen = {name: request.GET[name] for name in ("school", "form") if request.GET.get(name)}
    form = BeginForm(request.POST or None, user=request.user, district=district, initial=chosen)
    if request.method == "POST" and form.is_valid():
        found = attempt(form, lambda: services.begin(actor=request.user, **form.cleaned_data))
        if found is not None:
            return redirect("followup:record" if found.is_editable else "followup:page", pk=found.pk)
    context = {
        "form": form, "heading": "เริ่มแบบติดตามประกันคุณภาพ", "button": "เปิดแบบ", "sub": "นิเทศติดตามระบบประกันคุณภาพ",
        "back": reverse("followup:list"),
    }  # fmt: skip
    return act_page(request, **context)


@requires(*READERS)
@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    found = follow_up_or_404(request, pk)
    return render(request, "qa/followup/page.html", _context(request, found, AcknowledgeForm()))


def _context(request: HttpRequest, found: FollowUp, form: AcknowledgeForm) -> dict[str, Any]:
    """What of a form this person sees and may do now."""
    user = request.user
    acts = permissions.STATES.acts(found.state)
    writes = permissions.may_write(user, found)
    sheet = sheet_of(form_of(found.version_id), found.response) if found.response else None
    return {
        "found": found, "sheet": sheet, "response": found.response, "form": form,
        "missing": missing_of(found) if writes and found.is_editable else [],
        "can_write": writes and found.is_editable,
        "can_submit": writes and "submit" in acts,
        "can_reopen": writes and "reopen" in acts,
        "can_cancel": "cancel" in acts and permissions.may_cancel(user, found),
        "can_acknowledge": "acknowledge" in acts and permissions.may_acknowledge(user, found),
        "events": trail("quality_follow_up", found.pk, _LOOKS),
    }  # fmt: skip


@requires(*READERS)
@require_safe
def working(request: HttpRequest, pk: int) -> HttpResponse:
    """How the level came about: the answers, the rule and the version."""
    found = follow_up_or_404(request, pk)
    if found.response is None:
        return redirect("followup:page", pk=pk)
    context = {"found": found, "working": working_of(found.response), "response": found.response}
    return render(request, "qa/followup/working.html", context)


@requires("quality.follow")
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    found = follow_up_or_404(request, pk)
    if tried(request, lambda: services.submit(found, actor=request.user)):
        messages.success(request, "ส่งให้โรงเรียนอ่านและรับทราบแล้ว")
    return redirect("followup:page", pk=pk)


@requires("quality.follow")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found = follow_up_or_404(request, pk)
    done = tried(request, lambda: services.reopen(found, actor=request.user))
    return redirect("followup:record" if done else "followup:page", pk=pk)


@requires("visit.acknowledge")
@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment that cannot be kept is shown again beside the form it is about."""
    found = follow_up_or_404(request, pk)
    form = AcknowledgeForm(request.POST)
    if form.is_valid():
        comment = form.cleaned_data["comment"]
        if tried(request, lambda: services.acknowledge(found, actor=request.user, comment=comment)):
            messages.success(request, "รับทราบแล้ว")
        return redirect("followup:page", pk=pk)
    return render(request, "qa/followup/page.html", _context(request, found, form), status=422)


@requires("quality.follow")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = follow_up_or_404(request, pk)
    if not permissions.may_cancel(request.user, found):
        raise PermissionDenied
    form = ReasonForm(request.POST or None, help_text="โรงเรียนที่ได้รับแบบนี้แล้วจะเห็นข้อความนี้")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.cancel(found, actor=request.user, reason=reason)) is not None:
            messages.success(request, "ยกเลิกแล้ว")
            return redirect("followup:page", pk=pk)
    context = {
        "form": form, "heading": f"ยกเลิกแบบ {found.form}", "button": "ยกเลิกแบบนี้", "sub": str(found),
        "back": reverse("followup:page", args=[pk]),
    }  # fmt: skip
    return act_page(request, **context)
