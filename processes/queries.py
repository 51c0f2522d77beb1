"""Read-only questions about actions for pages, documents and the apps to the right."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from processes.models import Action
from processes.permissions import may_check


@dataclass(frozen=True)
class ActionCounts:
    open: int = 0
    overdue: int = 0
    waiting_check: int = 0
    closed: int = 0

    @property
    def unfinished(self) -> int:
        return self.open + self.waiting_check


def counts(actions: Any, today: date) -> ActionCounts:
    """How many of a queryset stand where; one query."""
    row = actions.order_by().aggregate(
        open=Count("pk", filter=Q(state="open")),
        overdue=Count("pk", filter=Q(state="open", due_on__lt=today)),
        waiting_check=Count("pk", filter=Q(state="done")),
        closed=Count("pk", filter=Q(state="closed")),
    )
    return ActionCounts(**row)


def unfinished_of_school(school: Any) -> Any:
    """Open and reported actions of a school, the most overdue first."""
    return Action.objects.of_school(school).unfinished().select_related("owner").order_by("due_on", "pk")


def waiting_for_owner(user: Any, district: Any) -> Any:
    return Action.objects.visible_to(user).of_district(district).to_do().owed_by(user).select_related("school", "owner")


def waiting_for_check(user: Any, district: Any) -> list[Action]:
    """Reported done, and this person may close it and began it or leads the group."""
    from schools.scope import holds  # noqa: PLC0415 (only asked here)

    rows = Action.objects.visible_to(user).of_district(district).awaiting_check().select_related("school", "owner")
    if not holds(user, "visit.close", district=district):
        rows = rows.filter(created_by=user)
    return [action for action in rows.order_by("done_at")[:200] if may_check(user, action)]
