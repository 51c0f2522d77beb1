"""นิเทศภายใน as the office sees it: counts of schools and the summaries principals sent. Nothing of a teacher."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import requires
from core.thai.years import academic_label
from schools.models import School
from schools.scope import holds, reach
from supervision.rounds.models import InternalSummary
from supervision.rounds.queries.internal import InternalBoard, TermChoice, board, choose_term, sent_summary, with_counts
from supervision.rounds.queries.lists import Tile
from supervision.rounds.tables import InternalSchoolTable


@requires("district.read")
@require_safe
def board_page(request: HttpRequest) -> HttpResponse:
    district: Any = getattr(request, "district", None) or None
    if district is None or not holds(request.user, "district.read", district=district):
        raise PermissionDenied
    today = timezone.localdate()
    chosen = choose_term(district, today, request.GET.get("term", ""))
    rows = School.objects.visible_to(request.user).of_district(district).open_on(today).select_related("cluster")
    table = InternalSchoolTable(
        request, with_counts(rows, chosen.year, chosen.term), title="นิเทศภายในของโรงเรียน", user=request.user,
        district=district,
    )  # fmt: skip
    found = board(district, chosen.year, chosen.term, on=today)
    here = reverse("rounds:internal-office")
    context = {
        "table": table, "board": found, "tiles": _tiles(found, chosen, here), "chosen": chosen,
        "pills": chosen.pills(here),
    }  # fmt: skip
    return render(request, "rounds/internal_office.html", context)


def _tiles(found: InternalBoard, chosen: TermChoice, here: str) -> list[Tile]:
    def tile(label: str, figure: int, unit: str, **filters: str) -> Tile:
        return Tile(label, figure, f"{here}?{urlencode({'term': chosen.code, **filters})}#schools", "", unit)

    return [
        tile("มีแผนนิเทศภายใน", found.planning, f"จาก {found.schools} โรงเรียน", planning="yes"),
        tile("ยังไม่มีแผน", found.schools - found.planning, "โรงเรียน", planning="no"),
        tile("ส่งสรุปแล้ว", found.submitted, "โรงเรียน", summary="sent"),
        tile("ยังไม่ส่งสรุป", found.missing, "โรงเรียน", summary="missing"),
    ]


@requires("district.read")
@require_safe
def summary_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent last, as it was sent: a draft the principal is writing now is not shown."""
    rows = InternalSummary.objects.sent().filter(
        school__district__in=reach(request.user, "district.read").districts
    )  # fmt: skip
    summary = get_object_or_404(rows.select_related("school__district__settings", "submitted_by"), pk=pk)
    context = {
        "summary": summary, "sent": sent_summary(summary),
        "label": academic_label(summary.academic_year, summary.term),
    }  # fmt: skip
    return render(request, "rounds/internal_office_summary.html", context)
