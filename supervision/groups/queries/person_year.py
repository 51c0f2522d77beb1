"""A person's ปีงบประมาณ: what they answered for, what was planned and done, and how they trained themselves."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from core.thai.years import fiscal_range
from schools.models import Assignment, Person
from schools.work_sources import WorkRow, WorkSource, work_between
from supervision.field.querysets import MADE
from supervision.groups.models import TaskYear, Training
from supervision.groups.queries.people import KINDS
from supervision.planning.models import PlannedVisit


@dataclass(frozen=True)
class PersonYear:
    """`planned` visits of the person's own approved plan, `kept` those of them that were made; `works` by source with
    everything this person did; `hours` of training certified."""

    person: Person
    year: int
    assignments: tuple[tuple[str, tuple[Assignment, ...]], ...]
    tasks: tuple[TaskYear, ...]
    planned: int
    kept: int
    works: tuple[tuple[WorkSource, tuple[WorkRow, ...]], ...]
    trainings: tuple[Training, ...]
    hours: Decimal

    @property
    def tasks_done(self) -> int:
        return sum(row.state == TaskYear.State.DONE for row in self.tasks)

    @property
    def percent(self) -> Decimal | None:
        """Kept of planned, in percent, unrounded; None without a plan."""
        return Decimal(self.kept) * 100 / self.planned if self.planned else None


def person_year(person: Person, year: int) -> PersonYear:
    """A fixed number of queries; who may read it is asked before."""
    start, end = fiscal_range(year)
    held = list(
        Assignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=start), person=person, starts_on__lte=end)
        .select_related("work_group", "subject_group", "cluster", "school", "project")
        .order_by("starts_on", "pk")
    )
    by_kind = [(word, tuple(row for row in held if row.kind == kind)) for kind, word in KINDS]
    own = PlannedVisit.objects.in_force().agreed().filter(
        activity__plan__owner=person, activity__plan__kind="personal", activity__plan__fiscal_year=year
    )  # fmt: skip
    tasks = TaskYear.objects.for_fiscal_year(year).owned_by([person])
    trainings = Training.objects.of_person(person).standing().between(start, end)
    works = [
        (source, tuple(row for row in found if person.pk in row.people))
        for source, found in work_between(person.district, start, end)
        if source.key != "trainings"
    ]
    return PersonYear(
        person, year, tuple((word, rows) for word, rows in by_kind if rows),
        tuple(tasks.select_related("task__work_group", "line__subject_group").in_order()),
        own.count(), own.filter(visits__state__in=MADE).values("pk").distinct().count(),
        tuple((source, found) for source, found in works if found),
        tuple(trainings.order_by("starts_on", "pk")), trainings.aggregate(sum=Sum("hours"))["sum"] or Decimal(0),
    )  # fmt: skip
