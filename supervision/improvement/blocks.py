"""Programmes on the landing page and the school page. What waits inside them (reports, agreements, scores) is told by
the apps that keep it."""

from typing import Any

from django.http import HttpRequest

from core.slots import Block
from schools.scope import holds, reach
from supervision.improvement.models import Participation, Programme
from supervision.improvement.queries import running

_SHOWN = 3


def office(request: HttpRequest) -> dict[str, Any] | None:
    """For supervisors and the group director: programmes that run, with the step that is on."""
    district = getattr(request, "district", None) or None
    if district is None or not holds(request.user, "improvement.follow", district=district):
        return None
    found = running(request.user, district)[:_SHOWN]
    return {"programmes": found} if found else None


def of_own_school(request: HttpRequest) -> dict[str, Any] | None:
    """For the people of a school: its programmes that run."""
    schools = reach(request.user, "school.read").schools
    if not schools:
        return None
    rows = Participation.objects.visible_to(request.user).filter(school__in=schools, is_in=True)
    rows = rows.filter(programme__state=Programme.State.OPEN).select_related("programme", "school")
    found = list(rows.order_by("-programme__year", "pk")[:_SHOWN])
    return {"participations": found} if found else None


def of_school(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    """The school page: programmes it is or was in, the newest first."""
    rows = Participation.objects.visible_to(request.user).filter(school=school).select_related("programme")
    rows = rows.exclude(programme__state=Programme.State.CANCELLED).order_by("-programme__year", "pk")
    found = list(rows[:_SHOWN])
    return {"participations": found} if found else None


HOME_MAIN = (
    Block("improvement.office", 42, office, "improvement/_home_office.html", ("improvement.follow",)),
    Block("improvement.school", 14, of_own_school, "improvement/_home_school.html", ("school.read",)),
)
SCHOOL_MAIN = Block(
    "improvement.of_school", 36, of_school, "improvement/_school.html", ("district.read", "school.read")
)
