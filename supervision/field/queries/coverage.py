"""Which schools were visited, are planned, late or never visited in a period: one SQL aggregate per block, and totals
that add up to the schools in scope."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce, TruncMonth

from instruments.scoring import decimal
from schools.models import Cluster, Person, School
from schools.queries import responsible_for
from supervision.areas import AT_A_DISTANCE, Way
from supervision.field.models import Visit
from supervision.field.queries.follow_up import NOTHING, FollowUp, follow_up
from supervision.field.queries.periods import Period
from supervision.planning.models import PlannedVisit

DONE, PLAN, LATE, NONE = "done", "plan", "late", "none"
STATUS = {DONE: "เยี่ยมแล้ว", PLAN: "มีแผนแล้ว", LATE: "เลยกำหนด", NONE: "ยังไม่มีแผน"}
NEVER, FINDINGS, FINDINGS_LATE, SILENT = "never", "findings", "findings-late", "silent"
_ORDER = {DONE: 0, PLAN: 1, LATE: 2, NONE: 3}


@dataclass(frozen=True)
class SchoolState:
    """One school in the period. `never`: no visit to the school at all, whatever is planned."""

    school: School
    status: str
    visits: int
    distance: int
    planned: int
    late: int
    follow_up: FollowUp = NOTHING

    @property
    def never(self) -> bool:
        return self.visits == 0

    @property
    def label(self) -> str:
        return STATUS[self.status]


BESIDE: dict[str, Callable[[SchoolState], bool]] = {
    NEVER: lambda state: state.never,
    FINDINGS: lambda state: state.follow_up.open > 0,
    FINDINGS_LATE: lambda state: state.follow_up.late > 0,
    SILENT: lambda state: state.follow_up.silent_since is not None,
}


@dataclass
class Tally:
    """Schools by status and visits, of a cluster, a supervisor or everything."""

    schools: int = 0
    done: int = 0
    plan: int = 0
    late: int = 0
    none: int = 0
    never: int = 0
    visits: int = 0
    distance: int = 0
    planned: int = 0
    late_visits: int = 0
    findings: int = 0
    findings_late: int = 0
    with_findings: int = 0
    silent: int = 0

    def add(self, state: SchoolState) -> None:
        self.schools += 1
        setattr(self, state.status, getattr(self, state.status) + 1)
        self.never += state.never
        self.visits += state.visits
        self.distance += state.distance
        self.planned += state.planned
        self.late_visits += state.late
        self.findings += state.follow_up.open
        self.findings_late += state.follow_up.late
        self.with_findings += state.follow_up.open > 0
        self.silent += state.follow_up.silent_since is not None

    def share(self, status: str) -> Decimal:
        return percent(getattr(self, status), self.schools)

    @property
    def percent(self) -> Decimal:
        """Schools visited of schools in scope."""
        return self.share(DONE)

    @property
    def shares(self) -> dict[str, Decimal]:
        return {status: self.share(status) for status in STATUS}

    @property
    def rounding(self) -> Decimal:
        """What the four shares add up to when that is not 100.00: told, never forced."""
        return sum(self.shares.values(), Decimal(0))


def percent(part: int, whole: int) -> Decimal:
    return (decimal(Fraction(part * 100, whole), 2) if whole else None) or Decimal("0.00")


@dataclass(frozen=True)
class ClusterRow:
    cluster: Cluster | None
    tally: Tally
    states: tuple[SchoolState, ...]

    @property
    def name(self) -> str:
        return self.cluster.name if self.cluster else "ไม่อยู่ในกลุ่ม"

    @property
    def key(self) -> int:
        return self.cluster.pk if self.cluster else 0

    @property
    def squares(self) -> list[str]:
        return [state.status for state in self.states]


@dataclass(frozen=True)
class HeatCell:
    """Visits of a month that took place, and those still planned for it."""

    month: date
    visits: int
    planned: int


@dataclass(frozen=True)
class HeatRow:
    name: str
    key: int
    cells: tuple[HeatCell, ...]

    @property
    def total(self) -> int:
        return sum(cell.visits for cell in self.cells)


@dataclass(frozen=True)
class SupervisorRow:
    """`made` are visits the person led in the period, anywhere; the tally is of the schools in their charge."""

    person: Person
    tally: Tally
    made: int
    made_at_distance: int


@dataclass(frozen=True)
class Coverage:
    period: Period
    as_of: date
    today: date
    needed: int
    total: Tally
    clusters: tuple[ClusterRow, ...]
    heat: tuple[HeatRow, ...]
    supervisors: tuple[SupervisorRow, ...]
    states: tuple[SchoolState, ...]
    closed_schools: int = 0
    closed_visits: int = 0
    months: tuple[date, ...] = field(default=())

    @property
    def heat_top(self) -> int:
        return max((cell.visits for row in self.heat for cell in row.cells), default=0)

    @property
    def month_totals(self) -> list[tuple[date, int, int]]:
        return [
            (
                month,
                sum(row.cells[place].visits for row in self.heat),
                sum(row.cells[place].planned for row in self.heat),
            )
            for place, month in enumerate(self.months)
        ]

    def of_status(self, status: str) -> list[SchoolState]:
        """Schools of a status, or of what is told beside it: never visited, with open or late findings, silent."""
        if status in BESIDE:
            return [state for state in self.states if BESIDE[status](state)]
        return [state for state in self.states if state.status == status]


def coverage(
    district: Any,
    period: Period,
    *,
    today: date,
    cluster: Cluster | None = None,
    supervisor: Person | None = None,
    schools: Iterable[int] | None = None,
) -> Coverage:
    """Coverage of the office's schools, of a cluster's, of one supervisor's, or of `schools`; twelve queries at most.

    Schools are those open on `period.as_of(today)`; what happened at schools closed by then is told apart. A school is
    visited when it has the office's number of visits in a term (one in a fiscal year's view per term it is asked for).
    """
    as_of = period.as_of(today)
    scope = School.objects.filter(district=district)
    if cluster is not None:
        scope = scope.filter(cluster=cluster)
    if schools is not None:
        scope = scope.filter(pk__in=list(schools))
    every = list(
        scope.select_related("cluster", "amphoe").order_by("cluster__position", "cluster__name_sort", "name_sort")
    )
    held = responsible_for(every, as_of)
    if supervisor is not None:
        every = [one for one in every if any(row.person.pk == supervisor.pk for row in held[one.pk])]
    here = [one for one in every if one.is_open_on(as_of)]
    gone = [one for one in every if not one.is_open_on(as_of)]
    counts = _visit_counts(district, period, as_of)
    plans = _plan_counts(district, period, today)
    needed = district.settings.visits_per_term
    follow = follow_up(district, today=today, silent_days=district.settings.silent_days)
    states = tuple(
        _state(
            one, counts.get(one.pk, (0, 0)), plans.get(one.pk, (0, 0, 0)), needed, follow.get(one.pk, NOTHING)
        )
        for one in here
    )  # fmt: skip
    total = Tally()
    for state in states:
        total.add(state)
    gone_visits = [(one, sum(counts.get(one.pk, (0, 0)))) for one in gone]
    keys = {one.pk for one in here}
    return Coverage(
        period=period,
        as_of=as_of,
        today=today,
        needed=needed,
        total=total,
        clusters=_by_cluster(states),
        heat=_heat(district, period, states, keys, as_of=as_of, today=today),
        supervisors=_by_supervisor(district, period, states, held, as_of),
        states=states,
        closed_schools=sum(1 for _, count in gone_visits if count),
        closed_visits=sum(count for _, count in gone_visits),
        months=tuple(period.months()),
    )


def _visit_counts(district: Any, period: Period, as_of: date) -> dict[int, tuple[int, int]]:
    """School → (visits to the school, advice at a distance) up to the day."""
    rows = (
        period.visits(Visit.objects.of_district(district).made())
        .filter(visited_on__lte=as_of)
        .order_by()
        .values("school")
        .annotate(visits=Count("pk", filter=Q(way=Way.FIELD)), distance=Count("pk", filter=Q(way__in=AT_A_DISTANCE)))
        .values_list("school", "visits", "distance")
    )
    return {school: (visits, distance) for school, visits, distance in rows}


def _plan_counts(district: Any, period: Period, today: date) -> dict[int, tuple[int, int, int]]:
    """School → (planned, of them late, of them still to come)."""
    undone = Q(done=False)
    late = undone & (Q(planned_on__lt=today) | Q(planned_on__isnull=True, month__lt=today.replace(day=1)))
    rows = (
        period.planned(PlannedVisit.objects.of_district(district))
        .with_done()
        .order_by()
        .values("school")
        .annotate(planned=Count("pk"), late=Count("pk", filter=late), coming=Count("pk", filter=undone & ~late))
        .values_list("school", "planned", "late", "coming")
    )
    return {school: (planned, late, coming) for school, planned, late, coming in rows}


def _state(
    school: School, visits: tuple[int, int], plans: tuple[int, int, int], needed: int, follow: FollowUp
) -> SchoolState:
    planned, late, coming = plans
    if visits[0] >= needed:
        status = DONE
    elif late:
        status = LATE
    elif coming:
        status = PLAN
    else:
        status = NONE
    return SchoolState(school, status, visits[0], visits[1], planned, late, follow)


def _by_cluster(states: Iterable[SchoolState]) -> tuple[ClusterRow, ...]:
    """Least visited first."""
    groups: dict[int, list[SchoolState]] = defaultdict(list)
    for state in states:
        groups[state.school.cluster_id or 0].append(state)
    rows = []
    for found in groups.values():
        tally = Tally()
        for state in found:
            tally.add(state)
        rows.append(ClusterRow(found[0].school.cluster, tally, tuple(sorted(found, key=lambda s: _ORDER[s.status]))))
    return tuple(sorted(rows, key=lambda row: (row.tally.percent, row.cluster.position if row.cluster else 999)))


def _heat(
    district: Any, period: Period, states: Iterable[SchoolState], keys: set[int], *, as_of: date, today: date
) -> tuple[HeatRow, ...]:
    clusters: dict[int, Cluster | None] = {}
    for state in states:
        clusters.setdefault(state.school.cluster_id or 0, state.school.cluster)
    visits = (
        period.visits(Visit.objects.of_district(district).made().at_school())
        .filter(visited_on__lte=as_of, school__in=keys)
        .order_by()
        .values("school__cluster", month=TruncMonth("visited_on"))
        .annotate(n=Count("pk"))
        .values_list("school__cluster", "month", "n")
    )
    coming = (
        period.planned(PlannedVisit.objects.of_district(district))
        .with_done()
        .filter(done=False, school__in=keys)
        .filter(Q(planned_on__gte=today) | Q(planned_on__isnull=True, month__gte=today.replace(day=1)))
        .order_by()
        .values("school__cluster", when=TruncMonth(Coalesce("planned_on", "month")))
        .annotate(n=Count("pk"))
        .values_list("school__cluster", "when", "n")
    )
    done = {(cluster or 0, month): n for cluster, month, n in visits}
    ahead = {(cluster or 0, month): n for cluster, month, n in coming}
    months = period.months()
    ordered = sorted(clusters.items(), key=lambda pair: pair[1].position if pair[1] else 999)
    return tuple(
        HeatRow(
            cluster.name if cluster else "ไม่อยู่ในกลุ่ม",
            key,
            tuple(HeatCell(month, done.get((key, month), 0), ahead.get((key, month), 0)) for month in months),
        )
        for key, cluster in ordered
    )


def _by_supervisor(
    district: Any, period: Period, states: Iterable[SchoolState], held: dict[int, Any], as_of: date
) -> tuple[SupervisorRow, ...]:
    people: dict[int, Person] = {}
    tallies: dict[int, Tally] = defaultdict(Tally)
    for state in states:
        for row in held[state.school.pk]:
            people[row.person.pk] = row.person
            tallies[row.person.pk].add(state)
    led = {
        lead: (visits, distance)
        for lead, visits, distance in period.visits(Visit.objects.of_district(district).made())
        .filter(visited_on__lte=as_of)
        .order_by()
        .values("lead")
        .annotate(visits=Count("pk", filter=Q(way=Way.FIELD)), distance=Count("pk", filter=Q(way__in=AT_A_DISTANCE)))
        .values_list("lead", "visits", "distance")
    }
    return tuple(
        SupervisorRow(person, tallies[key], *led.get(key, (0, 0)))
        for key, person in sorted(people.items(), key=lambda pair: pair[1].name_sort)
    )
