"""Runs: open many at once, one run step by step, a step's page, cancelling one opened by mistake."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.acts import act_page
from core.conflicts import guarded
from core.forms import ReasonForm, attempt
from core.trail import trail
from evidence.queries import panel
from processes import services, step_pages
from processes.forms import OpenRunsForm, RunStepForm
from processes.models import Run
from processes.permissions import can_write_step, may_open_runs
from processes.queries import mark_now, marks_of, steps_of
from processes.views.base import READERS, procedure_or_404, run_or_404
from processes.views.boards import this_year
from schools.scope import holds

_LOOKS = {"procedure_run.step": ("", "check"), "procedure_run.cancelled": ("bad", "circle-x")}


@requires("process.write")
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the procedure of a year for the office, or for every cluster or school chosen, in one act."""
    procedure = procedure_or_404(request, pk)
    if not may_open_runs(request.user, procedure.district):
        raise PermissionDenied
    form = OpenRunsForm(
        request.POST or None, procedure=procedure, user=request.user, initial={"year": this_year(procedure)}
    )
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        clusters = list(form.cleaned_data.get("clusters") or []) or None
        done = attempt(form, lambda: services.open_runs(procedure, actor=request.user, year=year, clusters=clusters))
        if done is not None:
            there = f" มีอยู่แล้ว {done.there} แห่ง" if done.there else ""
            messages.success(request, f"เปิดการดำเนินงานแล้ว {done.opened} แห่ง{there}")
            return redirect(f"{reverse('processes:runs-board', args=[pk])}?year={year}")
    context = {
        "form": form, "heading": "เปิดการดำเนินงาน", "button": "เปิด", "sub": procedure.name,
        "back": reverse("processes:procedure", args=[pk]),
    }  # fmt: skip
    return act_page(request, **context, under=("processes:procedures", "กระบวนงาน"))


@requires(*READERS)
@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    found = run_or_404(request, pk)
    marks = marks_of(steps_of(found), timezone.localdate())
    context = {
        "run": found, "marks": marks, "now": mark_now(marks), "done": sum(mark.row.is_finished for mark in marks),
        "may_cancel": may_open_runs(request.user, found.district),
        "office": holds(request.user, "district.read", district=found.district),
        "events": trail("procedure_run", found.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "processes/run.html", context)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """What is to be done at this step, the real thing it is about, and for who does it where it stands."""
    found = run_or_404(request, pk)
    marks = marks_of(steps_of(found), timezone.localdate())
    place = next((number for number, mark in enumerate(marks) if mark.row.pk == row), None)
    if place is None:
        raise Http404
    held = marks[place].row
    held.run = found
    can_write = can_write_step(request.user, held)
    if request.method == "POST" and not can_write:
        raise PermissionDenied
    form = RunStepForm(request.POST or None, row=held, user=request.user) if can_write else None
    more: dict[str, Any] = {}
    if form is not None:
        saved, more = guarded(
            request, form,
            lambda stamp: services.save_run_step(held, actor=request.user, stamp=stamp, **form.cleaned_data),
            stamp=held.stamp, fresh=lambda: found.steps.filter(pk=row).first(),
        )  # fmt: skip
        if saved is not None:
            messages.success(request, f"บันทึกขั้นที่ {place + 1} แล้ว: {saved.get_state_display()}")
            return redirect(f"{reverse('processes:run', args=[pk])}#step-{row}")
    context = {
        "run": found, "row": held, "mark": marks[place], "form": form if found.state != Run.State.CANCELLED else None,
        "count": len(marks),
        "before": marks[place - 1] if place else None, "after": marks[place + 1] if place + 1 < len(marks) else None,
        "shown": step_pages.render(request, held), "panel": panel(request.user, "run_step", held),
        **more,
    }  # fmt: skip
    return render(request, "processes/run_step.html", context, status=422 if form and form.is_bound else 200)


@requires("process.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = run_or_404(request, pk)
    if not may_open_runs(request.user, found.district):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.cancel_run(found, actor=request.user, reason=reason)) is not None:
            messages.success(request, "ยกเลิกการดำเนินงานแล้ว")
            return redirect("processes:run", pk=pk)
    context = {
        "form": form, "heading": "ยกเลิกการดำเนินงาน", "button": "ยกเลิกการดำเนินงาน", "sub": str(found),
        "back": reverse("processes:run", args=[pk]),
    }  # fmt: skip
    return act_page(request, **context, under=("processes:procedures", "กระบวนงาน"))
