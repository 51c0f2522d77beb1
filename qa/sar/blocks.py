"""Blocks of SARs on the landing page and the school page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.slots import Block
from qa.levels.models import SchoolLevel
from qa.sar.models import SarCall
from qa.sar.queries.lists import sars_of_schools, with_counts
from schools.scope import holds, reach

_SHOWN = 5


def school_home_block(request: HttpRequest) -> dict[str, Any] | None:
    """For a school's people who do not send it themselves: the SAR to write. Who sends finds it in the inbox."""
    user, district = request.user, getattr(request, "district", None) or None
    if district is None or reach(user, "sar.submit").schools:
        return None
    today = timezone.localdate()
    rows = sars_of_schools(user).of_district(district).unanswered().order_by("call__due_on", "pk")[:_SHOWN]
    found = [sar for sar in rows if sar.accepts(today)]
    return {"sars": found, "today": today} if found else None


def office_home_block(request: HttpRequest) -> dict[str, Any] | None:
    """For the group director: calls that are open, and how far the schools are."""
    user, district = request.user, getattr(request, "district", None) or None
    if district is None or not holds(user, "sar.call", district=district):
        return None
    calls = with_counts(SarCall.objects.visible_to(user).of_district(district).filter(state=SarCall.State.OPEN))
    rows = list(calls.order_by("due_on", "pk")[:_SHOWN])
    return {"calls": rows, "today": timezone.localdate()} if rows else None


def school_block(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    """The school page: its SARs, the newest first, and the levels of those that were accepted."""
    user = request.user
    own = school.pk in reach(user, "school.read").schools
    if not (own or holds(user, "district.read", district=school.district_id)):
        return None
    sars = list(
        school.sars.visible_to(user).standing().select_related("call").order_by("-call__academic_year", "-pk")[:_SHOWN]
    )
    if not sars:
        return None
    levels: dict[int, list[SchoolLevel]] = {}
    rows = SchoolLevel.objects.filter(
        school=school, source=SchoolLevel.Source.SELF, standard=None,
        academic_year__in=[sar.call.academic_year for sar in sars],
    ).select_related("scale_level")  # fmt: skip
    for row in rows:
        levels.setdefault(row.academic_year, []).append(row)
    told = [(sar, levels.get(sar.call.academic_year, []) if sar.state == sar.State.ACCEPTED else []) for sar in sars]
    return {"rows": told, "today": timezone.localdate()}


HOME_MAIN = (
    Block("sar.school", 11, school_home_block, "qa/sar/_home_school.html", ("school.read",)),
    Block("sar.office", 34, office_home_block, "qa/sar/_home_office.html", ("sar.call",)),
)
SCHOOL_MAIN = (Block("sar.school", 38, school_block, "qa/sar/_school.html"),)
