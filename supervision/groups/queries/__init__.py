"""Read-only questions: a group's desk, who answers for what, a person's year, what is published."""

from typing import Any

from django.urls import reverse

from core.search import Hit
from schools.models import WorkTask
from schools.scope import holds_any
from supervision.groups.queries.desk import Desk, SourceLine, TaskLine, desk_of, work_of_task
from supervision.groups.queries.overview import GroupLine, group_url, overview, years_opened
from supervision.groups.queries.people import Responsibility, people_lines, responsibility_of
from supervision.groups.queries.person_year import PersonYear, person_year
from supervision.groups.queries.places import Place, address_of, place_names, places_of
from supervision.groups.queries.published import PublishedLine, may_open, published_of


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Numbered tasks of the work groups by their words, for who may open a group's desk (an admin reads the list of
    tasks, not the desks)."""
    if not holds_any(user, ("district.read", "desk.write"), district=district):
        return []
    rows = WorkTask.objects.visible_to(user).filter(work_group__district=district, is_active=True)
    for word in text.split():
        rows = rows.filter(name__icontains=word)
    return [
        Hit(
            "งานของกลุ่มงาน", str(row), f"{reverse('groups:desk', args=[row.work_group_id])}#task-{row.pk}",
            (row.work_group.name,), "list-numbers",
        )
        for row in rows.select_related("work_group").order_by("work_group__number", "number_sort")[:limit]
    ]  # fmt: skip


__all__ = [
    "Desk",
    "GroupLine",
    "PersonYear",
    "Place",
    "PublishedLine",
    "Responsibility",
    "SourceLine",
    "TaskLine",
    "address_of",
    "desk_of",
    "group_url",
    "may_open",
    "overview",
    "people_lines",
    "person_year",
    "place_names",
    "places_of",
    "published_of",
    "responsibility_of",
    "search",
    "work_of_task",
    "years_opened",
]
