"""Results of a form over the whole office."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import requires
from core.keys import number_of
from core.thai.years import academic_term
from instruments.queries import terms_of
from qa.followup.models import FollowUp
from qa.followup.queries.results import Results, years_of
from schools.scope import holds


@requires("district.read")
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Levels by element, size, kind, cluster and อำเภอ; schools without a form by name; whom others may learn from."""
    district: Any = getattr(request, "district", None) or None
    if district is None or not holds(request.user, "district.read", district=district):
        raise PermissionDenied
    years = years_of(district)
    year = number_of(request.GET.get("year")) or (years[0] if years else _this_year(district))
    form = request.GET.get("form", "")
    if form not in FollowUp.Form.values:
        form = FollowUp.Form.SYSTEM
    here = reverse("followup:results")
    context = {
        "results": Results(district, year=year, form=form, user=request.user), "year": year, "years": years,
        "forms": [
            {"label": label, "url": f"{here}?{urlencode({'form': code, 'year': year})}", "current": code == form}
            for code, label in FollowUp.Form.choices
        ],
        "year_pills": [
            {"label": str(one), "url": f"{here}?{urlencode({'form': form, 'year': one})}", "current": one == year}
            for one in years
        ],
        "form_code": form,
    }  # fmt: skip
    return render(request, "qa/followup/results.html", context)


def _this_year(district: Any) -> int:
    return academic_term(timezone.localdate(), terms_of(district))[0]
