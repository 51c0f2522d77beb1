"""Who judges which schools, with the work each has."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.acts import act_page
from core.forms import ReasonForm, attempt
from schools.models import Person
from supervision.results import services
from supervision.results.forms import AssessorsForm
from supervision.results.models import Evaluation
from supervision.results.queries.board import holding, loads_of, uncovered
from supervision.results.views.base import evaluation_to_run


@requires("improvement.write")
@require_safe
def assessors(request: HttpRequest, pk: int) -> HttpResponse:
    """Who judges, how much each has, and schools that lack assessors."""
    found = evaluation_to_run(request, pk)
    loads = loads_of(found)
    context = {
        "evaluation": found, "programme": found.programme, "loads": loads, "lacking": uncovered(found, loads),
        "wanted": found.assessors_wanted,
    }  # fmt: skip
    return render(request, "results/assessors.html", context)


def _chosen(values: dict[str, Any], evaluation: Evaluation) -> list[Person]:
    """Everybody picked, once each, in the order they were picked."""
    people = list(values["people"])
    if values["other"]:
        people.append(values["other"])
    if values["team"]:
        people += [row.person for row in values["team"].members.select_related("person")]
    if values["committee"]:
        people += holding(values["committee"], evaluation.programme.district_id, timezone.localdate())
    return list({person.pk: person for person in people}.values())


@requires("improvement.write")
@require_http_methods(["GET", "POST"])
def name_assessors(request: HttpRequest, pk: int) -> HttpResponse:
    found = evaluation_to_run(request, pk)
    form = AssessorsForm(request.POST or None, user=request.user, programme=found.programme)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        where = {name: values[name] for name in ("standing", "cluster", "school")}
        people = _chosen(values, found)
        made = attempt(form, lambda: services.add_assessors(found, people, actor=request.user, **where))
        if made is not None:
            messages.success(request, f"แต่งตั้งผู้ประเมิน {len(made)} คนแล้ว")
            return redirect("quality-results:assessors", pk=pk)
    return act_page(
        request, form, heading="แต่งตั้งผู้ประเมิน", button="แต่งตั้ง", sub=str(found.programme),
        back=reverse("quality-results:assessors", args=[pk]),
    )  # fmt: skip


@requires("improvement.write")
@require_http_methods(["GET", "POST"])
def end_assessor(request: HttpRequest, pk: int, duty: int) -> HttpResponse:
    found = evaluation_to_run(request, pk)
    row = get_object_or_404(found.assessors.select_related("person", "evaluation__programme"), pk=duty)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.end_assessor(row, actor=request.user, reason=reason)) is not None:
            messages.success(request, f"{row.person} พ้นจากการเป็นผู้ประเมินแล้ว คะแนนที่ส่งไว้ยังนับอยู่")
            return redirect("quality-results:assessors", pk=pk)
    return act_page(
        request, form, heading=f"ให้ {row.person} พ้นหน้าที่", button="ให้พ้นหน้าที่", sub=str(found.programme),
        back=reverse("quality-results:assessors", args=[pk]),
    )  # fmt: skip
