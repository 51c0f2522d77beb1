"""Blocks of นิเทศภายใน: what waits for a person of a school, and a school's counts on its page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.slots import Block
from schools.scope import holds, people_keys, reach
from supervision.rounds.models import InternalSummary, InternalVisit
from supervision.rounds.queries.internal import choose_term, counts_of

_SHOWN = 5
_SUMMARIES = 2


def home_block(request: HttpRequest) -> dict[str, Any] | None:
    """Records to read, and observations of this person still to be made or written, the earliest first."""
    user, district = request.user, getattr(request, "district", None) or None
    keys = people_keys(user)
    if district is None or not keys:
        return None
    visits = InternalVisit.objects.visible_to(user).filter(school__district=district)
    to_read = list(visits.to_read_by(keys).select_related("observer").order_by("recorded_at")[:_SHOWN])
    to_record = list(visits.to_record_by(keys).select_related("teacher").order_by("planned_on")[:_SHOWN])
    if not (to_read or to_record):
        return None
    return {"today": timezone.localdate(), "to_read": to_read, "to_record": to_record}


def school_block(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    """The school's own supervision in numbers, and for the office the summaries it was sent."""
    user = request.user
    own = school.pk in reach(user, "school.read").schools
    office = holds(user, "district.read", district=school.district_id)
    if not (own or office):
        return None
    today = timezone.localdate()
    chosen = choose_term(school.district, today)
    sent = InternalSummary.objects.sent().filter(school=school).order_by("-academic_year", "-term")
    return {
        "own": own,
        "chosen": chosen,
        "counts": counts_of(school, chosen.year, chosen.term, on=today),
        "summaries": list(sent[:_SUMMARIES]) if office else [],
    }


HOME = Block("rounds.internal", 13, home_block, "rounds/_home_internal.html", ("school.read",))
SCHOOL = Block("rounds.internal", 41, school_block, "rounds/_school_internal.html")
