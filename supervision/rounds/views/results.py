"""Results of a round: the figures of `instrument-results` on a page, and two rounds of one form side by side."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.access import requires
from core.keys import number_of
from instruments.queries import form_of, level_counts
from instruments.results import Heap, changes, choice_lines, groups, heap_of, item_lines
from instruments.scoring import sd_label
from reports.charts import bars, percent
from schools.scope import holds
from supervision.rounds import permissions
from supervision.rounds.models import CollectionRound
from supervision.rounds.queries.results import others_with, sheets_of_round
from supervision.rounds.views.base import round_or_404


@requires("district.read")
@require_safe
def results_page(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_or_404(request, pk)
    if not permissions.may_read_office(request.user, round_.district):
        raise PermissionDenied
    heap = _heap(request, round_)
    items = item_lines(heap)
    counted = level_counts(heap.summed)
    scored = sum(n for _, _, n in counted)
    others = others_with(round_)
    wanted = number_of(request.GET.get("with"))
    other = next((row for row in others if row.pk == wanted), None)
    context: dict[str, Any] = {
        "round": round_, "heap": heap, "items": items, "choices": choice_lines(heap),
        "levels": [(label, n, percent(n, scored)) for label, _, n in counted],
        "chart": bars([(label, n) for label, _, n in counted], title="จำนวนตามระดับ", unit="ฉบับ") if counted else None,
        "sheets": heap.summed.count(), "schools": heap.summed.order_by().values("school").distinct().count(),
        "clusters": groups(heap, "school__cluster", empty="ไม่อยู่ในกลุ่ม"), "per_school": groups(heap, "school"),
        "sd_label": sd_label(sample=heap.sample), "others": others, "other": other,
        "changes": changes(item_lines(_heap(request, other)), items) if other else [],
        "document": reverse("reports:document", args=["instrument-results"]),
        "may_print": holds(request.user, "report.run", district=round_.district),
    }  # fmt: skip
    return render(request, "rounds/results.html", context)


def _heap(request: HttpRequest, round_: CollectionRound) -> Heap:
    sample = round_.district.settings.sample_sd
    return heap_of(form_of(round_.version_id), sheets_of_round(round_), request.user, sample=sample)
