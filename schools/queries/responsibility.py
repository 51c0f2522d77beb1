"""Who supervises what, and how much: read from the assignments in force on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from schools.extensions import loads
from schools.models import Appointment, Assignment, District, Person, School

KINDS = Assignment.Kind


@dataclass(frozen=True)
class Responsible:
    """A person responsible for a school: directly, or through its cluster (`through` is then the cluster's name)."""

    person: Person
    through: str
    since: date

    @property
    def direct(self) -> bool:
        return not self.through


@dataclass(frozen=True)
class Workload:
    """What one person has on a day. `schools` counts each once, however it is reached; `extra` are (label, count) of
    apps to the right, such as planned visits."""

    person: Person
    schools: int = 0
    clusters: int = 0
    work_groups: int = 0
    subject_groups: int = 0
    projects: int = 0
    extra: tuple[tuple[str, int], ...] = ()


def _reaching_schools(district: Any, on: date) -> Any:
    return (
        Assignment.objects.in_force(on)
        .filter(district=district, kind__in=[KINDS.CLUSTER, KINDS.SCHOOL], person__is_active=True)
        .select_related("person__user", "cluster")
    )


def responsible_for(schools: Iterable[School], on: date) -> dict[int, list[Responsible]]:
    """School key → who supervises it, direct ones first; one query for any number of schools of one office."""
    wanted = list(schools)
    found: dict[int, list[Responsible]] = {school.pk: [] for school in wanted}
    if not wanted:
        return found
    by_cluster: dict[int, list[int]] = defaultdict(list)
    for school in wanted:
        if school.cluster_id:
            by_cluster[school.cluster_id].append(school.pk)
    rows = _reaching_schools(wanted[0].district_id, on).filter(
        Q(school__in=list(found)) | Q(cluster__in=list(by_cluster))
    )
    # Direct before through the cluster, so the second way of the same person is dropped.
    for row in sorted(rows, key=lambda row: (row.kind != KINDS.SCHOOL, row.person.name_sort, row.pk)):
        for key in [row.school_id] if row.kind == KINDS.SCHOOL else by_cluster[row.cluster_id]:
            if all(entry.person.pk != row.person_id for entry in found[key]):
                found[key].append(Responsible(row.person, row.cluster.name if row.cluster else "", row.starts_on))
    return found


def supervisors_of(school: School, on: date) -> list[Responsible]:
    """Who supervises the school on that day, directly first; one query."""
    return responsible_for([school], on)[school.pk]


def schools_of(person: Person, on: date) -> Any:
    """Schools the person supervises on that day, directly or through a cluster, that are open then: a queryset."""
    held = Assignment.objects.in_force(on).filter(person=person)
    return School.objects.open_on(on).filter(
        Q(pk__in=held.filter(kind=KINDS.SCHOOL).values("school"))
        | Q(cluster__in=held.filter(kind=KINDS.CLUSTER).values("cluster"))
    )


def supervises(person: Person, school: School, on: date) -> bool:
    """Whether `schools_of` has this one school on that day; one query."""
    if not school.is_open_on(on):
        return False
    held = Assignment.objects.in_force(on).filter(person=person)
    through = Q(kind=KINDS.SCHOOL, school=school)
    if school.cluster_id is not None:
        through |= Q(kind=KINDS.CLUSTER, cluster=school.cluster_id)
    return bool(held.filter(through).exists())


def schools_without_supervisor(district: District, on: date) -> Any:
    """Open schools nobody active supervises, directly or through their cluster: a queryset."""
    rows = Assignment.objects.in_force(on).filter(district=district, person__is_active=True)
    return (
        School.objects.open_on(on)
        .filter(district=district)
        .exclude(pk__in=rows.filter(kind=KINDS.SCHOOL).values("school"))
        .exclude(
            pk__in=School.objects.filter(cluster__in=rows.filter(kind=KINDS.CLUSTER).values("cluster")).values("pk")
        )
        .select_related("cluster", "amphoe")
    )


def supervising_people(district: District, on: date) -> list[Person]:
    """Active people who hold the supervisor's post on that day, or are assigned anything; by name."""
    holding = Appointment.objects.in_force(on).filter(district=district, role="supervisor").values("person")
    assigned = Assignment.objects.in_force(on).filter(district=district).values("person")
    return list(
        Person.objects.working().filter(Q(pk__in=holding) | Q(pk__in=assigned), district=district).order_by("name_sort")
    )


def school_sets(district: District, on: date) -> dict[int, set[int]]:
    """Cluster key → keys of its open schools; one query."""
    found: dict[int, set[int]] = defaultdict(set)
    for school, cluster in School.objects.open_on(on).filter(district=district).values_list("pk", "cluster_id"):
        found[cluster].add(school)
    return found


def count_load(
    person: Person,
    rows: Iterable[Assignment],
    clusters: Mapping[int, set[int]],
    extra: tuple[tuple[str, int], ...] = (),
) -> Workload:
    """The workload that `rows` (assignments of one person) make; writes nothing and asks nothing."""
    schools: set[int] = set()
    counts: dict[str, int] = defaultdict(int)
    open_schools = set[int]().union(*clusters.values()) if clusters else set()
    for row in rows:
        counts[row.kind] += 1
        if row.kind == KINDS.CLUSTER:
            schools |= clusters.get(row.cluster_id or 0, set())
        elif row.kind == KINDS.SCHOOL and row.school_id in open_schools:
            schools.add(row.school_id)
    return Workload(
        person,
        len(schools),
        counts[KINDS.CLUSTER],
        counts[KINDS.WORK_GROUP],
        counts[KINDS.SUBJECT_GROUP],
        counts[KINDS.PROJECT],
        extra,
    )


def workloads(district: District, on: date, *, people: list[Person] | None = None) -> list[Workload]:
    """Workload of each supervising person of the office, by name; the query count does not depend on their number."""
    people = supervising_people(district, on) if people is None else people
    held: dict[int, list[Assignment]] = defaultdict(list)
    for row in Assignment.objects.in_force(on).filter(person__in=people):
        held[row.person_id].append(row)
    clusters = school_sets(district, on)
    further = loads(district, people, on)
    return [count_load(person, held[person.pk], clusters, further.get(person.pk, ())) for person in people]


def workload(person: Person, on: date) -> Workload:
    """One person's workload on a day."""
    return workloads(person.district, on, people=[person])[0]


def mean_schools(district: District, on: date) -> float:
    """Mean number of schools of those who hold the supervisor's post; 0 when nobody does."""
    holding = set(
        Appointment.objects.in_force(on)
        .filter(district=district, role="supervisor", person__is_active=True)
        .values_list("person_id", flat=True)
    )
    counts = [load.schools for load in workloads(district, on) if load.person.pk in holding]
    return sum(counts) / len(counts) if counts else 0.0


def assignment_counts(district: District, on: date) -> dict[str, int]:
    """Kind → number of assignments in force, for the tabs of the board."""
    rows = Assignment.objects.in_force(on).filter(district=district).values("kind").annotate(n=Count("pk")).order_by()
    return {row["kind"]: row["n"] for row in rows}
