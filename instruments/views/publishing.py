"""Publish a draft: what is missing, for which years, and what becomes of the earlier version."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.access import requires
from core.keys import number_of
from core.thai.years import academic_term
from instruments.forms import PublishForm
from instruments.missing import missing
from instruments.models import InstrumentVersion
from instruments.queries import terms_of
from instruments.services.publishing import publish as publish_version
from instruments.services.publishing import succession
from instruments.views.base import READERS, tried, version_or_404, version_to_write
from instruments.views.building import missing_lines


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_to_write(request, pk)
    year = academic_term(timezone.localdate(), terms_of(version.instrument.district))[0]
    initial = {"year_from": version.year_from or year, "year_to": version.year_to}
    form = PublishForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done, _ = tried(
            form,
            lambda: publish_version(
                version, actor=request.user, lock_version=number_of(request.POST.get("lock")) or 0, **form.cleaned_data
            ),
        )
        if done is not None:
            return redirect("instruments:instrument", pk=version.instrument_id)
        version = version_or_404(request, pk)
    is_draft = version.state == InstrumentVersion.State.DRAFT
    lacking = missing(version) if is_draft else []
    context = {
        "version": version,
        "instrument": version.instrument,
        "form": form,
        "is_draft": is_draft,
        "missing": missing_lines(version, lacking),
        "succession": succession(version.instrument, year_from=initial["year_from"]) if is_draft else [],
    }
    return render(request, "instruments/publish.html", context, status=422 if form.is_bound else 200)
