"""What planning shows on pages of the apps to its left: the landing page, the school's page, the person's page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.slots import Block
from core.thai.years import fiscal_year
from schools.queries import person_of
from schools.scope import holds
from supervision.planning.models import Plan, PlannedVisit
from supervision.planning.queries import agenda_of

SCHOOL_SHOWN = 10


def _person(request: HttpRequest) -> Any:
    district = request.district or None  # type: ignore[attr-defined]  # set by CurrentDistrictMiddleware
    if not district or not holds(request.user, "plan.write", district=district):
        return None, district
    return person_of(request.user, district), district


def agenda(request: HttpRequest) -> dict[str, Any] | None:
    """home.main: this week and late, for whoever plans visits of their own."""
    person, district = _person(request)
    return {"agenda": agenda_of(person, district, timezone.localdate())} if person else None


def own_plan(request: HttpRequest) -> dict[str, Any] | None:
    """home.aside: the person's plan of the running fiscal year."""
    person, district = _person(request)
    if person is None:
        return None
    year = fiscal_year(timezone.localdate())
    rows = Plan.objects.of_district(district).for_fiscal_year(year).in_force().filter(owner=person)
    return {"plan": rows.with_counts().order_by("-kind").first(), "year": year}


def school_plan(request: HttpRequest, school: Any) -> dict[str, Any]:
    """school.main: visits planned to the school from today on, as far as the reader may see them."""
    today = timezone.localdate()
    rows = (
        PlannedVisit.objects.visible_to(request.user)
        .filter(school=school)
        .in_force()
        .with_done()
        .from_day(today)
        .filter(done=False)
        .select_related("activity__plan__owner")
        .by_day()
    )
    return {"rows": list(rows[:SCHOOL_SHOWN])}


HOME_AGENDA = Block("planning.agenda", 30, agenda, "planning/_home_agenda.html", ("plan.write",))
HOME_PLAN = Block("planning.plan", 10, own_plan, "planning/_home_plan.html", ("plan.write",))
SCHOOL = Block("planning.visits", 30, school_plan, "planning/_school_plan.html", ("district.read", "school.read"))
