"""Assessments of the office by year and indicator, beginning one, and the rules a level comes from."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import district_or_404, requires, signed_in
from core.acts import act_page
from core.forms import attempt
from core.keys import number_of
from core.thai.years import fiscal_year
from kotpn.assessment import services
from kotpn.assessment.forms import BeginForm
from kotpn.assessment.permissions import may_keep
from kotpn.assessment.queries.history import history
from kotpn.assessment.standing import proofs_of, standing_of
from kotpn.assessment.views.base import READERS, assessment_or_404
from kotpn.standards.models import Indicator


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    year = fiscal_year(timezone.localdate())
    keeps = may_keep(request.user, district)
    context = {
        "page": history(request.user, district, year=year, whole=request.user.has_perm("district.read")),
        "year": year, "keeps": keeps,
    }  # fmt: skip
    return render(request, "kotpn/assessment/index.html", context)


@requires("assessment.write")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Of ?indicator= and ?year=; who begins what stands already is led to it."""
    district = district_or_404(request)
    if not may_keep(request.user, district):
        raise PermissionDenied
    running = fiscal_year(timezone.localdate())
    years = [running + 1, running, running - 1, running - 2]
    asked = number_of(request.GET.get("year"))
    year = asked if asked in years else running
    indicators = Indicator.objects.visible_to(request.user).filter(
        standard__set__district=district, standard__set__state="published"
    )
    form = BeginForm(
        request.POST or None, indicators=indicators.select_related("standard__set"), years=years,
        initial={
            "indicator": number_of(request.GET.get("indicator")), "fiscal_year": year,
            "closes_on": date(year - 543, 9, 30),
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.begin(actor=request.user, **form.cleaned_data))
        if made is not None:
            return redirect("assessment:assessment", pk=made.pk)
    return act_page(
        request, form, heading="เริ่มการประเมินตนเอง", button="เริ่มประเมิน", sub="การประเมินตนเอง",
        back=reverse("assessment:index"),
    )  # fmt: skip


@signed_in
@require_safe
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """How the level comes about: the rows of the rule in the form's own words, and what was counted for each issue."""
    found = assessment_or_404(request, pk)
    standing = standing_of(found)
    indicator = found.indicator
    words = {label.value: label.word for label in indicator.standard.set.labels.all()}
    context = {
        "assessment": found, "indicator": indicator, "set": indicator.standard.set, "verdict": standing.verdict,
        "rules": [(row, words.get(row.level, "")) for row in indicator.rules.order_by("-level", "with_evidence")],
        "issues": [(row, list(proofs_of(row).values())) for row in standing.issues],
    }  # fmt: skip
    return render(request, "kotpn/assessment/rules.html", context)
