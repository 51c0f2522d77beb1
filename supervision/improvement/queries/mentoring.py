"""Mentoring visits of a programme: visits within its days under its project or with its instrument, school by school.

Where the year names neither project nor instrument, every visit to a school counts, and the page says so.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, Max, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from reports.charts import SquareState
from supervision.field.models import Visit
from supervision.improvement.models import Participation, Programme
from supervision.improvement.working import Standing
from supervision.planning.models import PlannedVisit

DONE, SOME, PLANNED, NEVER = "done", "some", "planned", "never"
STATES = {DONE: "ครบแล้ว", SOME: "ยังไม่ครบ", PLANNED: "มีแผนแล้ว", NEVER: "ยังไม่มีแผน"}
SQUARES: dict[str, SquareState] = {DONE: "done", SOME: "plan", PLANNED: "plan", NEVER: "none"}


def visits_of(programme: Programme) -> Any:
    """Visits that took place and count; a queryset."""
    rows = Visit.objects.made().filter(
        district=programme.district_id, visited_on__range=(programme.starts_on, programme.ends_on)
    )
    rule = Q()
    if programme.project_id:
        rule |= Q(project=programme.project_id)
    if programme.instrument_id:
        rule |= Q(pk__in=Visit.objects.filter(_answered(programme)).values("pk"))
    return rows.filter(rule)


def _answered(programme: Programme) -> Q:
    return Q(sheets__response__version__instrument=programme.instrument_id)


def planned_for(programme: Programme) -> Any:
    """Visits planned within its days, not made yet, of activities under its project or with its instrument."""
    rows = PlannedVisit.objects.in_force().filter(activity__plan__district=programme.district_id)
    rule = Q()
    if programme.project_id:
        rule |= Q(activity__project=programme.project_id)
    if programme.instrument_id:
        rule |= Q(activity__instruments=programme.instrument_id)
    rows = rows.filter(rule).between(programme.starts_on, programme.ends_on)
    return PlannedVisit.objects.filter(pk__in=rows.values("pk")).with_done().filter(done=False)


def counts_every_visit(programme: Programme) -> bool:
    return programme.project_id is None and programme.instrument_id is None


def _count(rows: Any) -> Any:
    told = rows.filter(school=OuterRef("school")).order_by().values("school").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(told), Value(0), output_field=IntegerField())


def with_visits(participations: Any, programme: Programme) -> Any:
    """Adds `n_visits`, `last_visit` (day), `n_planned`, `next_planned` (day, or the first of its month) and
    `n_reflected`, visits with a reflection of the school, to each row."""
    made, ahead = visits_of(programme), planned_for(programme)
    of_school = made.filter(school=OuterRef("school")).order_by().values("school")
    coming = ahead.filter(school=OuterRef("school")).order_by().values("school")
    return participations.annotate(
        n_visits=_count(made), last_visit=Subquery(of_school.annotate(at=Max("visited_on")).values("at")),
        n_planned=_count(ahead),
        next_planned=Subquery(coming.annotate(at=Min(Coalesce("planned_on", "month"))).values("at")),
        n_reflected=_count(made.exclude(reflection_school="")),
    )  # fmt: skip


def in_state(rows: Any, state: str, programme: Programme) -> Any:
    """Of `with_visits`: schools that stand so."""
    enough = max(programme.mentoring_visits, 1)
    if state == DONE:
        return rows.filter(n_visits__gte=enough)
    if state == SOME:
        return rows.filter(n_visits__gt=0, n_visits__lt=enough)
    return rows.filter(n_visits=0, n_planned__gt=0) if state == PLANNED else rows.filter(n_visits=0, n_planned=0)


def state_of(visits: int, planned: int, programme: Programme) -> str:
    if visits >= max(programme.mentoring_visits, 1):
        return DONE
    if visits:
        return SOME
    return PLANNED if planned else NEVER


@dataclass(frozen=True, slots=True)
class Tally:
    """Schools by where their mentoring stands, and the visits in all."""

    schools: int
    visits: int
    reflected: int
    by_state: dict[str, int]

    @property
    def done(self) -> int:
        return self.by_state[DONE]


def tally_of(programme: Programme) -> Tally:
    """One query."""
    rows = with_visits(programme.participations.filter(is_in=True), programme)
    told = list(rows.order_by().values_list("n_visits", "n_planned", "n_reflected"))
    by_state = dict.fromkeys(STATES, 0)
    for visits, planned, _ in told:
        by_state[state_of(visits, planned, programme)] += 1
    return Tally(len(told), sum(row[0] for row in told), sum(row[2] for row in told), by_state)


def standing(programme: Programme) -> Standing:
    found = tally_of(programme)
    return Standing(found.done, found.schools, f"ครบแล้ว {found.done} จาก {found.schools} โรงเรียน · {found.visits} ครั้ง")


def school_standing(participation: Participation) -> Standing:
    programme = participation.programme
    made = visits_of(programme).filter(school=participation.school_id).count()
    wanted = max(programme.mentoring_visits, 1)
    return Standing(min(made, wanted), wanted, f"ได้รับคำปรึกษา {made} ครั้ง จากอย่างน้อย {programme.mentoring_visits} ครั้ง")
