"""The list of visits, one visit, and what changed since it was closed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core import audit
from core.access import requires
from schools.scope import holds, people_keys
from supervision.field.missing import missing
from supervision.field.models import Visit
from supervision.field.permissions import can_begin, is_named
from supervision.field.queries import VisitPage, visit_page
from supervision.field.queries import visits as visit_queries
from supervision.field.queries.history import history_of
from supervision.field.queries.lists import for_rows
from supervision.field.services import visit_pointer
from supervision.field.tables import VisitTable
from supervision.field.views.base import READERS, visit_or_404


@requires(*READERS)
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    district: Any = getattr(request, "district", None) or None
    rows = Visit.objects.visible_to(request.user)
    rows = rows.of_district(district) if district is not None else rows.none()
    table = VisitTable(request, for_rows(rows), title="บันทึกการนิเทศ", user=request.user, district=district)
    may_export = district is not None and holds(request.user, "report.run", district=district)
    context = {
        "table": table,
        "may_begin": can_begin(request.user, district),
        "export_url": reverse("reports:document", args=["visit-list"]) if may_export else "",
    }
    return render(request, "field/list.html", context)


@requires(*READERS)
@require_safe
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    found = visit_or_404(request, pk)
    page = visit_page(found, request.user, today=timezone.localdate())
    _note_read(request, found, page)
    user = request.user
    context = {
        "visit": found,
        "page": page,
        "missing": missing(found) if page.can["submit"] else [],
        "may_print": holds(user, "report.run", district=found.district_id)
        or holds(user, "report.school.run", school=found.school),
    }
    return render(request, "field/visit.html", context)


def _note_read(request: HttpRequest, visit: Visit, page: VisitPage) -> None:
    """Scores of a named person on the page leave a trace, unless the reader made the visit or it is their own score."""
    if is_named(request.user, visit):
        return
    own = people_keys(request.user)
    seen = [row.response.person for row in page.sheets if row.open and row.response.person_id not in (None, *own)]
    if seen:
        audit.record_read(
            actor=request.user,
            action="score.read",
            target=visit_pointer(visit),
            district_code=visit.district.code,
            data={"person": ", ".join(str(person) for person in seen)},
        )


@requires(*READERS)
@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs from the revision that was closed, or sent last."""
    found = visit_or_404(request, pk)
    if not found.revisions.exists():
        raise PermissionDenied
    base, differences = visit_queries.changes(found, request.user)
    return render(request, "field/changes.html", {"visit": found, "base": base, "changes": differences})


@requires(*READERS)
@require_safe
def section_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every text each section had. Scores of a named person among them leave a trace, as on the visit's page."""
    found = visit_or_404(request, pk)
    held = history_of(found, request.user)
    if held.people and not is_named(request.user, found):
        audit.record_read(
            actor=request.user,
            action="score.read",
            target=visit_pointer(found),
            district_code=found.district.code,
            data={"person": ", ".join(held.people)},
        )
    return render(request, "field/section_history.html", {"visit": found, "history": held})
