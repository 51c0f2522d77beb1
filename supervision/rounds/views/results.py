"""Results of a round: the figures of visits, over what schools sent; two rounds of one form side by side."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.access import requires
from instruments.queries import form_of
from schools.scope import holds
from supervision.rounds import permissions
from supervision.rounds.models import CollectionRound
from supervision.rounds.queries.results import Results, compare, others_with, results, sheets_of_round
from supervision.rounds.views.base import round_or_404
from supervision.rounds.views.sheets import number_of


@requires("district.read")
@require_safe
def results_page(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_or_404(request, pk)
    if not permissions.may_read_office(request.user, round_.district):
        raise PermissionDenied
    found = _results(request, round_)
    others = others_with(round_)
    wanted = number_of(request.GET.get("with"))
    other = next((row for row in others if row.pk == wanted), None)
    context = {
        "round": round_, "results": found, "others": others, "other": other,
        "compared": compare(_results(request, other), found) if other else [],
        "documents": reverse("reports:document", args=["instrument-results"]),
        "may_print": holds(request.user, "report.run", district=round_.district),
        "cluster_label": round_.district.settings.cluster_label,
    }  # fmt: skip
    return render(request, "rounds/results.html", context)


def _results(request: HttpRequest, round_: CollectionRound) -> Results:
    sample = round_.district.settings.sample_sd
    return results(form_of(round_.version_id), sheets_of_round(round_), request.user, sample=sample)
