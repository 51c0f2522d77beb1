"""Blocks of rounds on the landing page and the school page; those of internal supervision: internal_blocks.py."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.slots import Block
from schools.scope import holds, reach
from supervision.rounds.models import CollectionRound
from supervision.rounds.queries.lists import entries_of_school, open_to_apply, with_counts

_SHOWN = 5


def school_home_block(request: HttpRequest) -> dict[str, Any] | None:
    """For the school: forms that wait, the nearest due date first, and rounds it may join."""
    user, district = request.user, getattr(request, "district", None) or None
    if district is None or not reach(user, "school.read").schools:
        return None
    today = timezone.localdate()
    waiting = (
        entries_of_school(user)
        .filter(round__district=district, round__state=CollectionRound.State.OPEN)
        .exclude(round__closes_on_due=True, round__due_on__lt=today)
        .unanswered()
        .order_by("round__due_on", "pk")
    )
    # Whoever sends them finds them in the inbox above.
    rows = [] if reach(user, "round.submit").schools else list(waiting[:_SHOWN])
    apply = open_to_apply(user, district, today)
    if not (rows or apply):
        return None
    return {"today": today, "entries": rows, "to_apply": apply}


def office_home_block(request: HttpRequest) -> dict[str, Any] | None:
    """For the group director: rounds that are open, and how many schools have not answered."""
    user, district = request.user, getattr(request, "district", None) or None
    if district is None or not holds(user, "instrument.write", district=district):
        return None
    rounds = with_counts(
        CollectionRound.objects.visible_to(user).of_district(district).filter(state=CollectionRound.State.OPEN)
    )
    rows = list(rounds.order_by("due_on", "pk")[:_SHOWN])
    return {"rounds": rows, "today": timezone.localdate()} if rows else None


def school_block(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    """The school page: its answers to rounds."""
    user = request.user
    own = school.pk in reach(user, "school.read").schools
    office = holds(user, "district.read", district=school.district_id)
    if not (own or office):
        return None
    today = timezone.localdate()
    entries = (
        school.round_entries.visible_to(user)
        .exclude(round__state=CollectionRound.State.CANCELLED)
        .select_related("round")
        .order_by("-round__due_on", "-pk")[:_SHOWN]
    )
    return {"entries": list(entries), "today": today, "own": own}


HOME_MAIN = (
    Block("rounds.school", 12, school_home_block, "rounds/_home_school.html", ("school.read",)),
    Block("rounds.office", 35, office_home_block, "rounds/_home_office.html", ("instrument.write",)),
)
SCHOOL_MAIN = (Block("rounds.school", 40, school_block, "rounds/_school.html"),)
