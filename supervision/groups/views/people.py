"""Who is responsible for what: everybody, one person's page, one person's year."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import district_or_404, requires
from office.orders.services import sources_for
from schools.models import Person
from schools.queries import workload
from supervision.groups.ordering import KEY
from supervision.groups.permissions import may_read, may_see_year_of
from supervision.groups.queries import people_lines, person_year, responsibility_of
from supervision.groups.views.base import READERS, seen_by, year_pills


@requires(*READERS)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the office in one table; the order's annex is drafted from the same."""
    district = district_or_404(request)
    year, pills = year_pills(request, district)
    rows = people_lines(seen_by(request.user), district, on=timezone.localdate(), year=year)
    may_order = request.user.has_perm("order.write") and may_read(request.user, district)
    source = f"{KEY}:{year}"
    offered = may_order and any(
        source == one for _, pairs in sources_for(request.user, district, "order") for one, _ in pairs
    )
    context = {"rows": rows, "year": year, "pills": pills, "source": source if offered else ""}
    return render(request, "groups/people.html", context)


def _person(request: HttpRequest, pk: int) -> Person:
    rows = Person.objects.visible_to(request.user).of_office().select_related("district__settings")
    found: Person = get_object_or_404(rows, pk=pk)
    return found


@requires(*READERS)
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Posts, groups, tasks, subject groups, clusters, schools, projects, teams: one page."""
    row = _person(request, pk)
    year, pills = year_pills(request, row.district)
    today = timezone.localdate()
    office = may_read(request.user, row.district)
    context = {
        "one": responsibility_of(seen_by(request.user), row, on=today, year=year), "year": year, "pills": pills,
        "load": workload(row, today) if office else None, "office": office,
        "may_year": may_see_year_of(request.user, row),
    }  # fmt: skip
    return render(request, "groups/person.html", context)


@requires(*READERS, "desk.own")
@require_safe
def year(request: HttpRequest, pk: int) -> HttpResponse:
    """What a person answered for, planned and did in a year, and how they trained themselves."""
    row = _person(request, pk)
    if not may_see_year_of(request.user, row):
        raise PermissionDenied
    chosen, pills = year_pills(request, row.district)
    found = person_year(row, chosen)
    context = {
        "one": found, "person": row, "year": chosen, "pills": pills,
        "planned_words": f"ครั้ง จาก {found.planned} ครั้งที่วางแผน", "tasks_words": f"จาก {len(found.tasks)} งาน",
    }  # fmt: skip
    return render(request, "groups/person_year.html", context)
