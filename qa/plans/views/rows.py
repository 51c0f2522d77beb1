"""Write a plan: its title and aim, and rows of every kind."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import tried
from core.forms import attempt
from core.keys import number_of
from core.thai.years import law_academic_year
from qa.plans import services
from qa.plans.forms import FORMS, FrontForm
from qa.plans.models import Finding, QualityPlan, Strategy
from qa.plans.queries import picks_for
from qa.plans.services.rows import KINDS, rows_of
from qa.plans.views.base import form_page, own_plan_or_404
from qa.standards.models import EducationLevel

# Sources that schools or outsiders write about in words.
ORIGINS = (Finding.Origin.SELF.value, Finding.Origin.OFFICE.value, Finding.Origin.EXTERNAL.value)


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise Http404
    return kind


def _back(plan: QualityPlan, anchor: str = "") -> str:
    return reverse("quality-plans:plan", args=[plan.pk]) + anchor


@requires("quality.plan.write")
@require_http_methods(["GET", "HEAD", "POST"])
def front(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_plan_or_404(request, pk)
    initial = {"title": found.title, "aim": found.aim, "lock": found.lock_version}
    form = FrontForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        lock = values.pop("lock")
        if attempt(form, lambda: services.save_front(found, actor=request.user, lock_version=lock, **values)):
            return redirect(_back(found))
    return form_page(request, form, heading="ชื่อและเป้าประสงค์", button="บันทึก", sub=found.title, back=_back(found))


@requires("quality.plan.write")
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """Points to improve of the district's summary (?year=, ?level=, ?origin=), to be ticked into the plan."""
    found = own_plan_or_404(request, pk)
    running = law_academic_year(timezone.localdate())[0]
    years = list(range(running, running - 6, -1))
    year = number_of(request.GET.get("year"))
    level, origin = request.GET.get("level", ""), request.GET.get("origin", "")
    asked: dict[str, Any] = {
        "academic_year": year if year in years else running - 1,
        "level": level if level in EducationLevel.values else EducationLevel.BASIC.value,
        "origin": origin if origin in ORIGINS else Finding.Origin.SELF.value,
    }
    if request.method == "POST":
        keys, lock = request.POST.getlist("point"), number_of(request.POST.get("lock"))
        told: list[int] = []
        if tried(
            request,
            lambda: told.append(
                services.pick_findings(found, actor=request.user, keys=keys, lock_version=lock, **asked)
            ),
        ):
            messages.success(request, f"นำเข้าแผน {told[0]} เรื่อง")
            return redirect(_back(found, "#findings"))
    context = {
        "plan": found, "picks": picks_for(found, **asked), "years": years, "levels": EducationLevel.choices,
        "origins": [(code, Finding.Origin(code).label) for code in ORIGINS], **asked,
    }  # fmt: skip
    return render(request, "qa/plans/pick.html", context)


@requires("quality.plan.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new_row(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """At the end of the plan, or with ?under= of that strategy."""
    found, told = own_plan_or_404(request, pk), KINDS[_known(part)]
    under = None
    if told.parent == "strategy":
        under = get_object_or_404(found.strategies, pk=number_of(request.GET.get("under")))
    return _form(request, found, part, None, under)


@requires("quality.plan.write")
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, pk: int, part: str, row: int) -> HttpResponse:
    found = own_plan_or_404(request, pk)
    held = get_object_or_404(rows_of(found, _known(part)), pk=row)
    return _form(request, found, part, held, None)


def _form(request: HttpRequest, plan: QualityPlan, kind: str, row: Any, under: Strategy | None) -> HttpResponse:
    told = KINDS[kind]
    form = FORMS[kind](request.POST or None, plan=plan, row=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        lock = form.cleaned_data["lock"]
        saved = attempt(
            form,
            lambda: services.save_row(
                plan, actor=request.user, kind=kind, values=form.values, row=row, under=under, lock_version=lock,
                **form.extra,
            ),
        )  # fmt: skip
        if saved is not None:
            return redirect(_back(plan, f"#{kind}-{saved.pk}"))
    heading = f"แก้ไข{told.thai}" if row else f"เพิ่ม{told.thai}"
    sub = f"{under.title}" if under else plan.title
    return form_page(request, form, heading=heading, button="บันทึก", sub=sub, back=_back(plan))


@requires("quality.plan.write")
@require_POST
def move(request: HttpRequest, pk: int, part: str, row: int) -> HttpResponse:
    found = own_plan_or_404(request, pk)
    up = request.POST.get("way") == "up"
    tried(request, lambda: services.move_row(found, actor=request.user, kind=_known(part), key=row, up=up))
    return redirect(_back(found, f"#{part}-{row}"))


@requires("quality.plan.write")
@require_POST
def remove(request: HttpRequest, pk: int, part: str, row: int) -> HttpResponse:
    found = own_plan_or_404(request, pk)
    tried(request, lambda: services.remove_row(found, actor=request.user, kind=_known(part), key=row))
    return redirect(_back(found))
