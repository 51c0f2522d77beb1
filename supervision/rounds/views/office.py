"""นิเทศภายใน as the office sees it: counts of schools and the summaries principals sent. Nothing of a teacher."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import requires
from schools.models import School
from schools.scope import holds, reach
from supervision.rounds.models import InternalSummary
from supervision.rounds.queries.internal import board, terms_offered
from supervision.rounds.queries.lists import Tile
from supervision.rounds.tables import InternalSchoolTable


@requires("district.read")
@require_safe
def board_page(request: HttpRequest) -> HttpResponse:
    district: Any = getattr(request, "district", None) or None
    if district is None or not holds(request.user, "district.read", district=district):
        raise PermissionDenied
    today = timezone.localdate()
    offered = terms_offered(district, today)
    wanted = request.GET.get("term", "")
    year, term, label = next((row for row in offered if f"{row[1]}-{row[0]}" == wanted), offered[0])
    in_term = Q(internal_visits__academic_year=year, internal_visits__term=term)
    counted = in_term & ~Q(internal_visits__state="cancelled")
    sent = InternalSummary.objects.filter(school=OuterRef("pk"), revision__gt=0).in_term(year, term)
    rows = (
        School.objects.visible_to(request.user).of_district(district).open_on(today)
        .select_related("cluster")
        .annotate(
            n_planned=Count("internal_visits", filter=counted),
            n_done=Count("internal_visits", filter=in_term & Q(internal_visits__state__in=("recorded", "acknowledged"))),
            n_seen=Count("internal_visits", filter=in_term & Q(internal_visits__state="acknowledged")),
            summary_sent=Exists(sent),
            summary_key=sent.values("pk")[:1],
        )
    )  # fmt: skip
    table = InternalSchoolTable(request, rows, title="นิเทศภายในของโรงเรียน", user=request.user, district=district)
    found = board(district, year, term, on=today)
    here = reverse("rounds:internal-office")

    def tile(name: str, figure: int, unit: str, **more: str) -> Tile:
        return Tile(name, figure, f"{here}?{urlencode({'term': f'{term}-{year}', **more})}#schools", "", unit)

    tiles = [
        tile("มีแผนนิเทศภายใน", found.planning, f"จาก {found.schools} โรงเรียน", planning="yes"),
        tile("ยังไม่มีแผน", found.schools - found.planning, "โรงเรียน", planning="no"),
        tile("ส่งสรุปแล้ว", found.submitted, "โรงเรียน", summary="sent"),
        tile("ยังไม่ส่งสรุป", found.missing, "โรงเรียน", summary="missing"),
    ]
    context = {"table": table, "board": found, "tiles": tiles, "offered": offered, "chosen": (year, term),
               "label": label}  # fmt: skip
    return render(request, "rounds/internal_office.html", context)


@requires("district.read")
@require_safe
def summary_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent last, as it was sent: a draft the principal is writing now is not shown."""
    rows = InternalSummary.objects.filter(revision__gt=0, school__district__in=reach(request.user, "district.read").districts)
    summary = get_object_or_404(rows.select_related("school__district__settings", "submitted_by"), pk=pk)
    revision = summary.revisions.first()
    context = {"summary": summary, "sent": revision.snapshot if revision else {}, "counts": summary.counts}
    return render(request, "rounds/internal_office_summary.html", context)

