"""What this app shows on pages of others: whom I judge, and which schools need help, on the first page."""

from typing import Any

from django.utils import timezone

from schools.scope import people_keys, reach
from supervision.results.models import Edition
from supervision.results.queries.board import tasks_of
from supervision.results.queries.needing import needing_help

_SHOWN = 5


def assessor_block(request: Any) -> dict[str, Any] | None:
    """For whoever judges schools in an evaluation open today: how many are left, the next ones by name."""
    people = people_keys(request.user)
    if not people:
        return None
    tasks = tasks_of(people, today=timezone.localdate())
    left = [task for task in tasks if not task.is_done]
    if not left:
        return None
    return {"tasks": left[:_SHOWN], "left": len(left), "closes_on": min(task.evaluation.closes_on for task in left)}


def needing_block(request: Any) -> dict[str, Any] | None:
    """For those who read results before they are out: the schools to help first, by the newest edition of the office
    they look at."""
    district = getattr(request, "district", None)
    if not district or district.pk not in reach(request.user, "ranking.read").districts:
        return None
    rows = Edition.objects.visible_to(request.user).filter(evaluation__programme__district=district)
    edition = (
        rows.exclude(state="superseded")
        .select_related("evaluation__programme__district")
        .order_by("-evaluation__programme__year", "-number")
        .first()
    )
    if edition is None:
        return None
    needing = needing_help(edition)
    return {"needing": needing[:_SHOWN], "more": max(0, len(needing) - _SHOWN), "edition": edition} if needing else None
