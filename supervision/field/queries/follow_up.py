"""What became of findings at each school, as it stands today: open, late, and schools that have fallen silent."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q

from processes.models import Action
from supervision.field.models import Visit


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Findings of a school not yet closed, of them late (due before today and not reported done), and since when the
    school owes an answer: the first visit it has not acknowledged, or finding it has not answered, `silent_days` ago
    or longer. None for a school that answers."""

    open: int = 0
    late: int = 0
    silent_since: date | None = None


NOTHING = FollowUp()


def follow_up(district: Any, *, today: date, silent_days: int) -> dict[int, FollowUp]:
    """Schools of an office that have something open or owe an answer; two queries whatever their number."""
    before = today - timedelta(days=silent_days)
    found: dict[int, FollowUp] = {}
    since: dict[int, date] = {}
    visits = (
        Visit.objects.of_district(district)
        .awaiting_school()
        .filter(submitted_at__date__lte=before)
        .order_by()
        .values("school")
        .annotate(first=Min("submitted_at__date"))
        .values_list("school", "first")
    )
    for school, first in visits:
        since[school] = first
    counted: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    actions = (
        Action.objects.of_district(district)
        .unfinished()
        .filter(school__isnull=False)
        .order_by()
        .values("school")
        .annotate(
            n=Count("pk"),
            late=Count("pk", filter=Q(state="open", due_on__lt=today)),
            first=Min("due_on", filter=Q(state="open", due_on__lte=before)),
        )
        .values_list("school", "n", "late", "first")
    )
    for school, n, late, first in actions:
        counted[school] = (n, late)
        if first is not None and (school not in since or first < since[school]):
            since[school] = first
    for school in {*counted, *since}:
        found[school] = FollowUp(*counted[school], since.get(school))
    return found
