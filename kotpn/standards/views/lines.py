"""Evidence lines: the rule builder with its trial on a year's work, and their order."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import tried
from core.forms import attempt
from core.thai.years import fiscal_year
from evidence.proofs import source
from kotpn.standards import services
from kotpn.standards.forms.lines import LineForm, initial_of
from kotpn.standards.models import Issue, ProofLine
from kotpn.standards.queries import Trial, knows, try_rule
from kotpn.standards.views.base import kept_part_or_404
from kotpn.standards.views.parts import indicator_page


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new_line(request: HttpRequest, pk: int) -> HttpResponse:
    issue = kept_part_or_404(request, Issue, pk)
    return _line(request, issue, None)


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, pk: int) -> HttpResponse:
    row = kept_part_or_404(request, ProofLine, pk)
    return _line(request, row.issue, row)


def _line(request: HttpRequest, issue: Issue, row: ProofLine | None) -> HttpResponse:
    """Three buttons: "pick" shows the conditions of another source, "try" counts on a year's work, "save" writes."""
    owner = issue.indicator.standard.set
    told: dict[str, Any] = {"district": owner.district, "line": row}
    trial: Trial | None = None
    if request.method == "POST":
        key, act = request.POST.get("source", ""), request.POST.get("act", "save")
        if act == "pick" or key != request.POST.get("shown", ""):
            form = LineForm(initial=request.POST.dict(), key=key, **told)
        else:
            form = LineForm(request.POST, key=key, **told)
            if form.is_valid() and act == "try":
                year = fiscal_year(timezone.localdate()) - 1
                trial = try_rule(owner.district, year, form.key, form.where(), form.among()) if form.key else None
            elif form.is_valid():
                words, lock = form.words(), form.cleaned_data["lock"]
                saved = attempt(
                    form,
                    lambda: services.save_line(issue, actor=request.user, words=words, line=row, lock_version=lock),
                )
                if saved is not None:
                    return redirect(indicator_page(issue.indicator, f"#line-{saved.pk}"))
    else:
        initial = initial_of(row) if row else {"in_full": 3, "at_least": 1}
        form = LineForm(initial={**initial, "lock": owner.lock_version}, key=row.source if row else "", **told)
    refused = form.is_bound and bool(form.errors)
    return render(request, "kotpn/standards/line.html", {
        "form": form, "issue": issue, "line": row, "trial": trial, "back": indicator_page(issue.indicator),
        "unit": source(form.key).unit if form.key else "",
        "unknown": row.source if row and row.source and not knows(row.source) else "",
    }, status=422 if refused else 200)  # fmt: skip


@requires("standard.write")
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    row = kept_part_or_404(request, ProofLine, pk)
    up = request.POST.get("way") == "up"
    tried(request, lambda: services.move_line(row, actor=request.user, up=up))
    return redirect(indicator_page(row.issue.indicator, f"#line-{row.pk}"))
