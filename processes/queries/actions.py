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


@dataclass(frozen=True)
class AgendaItem:
    """An unfinished action as a body that meets is told of it; `late_days` 0 when it is not late."""

    action: Action
    school: str
    text: str
    owner: str
    due_on: date | None
    late_days: int
    reported: bool


def for_agenda(district: Any, today: date, *, late_only: bool = False) -> list[AgendaItem]:
    """Unfinished actions of an office for the committee's agenda, the latest first, then those that fall due; one
    query. The committee is of the office, so no reader is asked: the caller checks the right to draft an agenda."""
    rows = Action.objects.of_district(district)
    rows = rows.overdue(today) if late_only else rows.unfinished()
    found = []
    for row in rows.select_related("school").order_by("due_on", "pk"):
        late = (today - row.due_on).days if row.state == "open" and row.due_on and row.due_on < today else 0
        found.append(
            AgendaItem(
                action=row, school=row.school.name if row.school else "", text=row.text, owner=row.owner_label,
                due_on=row.due_on, late_days=late, reported=row.state == "done",
            )
        )  # fmt: skip
    return found


def waiting_for_owner(user: Any, district: Any) -> Any:
    return Action.objects.visible_to(user).of_district(district).to_do().owed_by(user).select_related("school", "owner")


def waiting_for_check(user: Any, district: Any) -> list[Action]:
    """Reported done, and this person may close it and began it or leads the group."""
    from schools.scope import holds  # noqa: PLC0415 (only asked here)

    rows = Action.objects.visible_to(user).of_district(district).awaiting_check().select_related("school", "owner")
    if not holds(user, "visit.close", district=district):
        rows = rows.filter(created_by=user)
    return [action for action in rows.order_by("done_at")[:200] if may_check(user, action)]
