"""Blocks of นิเทศภายใน: appointments of a person of a school, and a school's counts on its page."""

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
    """Appointments ahead of this person, as observer or observed; what is due already stands in the inbox above."""
    user, district = request.user, getattr(request, "district", None) or None
    keys = people_keys(user)
    if district is None or not keys:
        return None
    visits = InternalVisit.objects.visible_to(user).filter(school__district=district)
    rows = list(visits.coming_for(keys, timezone.localdate()).select_related("teacher", "observer")[:_SHOWN])
    return {"visits": rows, "mine": keys} if rows else None


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


HOME = Block("rounds.internal", 22, home_block, "rounds/_home_internal.html", ("school.read",))
SCHOOL = Block("rounds.internal", 41, school_block, "rounds/_school_internal.html")
