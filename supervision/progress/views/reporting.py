"""รายงานความก้าวหน้าเร็ว on a phone: choose the school, tap, send; what cannot be sent waits on the device."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core import files
from core.access import signed_in
from core.acts import act_page
from core.forms import ReasonForm, attempt
from core.passed import admit
from supervision.improvement.models import Participation
from supervision.improvement.models.programme import Use
from supervision.improvement.services.common import participation_pointer
from supervision.progress import permissions, services
from supervision.progress.forms import ReportForm
from supervision.progress.models import ProgressReport, ReportArea
from supervision.progress.queries.frame import frame_of
from supervision.progress.queries.reports import choices_of, current_values, last_report, reportable, reports_readable
from supervision.progress.views.base import around


def _part_or_404(request: HttpRequest, pk: int) -> Participation:
    found = reportable(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@signed_in
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The schools this person may report on; one alone is opened at once."""
    rows = choices_of(request.user, today=timezone.localdate())
    if len(rows) == 1:
        return redirect("progress:report", pk=rows[0].part.pk)
    return render(request, "progress/choose.html", {"rows": rows})


@signed_in
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; a post from the device's own queue (Accept: application/json) is answered in JSON."""
    part = _part_or_404(request, pk)
    posted = request.method == "POST"
    as_json = "application/json" in request.headers.get("Accept", "")
    if not permissions.may_report(request.user, part):
        if posted and as_json:
            return _refused("ท่านไม่มีหน้าที่รายงานโรงเรียนนี้แล้ว", {}, status=403)
        raise PermissionDenied
    # What was sent is the service's to refuse: it may have arrived before the year ended.
    if not posted and not permissions.can_report(request.user, part):
        messages.info(request, "การขับเคลื่อนปีนี้สิ้นสุดแล้ว หรือโรงเรียนไม่อยู่ในการขับเคลื่อน จึงรายงานไม่ได้")
        return redirect("progress:school-reports", pk=pk)
    frames = frame_of(part.programme, Use.PROGRESS, kind=part.school.kind)
    today = timezone.localdate()
    form = ReportForm(
        request.POST if posted else None, frames=frames, initial={"public_id": uuid4(), "reported_on": today}
    )
    if posted and form.is_valid():
        photos = request.FILES.getlist("photos")
        made = attempt(form, lambda: services.send_report(part, actor=request.user, photos=photos, **form.given))
        if made is not None:
            url = reverse("progress:report-page", args=[made[0].pk])
            if as_json:
                return JsonResponse({"outcome": "kept" if made[1] else "same", "url": url})
            messages.success(request, "ส่งรายงานความก้าวหน้าแล้ว ขอบคุณ" if made[1] else "รายงานนี้ส่งถึงแล้ว")
            return redirect(url)
    if posted and as_json:
        words = " · ".join(form.non_field_errors()) or "ยังมีช่องที่ต้องแก้ก่อนส่ง"
        return _refused(words, form.errors, status=422)
    values = current_values(part)
    context = {
        **around(part, request.user, "รายงานความก้าวหน้า"), "form": form, "today": today, "last": last_report(part),
        "statuses": ReportArea.Status.choices, "most": services.MOST_PHOTOS,
        "areas": [_area(frame, form, values) for frame in frames],
    }  # fmt: skip
    return render(request, "progress/report.html", context, status=422 if posted else 200)


def _refused(words: str, errors: Any, *, status: int) -> JsonResponse:
    """What the device's queue is told: it keeps the report, and does not send it again by itself."""
    return JsonResponse({"outcome": "refused", "message": words, "errors": errors}, status=status)


def _area(frame: Any, form: ReportForm, values: Any) -> dict[str, Any]:
    bound = form[f"area_{frame.area.pk}"]
    rows = [
        {"indicator": row, "field": form[f"value_{row.pk}"], "stands": values.get(row.pk)} for row in frame.indicators
    ]
    typed = any(row["field"].value() for row in rows)
    return {"area": frame.area, "name": bound.name, "value": bound.value() or "", "rows": rows, "open": typed}


def _report_or_404(request: HttpRequest, pk: int) -> ProgressReport:
    found = reports_readable(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@signed_in
@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One report as it was told."""
    found = _report_or_404(request, pk)
    part = found.participation
    context = {
        **around(part, request.user, "รายงานความก้าวหน้า"),
        "report": found,
        "areas": found.areas.select_related("area"),
        "values": found.values.select_related("indicator"),
        "may_cancel": part.programme.is_open
        and not found.cancelled_reason
        and (found.reported_by_id == request.user.pk or permissions.runs(request.user, part.programme)),
        "photos": files.attachments_of(services.report_pointer(found)),
    }
    return render(request, "progress/report_page.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = _report_or_404(request, pk)
    programme = found.participation.programme
    may = found.reported_by_id == request.user.pk or permissions.runs(request.user, programme)
    state = "ยกเลิกรายงานแล้ว" if found.cancelled_reason else programme.get_state_display()
    admit(
        request, participation_pointer(found.participation), state, may=may,
        now=programme.is_open and not found.cancelled_reason, back=reverse("progress:report-page", args=[pk]),
    )  # fmt: skip
    form = ReasonForm(request.POST or None, help_text="ค่าที่รายงานไว้ก่อนหน้าจะกลับมาเป็นค่าล่าสุด")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.cancel_report(found, actor=request.user, reason=reason)):
            messages.success(request, "ยกเลิกรายงานแล้ว")
            return redirect("progress:report-page", pk=pk)
    return act_page(
        request, form, heading="ยกเลิกรายงานความก้าวหน้า", button="ยกเลิกรายงาน",
        back=reverse("progress:report-page", args=[pk]), sub=str(found),
    )  # fmt: skip
