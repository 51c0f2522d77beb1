"""Who is responsible for what: posts, groups, tasks, subject groups, clusters and schools, projects, teams."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.roles import ROLES, roles_with
from schools.models import Appointment, Assignment, Person, TeamMember
from schools.querysets import in_force
from supervision.groups.models import TaskOwner

See = Callable[[Any], Any]
# In the order a page and an order name them.
KINDS = (
    (Assignment.Kind.WORK_GROUP, "กลุ่มงาน"),
    (Assignment.Kind.SUBJECT_GROUP, "กลุ่มสาระการเรียนรู้"),
    (Assignment.Kind.CLUSTER, "กลุ่มโรงเรียน"),
    (Assignment.Kind.SCHOOL, "โรงเรียน (มอบหมายโดยตรง)"),
    (Assignment.Kind.PROJECT, "โครงการ"),
)


@dataclass(frozen=True)
class Responsibility:
    """One person: posts in words, (heading, what) of each kind of assignment, (task, group, key) of those owned in the
    year, teams."""

    person: Person
    posts: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    tasks: tuple[tuple[str, str, int], ...]
    teams: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.parts or self.tasks or self.teams)


def _posts(district: Any, on: date, people: Iterable[Person]) -> dict[int, list[str]]:
    rows = Appointment.objects.in_force(on).filter(district=district, school=None, person__in=people).order_by("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for person, role in rows.values_list("person", "role"):
        found[person].append(ROLES[role].thai)
    return found


def people_lines(see: See, district: Any, *, on: date, year: int) -> list[Responsibility]:
    """Everybody of the office who works there or is assigned anything, by name (members of committees only where they
    are assigned something); a fixed number of queries."""
    held = see(Assignment.objects).in_force(on).filter(district=district)
    staff = Appointment.objects.in_force(on).filter(district=district, school=None, role__in=roles_with("desk.own"))
    owned = TaskOwner.objects.filter(task_year__district=district, task_year__fiscal_year=year)
    keys = {key for rows in (held, staff, owned) for key in rows.order_by().values_list("person", flat=True)}
    rows = see(Person.objects).of_district(district).of_office().working().select_related("district")
    return _told(see, district, list(rows.filter(pk__in=keys).order_by("name_sort", "pk")), on, year)


def responsibility_of(see: See, person: Person, *, on: date, year: int) -> Responsibility:
    """One person's page."""
    return _told(see, person.district, [person], on, year)[0]


def _told(see: See, district: Any, people: list[Person], on: date, year: int) -> list[Responsibility]:
    posts = _posts(district, on, people)
    held: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = see(Assignment.objects).in_force(on).filter(person__in=people)
    for row in rows.select_related("work_group", "subject_group", "cluster", "school", "project").order_by("pk"):
        held[row.person_id][row.kind].append(str(row.target))
    owned: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    owners = TaskOwner.objects.filter(person__in=people, task_year__fiscal_year=year).select_related(
        "task_year__task__work_group", "task_year__line__subject_group"
    )
    for owner in owners.order_by("task_year__task__work_group__number", "task_year__task__number_sort", "pk"):
        one = owner.task_year
        owned[owner.person_id].append((str(one), str(one.group), one.pk))
    teams: dict[int, list[str]] = defaultdict(list)
    seats = TeamMember.objects.filter(in_force(on, prefix="team__"), person__in=people, team__district=district)
    for seat in seats.select_related("team").order_by("team__name", "pk"):
        teams[seat.person_id].append(f"{seat.team.name} ({seat.duty})")
    return [
        Responsibility(
            one, tuple(posts[one.pk]),
            tuple((word, tuple(held[one.pk][kind])) for kind, word in KINDS if held[one.pk][kind]),
            tuple(owned[one.pk]), tuple(teams[one.pk]),
        )
        for one in people
    ]  # fmt: skip
