"""A school's baseline: its areas one page each, sent whole; the office takes or returns it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, tried
from core.conflicts import guarded
from core.forms import ReasonForm, attempt
from core.keys import number_of
from supervision.improvement.models import Participation
from supervision.progress import permissions, services
from supervision.progress.forms import AreaForm
from supervision.progress.missing import missing_of_sheet
from supervision.progress.models import Analysis, SchoolIndicator
from supervision.progress.queries.frame import AreaFrame
from supervision.progress.queries.sheet import area_states, before_of, beside_of, frame_for, offers_of, values_of
from supervision.progress.services.sheet import TEXTS
from supervision.progress.views.base import READERS, admit_to, around, part_or_404


@requires(*READERS)
@require_safe
def baseline(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the school's sheet stands, what is missing, its areas, and what other desks know of the school."""
    part = part_or_404(request, pk)
    frames = frame_for(part)
    sheet = getattr(part, "baseline_sheet", None)
    state = permissions.state_of(part)
    can_write = permissions.can_write(request.user, part)
    context = {
        **around(part, request.user, "ข้อมูลฐานและแผน"), "areas": area_states(part, frames), "sheet": sheet,
        "state": state,
        "missing": missing_of_sheet(part, frames) if permissions.SHEET_STATES.allows(state, "write") else [],
        "can_write": can_write, "can_submit": permissions.can_submit(request.user, part),
        "acts": permissions.SHEET_STATES.acts(state) if permissions.can_decide(request.user, part) else (),
        "beside": beside_of(part), "plan_url": reverse("progress:plan", args=[pk]),
    }  # fmt: skip
    return render(request, "progress/baseline.html", context)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def area(request: HttpRequest, pk: int, area: int) -> HttpResponse:
    """One area: values, targets and analysis in one form; who may not write reads the same page."""
    part = part_or_404(request, pk)
    frames = frame_for(part)
    frame = next((row for row in frames if row.area.pk == area), None)
    if frame is None:
        raise Http404
    if request.method == "POST":
        admit_to(request, part, permissions.may_write(request.user, part), "write")
    # What came too late is refused by the service, and stands again with all that was typed.
    can_write = request.method == "POST" or permissions.can_write(request.user, part)
    before = before_of(part)
    offers = offers_of(part, frame.indicators, before) if can_write else {}
    values = values_of(part)
    analysis = Analysis.objects.filter(participation=part, area=frame.area).first()
    form = AreaForm(
        request.POST if request.method == "POST" else None, indicators=frame.indicators,
        initial=_initial(frame, values, offers, analysis),
    )  # fmt: skip
    suggested = {key: (offer.value, offer.origin) for key, offer in offers.items()}
    saved, more = guarded(
        request, form,
        lambda stamp: services.save_area(
            part, actor=request.user, area=frame.area, figures=form.figures(suggested), texts=form.texts(), stamp=stamp
        ),
        stamp=analysis.stamp if analysis else 0,
        fresh=lambda: Analysis.objects.filter(participation=part, area=frame.area).first(),
        stands=lambda row: _initial(frame, values_of(part), {}, row),
    )  # fmt: skip
    if saved is not None:
        messages.success(request, f"บันทึกด้าน{frame.area.name}แล้ว")
        return redirect(_after(request, part, frames, frame))
    place = frames.index(frame)
    context = {
        **around(part, request.user, frame.area.name), "section": frame, "form": form, "can_write": can_write,
        **more, "rows": _rows(frame, form, values, offers, before),
        "analysis": analysis, "texts": [form[name] for name in TEXTS],
        "pills": [
            {"label": row.area.code, "url": reverse("progress:area", args=[pk, row.area.pk]), "count": None,
             "current": row is frame}
            for row in frames
        ],
        "next_area": frames[place + 1].area if place + 1 < len(frames) else None,
    }  # fmt: skip
    return render(request, "progress/area.html", context, status=422 if form.is_bound else 200)


def _initial(frame: AreaFrame, values: Any, offers: Any, analysis: Analysis | None) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(analysis, name) for name in TEXTS} if analysis else {}
    for row in frame.indicators:
        held: SchoolIndicator | None = values.get(row.pk)
        if held is not None:
            found |= {
                f"baseline_{row.pk}": held.baseline, f"target_{row.pk}": held.target,
                f"note_{row.pk}": held.baseline_note, f"reason_{row.pk}": held.target_reason,
            }  # fmt: skip
        if row.pk in offers and (held is None or held.baseline is None):
            found[f"baseline_{row.pk}"] = offers[row.pk].value
    return found


def _rows(frame: AreaFrame, form: AreaForm, values: Any, offers: Any, before: Any) -> list[dict[str, Any]]:
    return [
        {
            "indicator": row, "held": values.get(row.pk), "offer": offers.get(row.pk), "before": before.get(row.pk),
            "baseline": form[f"baseline_{row.pk}"], "target": form[f"target_{row.pk}"], "note": form[f"note_{row.pk}"],
            "reason": form[f"reason_{row.pk}"],
            "ask": bool(form[f"reason_{row.pk}"].errors or form[f"reason_{row.pk}"].value()),
            "unsaved": row.pk in offers and (row.pk not in values or values[row.pk].baseline is None),
        }
        for row in frame.indicators
    ]  # fmt: skip


def _after(request: HttpRequest, part: Participation, frames: Any, frame: AreaFrame) -> str:
    place = frames.index(frame)
    if request.POST.get("then") == "next" and place + 1 < len(frames):
        return reverse("progress:area", args=[part.pk, frames[place + 1].area.pk])
    return reverse("progress:baseline", args=[part.pk])


@requires("school.improvement.submit")
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    part = part_or_404(request, pk)
    admit_to(request, part, permissions.may_submit(request.user, part), "submit")
    if tried(request, lambda: services.submit_sheet(part, actor=request.user, now=timezone.now())):
        messages.success(request, "ส่งข้อมูลฐานและแผนถึงสำนักงานเขตแล้ว")
    return redirect("progress:baseline", pk=pk)


@requires("improvement.follow")
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    part = part_or_404(request, pk)
    admit_to(request, part, permissions.may_decide(request.user, part), "accept")
    stamp = number_of(request.POST.get("stamp")) or 0
    if tried(request, lambda: services.accept_sheet(part, actor=request.user, stamp=stamp)):
        messages.success(request, f"รับข้อมูลฐานและแผนของ{part.school.name}แล้ว")
    return redirect("progress:baseline", pk=pk)


@requires("improvement.follow")
@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the school with a reason."""
    part = part_or_404(request, pk)
    admit_to(request, part, permissions.may_decide(request.user, part), "return")
    form = ReasonForm(request.POST or None, help_text="โรงเรียนจะได้รับข้อความนี้ และแก้ไขแล้วส่งใหม่ได้")
    stamp = number_of(request.POST.get("stamp")) or 0
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.return_sheet(part, actor=request.user, reason=reason, stamp=stamp)):
            messages.success(request, "ตีกลับแล้ว โรงเรียนได้รับข้อความของท่าน")
            return redirect("progress:baseline", pk=pk)
    return act_page(
        request, form, heading=f"ตีกลับข้อมูลฐานและแผนของ{part.school.name}", button="ตีกลับพร้อมเหตุผล",
        back=reverse("progress:baseline", args=[pk]), sub=part.programme.name, draft=f"baseline-return-{pk}",
        stamp=part.baseline_sheet.stamp,
    )  # fmt: skip
