"""What the page of one person, the board of responsibilities and the page of a cluster show."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from schools.models import Appointment, Assignment, Cluster, District, Person, School, Team, TeamMember
from schools.queries.responsibility import (
    Responsible,
    Workload,
    mean_schools,
    responsible_for,
    schools_of,
    schools_without_supervisor,
    supervising_people,
    workload,
    workloads,
)

_TARGETS = ("cluster", "school", "work_group", "subject_group", "project")
_ORDER = {kind: place for place, kind in enumerate(_TARGETS)}


@dataclass(frozen=True)
class PersonPage:
    """Appointments by when they hold, assignments and teams in force, as far as the reader may see them."""

    held: tuple[Appointment, ...]
    coming: tuple[Appointment, ...]
    past: tuple[Appointment, ...]
    assignments: tuple[Assignment, ...]
    teams: tuple[TeamMember, ...]


def with_roles(people: Any, on: date) -> Any:
    """The people with their appointments in force on that day as `held_roles`, in one more query."""
    held = Appointment.objects.in_force(on).select_related("school").order_by("pk")
    return people.select_related("school").prefetch_related(Prefetch("appointments", held, to_attr="held_roles"))


def person_page(person: Person, user: Any, on: date) -> PersonPage:
    """Three queries whatever the person did."""
    rows = list(
        Appointment.objects.visible_to(user)
        .filter(person=person)
        .select_related("school", "person")
        .order_by("-starts_on")
    )
    held = tuple(row for row in rows if row.starts_on <= on and (row.ends_on is None or row.ends_on >= on))
    return PersonPage(
        held,
        tuple(row for row in rows if row.starts_on > on),
        tuple(row for row in rows if row.ends_on is not None and row.ends_on < on),
        tuple(_in_order(Assignment.objects.visible_to(user).in_force(on).filter(person=person))),
        tuple(
            TeamMember.objects.filter(person=person, team__in=Team.objects.visible_to(user).in_force(on))
            .select_related("team")
            .order_by("team__name")
        ),
    )


def _in_order(rows: Any) -> list[Assignment]:
    return sorted(rows.select_related(*_TARGETS), key=lambda row: (_ORDER[row.kind], str(row.target), row.pk))


@dataclass(frozen=True)
class SupervisorRow:
    """One line of the board: the workload and the names of what is held, by kind."""

    load: Workload
    clusters: tuple[Cluster, ...]
    others: tuple[tuple[str, tuple[str, ...]], ...]
    apart: bool  # far above the colleagues' mean


@dataclass(frozen=True)
class ClusterRow:
    """One line of the board: who supervises the cluster, and how many open schools it has."""

    cluster: Cluster
    people: tuple[Person, ...]
    schools: int


@dataclass(frozen=True)
class Board:
    supervisors: tuple[SupervisorRow, ...]
    clusters: tuple[ClusterRow, ...]
    holes: int
    mean: float
    most: int
    schools: int


HEAVY = 1.5


def board(district: District, on: date) -> Board:
    """Who supervises what in the office; the query count does not depend on people, clusters or schools."""
    people = supervising_people(district, on)
    held: dict[int, list[Assignment]] = defaultdict(list)
    by_cluster: dict[int, list[Person]] = defaultdict(list)
    rows = Assignment.objects.in_force(on).filter(district=district, person__is_active=True)
    for row in _in_order(rows.select_related("person")):
        held[row.person_id].append(row)
        if row.cluster_id:
            by_cluster[row.cluster_id].append(row.person)
    loads = workloads(district, on, people=people)
    mean = mean_schools(district, on)
    supervisors = tuple(_supervisor_row(load, held[load.person.pk], mean) for load in loads)
    counts: dict[int | None, int] = defaultdict(int)
    for cluster in School.objects.open_on(on).filter(district=district).values_list("cluster", flat=True):
        counts[cluster] += 1
    clusters = tuple(
        ClusterRow(cluster, tuple(by_cluster[cluster.pk]), counts[cluster.pk])
        for cluster in Cluster.objects.filter(district=district, is_active=True)
    )
    most = max((load.schools for load in loads), default=0)
    holes = schools_without_supervisor(district, on).count()
    return Board(supervisors, clusters, holes, mean, most, sum(counts.values()))


def _supervisor_row(load: Workload, rows: list[Assignment], mean: float) -> SupervisorRow:
    kinds: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.kind != Assignment.Kind.CLUSTER:
            kinds[row.kind].append(str(row.target))
    return SupervisorRow(
        load,
        tuple(row.cluster for row in rows if row.cluster),
        tuple((str(Assignment.Kind(kind).label), tuple(kinds[kind])) for kind in _TARGETS if kinds[kind]),
        mean > 0 and load.schools > HEAVY * mean,
    )


@dataclass(frozen=True)
class SupervisorPage:
    load: Workload
    mean: float
    current: tuple[Assignment, ...]
    coming: tuple[Assignment, ...]
    past: tuple[Assignment, ...]
    schools: tuple[School, ...]


def supervisor_page(person: Person, on: date) -> SupervisorPage:
    """What one person is responsible for on a day, will be, and was."""
    rows = _in_order(Assignment.objects.filter(person=person))
    return SupervisorPage(
        workload(person, on),
        mean_schools(person.district, on),
        tuple(row for row in rows if row.starts_on <= on and (row.ends_on is None or row.ends_on >= on)),
        tuple(row for row in rows if row.starts_on > on),
        tuple(row for row in rows if row.ends_on is not None and row.ends_on < on),
        tuple(schools_of(person, on).select_related("cluster", "amphoe")),
    )


@dataclass(frozen=True)
class ClusterPage:
    assignments: tuple[Assignment, ...]
    past: tuple[Assignment, ...]
    schools: tuple[tuple[School, tuple[Responsible, ...]], ...]
    teams: tuple[Team, ...]


def cluster_page(cluster: Cluster, on: date) -> ClusterPage:
    """Who supervises a cluster, its schools with those responsible for each, and its teams."""
    rows = list(Assignment.objects.filter(cluster=cluster).select_related("person", "cluster").order_by("-starts_on"))
    schools = list(School.objects.open_on(on).filter(cluster=cluster).select_related("amphoe"))
    found = responsible_for(schools, on)
    return ClusterPage(
        tuple(row for row in rows if row.ends_on is None or row.ends_on >= on),
        tuple(row for row in rows if row.ends_on is not None and row.ends_on < on),
        tuple((school, tuple(found[school.pk])) for school in schools),
        tuple(Team.objects.in_force(on).filter(cluster=cluster)),
    )
