"""All groups of an office in one year: how many tasks stand how."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.urls import reverse

from schools.models import Assignment, SubjectGroup, WorkGroup
from supervision.groups.models import GroupYear, TaskYear


@dataclass(frozen=True)
class GroupLine:
    """A group with its tasks of the year counted by state, and who is assigned to it."""

    name: str
    url: str
    number: int
    people: tuple[str, ...] = ()
    states: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def done(self) -> int:
        return self.states.get("done", 0)

    @property
    def doing(self) -> int:
        return self.states.get("doing", 0)

    @property
    def postponed(self) -> int:
        return self.states.get("postponed", 0)


def years_opened(user: Any, district: Any) -> list[int]:
    """ปีงบประมาณ with a year opened, newest first."""
    rows = GroupYear.objects.visible_to(user).of_district(district).order_by()
    return sorted(set(rows.values_list("fiscal_year", flat=True)), reverse=True)


def overview(user: Any, district: Any, year: int, *, on: Any) -> tuple[list[GroupLine], list[GroupLine]]:
    """(work groups, subject groups) in order; four queries whatever their number."""
    counts: dict[tuple[int | None, int | None], dict[str, int]] = defaultdict(dict)
    rows = TaskYear.objects.visible_to(user).of_district(district).for_fiscal_year(year).order_by()
    for work, subject, state, n in rows.values_list(
        "task__work_group", "line__subject_group", "state"
    ).annotate(n=Count("pk")):  # fmt: skip
        counts[work, subject][state] = n
    people: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    held = Assignment.objects.visible_to(user).in_force(on).filter(
        district=district, kind__in=("work_group", "subject_group"), person__is_active=True
    )  # fmt: skip
    for row in held.select_related("person").order_by("person__name_sort", "pk"):
        people[row.work_group_id, row.subject_group_id].append(row.person.full_name)
    work_rows = WorkGroup.objects.visible_to(user).of_district(district).filter(is_active=True)
    subject_rows = SubjectGroup.objects.visible_to(user).of_district(district).filter(is_active=True)
    return (
        [
            GroupLine(one.name, reverse("groups:desk", args=[one.pk]), one.number, tuple(people[one.pk, None]),
                      counts[one.pk, None])
            for one in work_rows
        ],
        [
            GroupLine(one.name, reverse("groups:subject", args=[one.pk]), one.position, tuple(people[None, one.pk]),
                      counts[None, one.pk])
            for one in subject_rows
        ],
    )  # fmt: skip


def group_url(row: GroupYear) -> str:
    """The group's desk in that year."""
    name = "groups:desk" if row.work_group_id else "groups:subject"
    return f"{reverse(name, args=[row.work_group_id or row.subject_group_id])}?year={row.fiscal_year}"
