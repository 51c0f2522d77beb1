"""Runs: open many at once, the board of a procedure's year, one run step by step, a school's own runs."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.filters import ChoiceFilter, TextFilter
from core.forms import ReasonForm, attempt
from core.keys import number_of
from core.tables import TITLE, Column, Table
from core.thai.years import academic_term, fiscal_year
from core.trail import trail
from evidence.queries import panel, panels
from instruments.queries import terms_of
from processes import services
from processes.forms import OpenRunsForm, RunStepForm
from processes.models import Procedure, Run
from processes.permissions import can_write_step, may_open_runs
from processes.queries import board_of, with_progress, years_of
from processes.views.base import READERS, procedure_or_404, run_or_404
from schools.models import Cluster
from schools.scope import holds

_LOOKS = {"procedure_run.step": ("", "check"), "procedure_run.cancelled": ("bad", "circle-x")}


class RunTable(Table):
    row_template = "processes/_run_row.html"
    default_sort = "-late"
    unit = "แห่ง"
    empty = "ยังไม่มีการดำเนินงาน"
    columns = (
        Column("place", "หน่วยงาน", sort="school__name_sort", phone=TITLE),
        Column("step", "อยู่ที่ขั้น"),
        Column("progress", "เสร็จแล้ว", numeric=True),
        Column("late", "เลยกำหนด", sort="n_late", numeric=True),
        Column("state", "สถานะ"),
    )

    def get_filters(self) -> list[Any]:
        user, district = self.options["user"], self.options["district"]
        found: list[Any] = [ChoiceFilter("state", "สถานะ", Run.State.choices)]
        if self.options.get("of_schools"):
            rows = Cluster.objects.visible_to(user).of_district(district)
            found = [
                TextFilter("q", "ค้นหาโรงเรียน", fields=("school__name",)), *found,
                ChoiceFilter("cluster", "กลุ่มโรงเรียน", lambda table: list(rows.values_list("pk", "name")),
                             path="school__cluster"),
            ]  # fmt: skip
        return found


def _this_year(procedure: Procedure) -> int:
    today = timezone.localdate()
    if procedure.year_kind == Procedure.YearKind.FISCAL:
        return fiscal_year(today)
    return academic_term(today, terms_of(procedure.district))[0]


@requires("process.write")
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the procedure of a year for the office, or for every cluster or school chosen, in one act."""
    procedure = procedure_or_404(request, pk)
    if not may_open_runs(request.user, procedure.district):
        raise PermissionDenied
    form = OpenRunsForm(
        request.POST or None, procedure=procedure, user=request.user, initial={"year": _this_year(procedure)}
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
    return render(request, "processes/form.html", context, status=422 if form.is_bound else 200)


@requires("district.read")
@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Which school is at which step, late ones first."""
    procedure = procedure_or_404(request, pk)
    if not holds(request.user, "district.read", district=procedure.district):
        raise PermissionDenied
    years = years_of(procedure)
    year = number_of(request.GET.get("year")) or (years[0] if years else _this_year(procedure))
    today = timezone.localdate()
    runs = Run.objects.visible_to(request.user).standing().filter(procedure=procedure, year=year)
    table = RunTable(
        request, with_progress(runs, today), title="การดำเนินงาน", user=request.user, district=procedure.district,
        of_schools=procedure.level == Procedure.Level.SCHOOL, today=today,
    )  # fmt: skip
    context = {
        "procedure": procedure, "year": year, "years": years, "board": board_of(runs, today), "table": table,
        "may_open": may_open_runs(request.user, procedure.district),
    }  # fmt: skip
    return render(request, "processes/board.html", context)


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Runs the person may see: a school's own, the office's of every procedure."""
    district: Any = getattr(request, "district", None) or None
    today = timezone.localdate()
    rows = Run.objects.visible_to(request.user).standing()
    rows = rows.of_district(district) if district is not None else rows.none()
    if district is not None and holds(request.user, "district.read", district=district):
        rows = rows.filter(school=None)
    table = RunTable(
        request, with_progress(rows, today), title="การดำเนินงาน", user=request.user, district=district, named=True,
        today=today,
    )  # fmt: skip
    return render(request, "processes/runs.html", {"table": table})


@requires(*READERS)
@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    found = run_or_404(request, pk)
    rows = list(found.steps.select_related("step", "owner", "saved_by").prefetch_related("step__substeps"))
    today = timezone.localdate()
    for row in rows:
        row.run = found
    proofs = panels(request.user, "run_step", rows)
    for row in rows:
        row.proof = proofs[row.pk]
    context = {
        "run": found, "rows": rows, "today": today, "can_write": can_write_step(request.user, found),
        "current": next((row for row in rows if not row.is_finished), None),
        "done": sum(row.is_finished for row in rows), "may_cancel": may_open_runs(request.user, found.district),
        "office": holds(request.user, "district.read", district=found.district),
        "events": trail("procedure_run", found.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "processes/run.html", context)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    found = run_or_404(request, pk)
    held = get_object_or_404(found.steps.select_related("step", "owner"), pk=row)
    held.run = found
    if not can_write_step(request.user, found):
        raise PermissionDenied
    form = RunStepForm(request.POST or None, row=held, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        stamp = number_of(request.POST.get("stamp"))
        saved = attempt(form, lambda: services.save_run_step(held, actor=request.user, stamp=stamp, **values))
        if saved is not None:
            return redirect(f"{reverse('processes:run', args=[pk])}#step-{row}")
    context = {
        "run": found, "row": held, "form": form, "stamp": request.POST.get("stamp") or held.stamp,
        "panel": panel(request.user, "run_step", held),
    }  # fmt: skip
    return render(request, "processes/run_step.html", context, status=422 if form.is_bound else 200)


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
    return render(request, "processes/form.html", context, status=422 if form.is_bound else 200)
