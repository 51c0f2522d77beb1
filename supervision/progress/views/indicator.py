"""One indicator of one school: its figures over the year, what its levels mean, and its evidence."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.access import requires
from core.acts import tried
from evidence.queries import panel
from supervision.improvement.models.programme import Use
from supervision.progress import permissions
from supervision.progress.forecast import RULE
from supervision.progress.models import ProgressValue, SchoolIndicator
from supervision.progress.proof import KEY
from supervision.progress.queries.frame import frame_of
from supervision.progress.queries.outlook import outlook_of_school
from supervision.progress.services import begin_indicator
from supervision.progress.views.base import READERS, admit_to, around, part_or_404


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    """POST begins the row that evidence hangs on, where nobody wrote a value yet."""
    part = part_or_404(request, pk)
    frames = {
        row.pk: row
        for use in (Use.PROGRESS, Use.BASELINE)
        for frame in frame_of(part.programme, use, kind=part.school.kind)
        for row in frame.indicators
    }
    found = frames.get(indicator)
    if found is None:
        raise Http404
    if request.method == "POST":
        admit_to(request, part, permissions.may_write(request.user, part))
        tried(request, lambda: begin_indicator(part, found, actor=request.user))
        return redirect("progress:indicator", pk=pk, indicator=indicator)
    row = SchoolIndicator.objects.filter(participation=part, indicator=found).select_related("updated_by").first()
    if row is not None:
        row.participation, row.indicator = part, found
    told = ProgressValue.objects.filter(
        report__participation=part, report__cancelled_reason="", indicator=found
    ).select_related("report")
    line = next((one for one in outlook_of_school(part).lines if one.indicator.pk == found.pk), None)
    context = {
        **around(part, request.user, found.code), "indicator": found, "row": row, "line": line, "rule": RULE,
        "told": told.order_by("report__reported_on", "pk"), "today": timezone.localdate(),
        "panel": panel(request.user, KEY, row) if row is not None else None,
        "can_begin": row is None and permissions.can_tick(request.user, part),
    }  # fmt: skip
    return render(request, "progress/indicator.html", context)
