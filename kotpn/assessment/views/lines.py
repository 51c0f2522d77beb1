"""The list behind a number: every record a line of evidence counts, each a link to where it is kept."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.access import signed_in
from evidence.proofs import Scope
from kotpn.assessment.queries.lists import line_list, shown
from kotpn.assessment.views.base import assessment_or_404, line_or_404

_PAGE = 50


@signed_in
@require_safe
def line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """With ?all=1 every record the line compares with (all findings, where it counts the closed ones), with ?schools=1
    the schools of those it counts."""
    found = assessment_or_404(request, pk)
    held = line_list(found, line_or_404(found, line), whole="all" in request.GET, by_school="schools" in request.GET)
    page = Paginator(held.rows, _PAGE).get_page(request.GET.get("page"))
    context = {
        "assessment": found, "list": held, "line": held.line, "page": page,
        "back": f"{reverse('assessment:assessment', args=[pk])}?issue={held.line.issue.number}#line-{line}",
        "records": shown(page.object_list, Scope(found.district, found.fiscal_year)),
    }  # fmt: skip
    return render(request, "kotpn/assessment/line.html", context)
