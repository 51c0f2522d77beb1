"""A school's own supervision in numbers, and the office's list of schools and their summaries.

What leaves the school is counted here and nowhere else: never a name, an answer or a score.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from core.thai.years import academic_label, academic_term
from schools.models import Appointment, Person, School
from supervision.field.years import terms_of
from supervision.rounds.models import InternalSummary, InternalVisit

DONE = Q(state__in=(InternalVisit.State.RECORDED, InternalVisit.State.ACKNOWLEDGED))


@dataclass(frozen=True)
class InternalCounts:
    """`planned` is everything not cancelled; `done` was recorded, `seen` acknowledged too; `teachers` of `staff` were
    observed at least once."""

    planned: int = 0
    done: int = 0
    seen: int = 0
    teachers: int = 0
    staff: int = 0

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def counts_by_school(schools: Collection[int], year: int, term: int, *, on: date | None = None) -> dict[int, InternalCounts]:
    """Counts of these schools in a term; two queries however many there are."""
    rows = (
        InternalVisit.objects.not_cancelled()
        .filter(school__in=list(schools))
        .in_term(year, term)
        .order_by()
        .values("school")
        .annotate(
            planned=Count("pk"),
            done=Count("pk", filter=DONE),
            seen=Count("pk", filter=Q(state=InternalVisit.State.ACKNOWLEDGED)),
            teachers=Count("teacher", filter=DONE, distinct=True),
        )
    )
    held = {row.pop("school"): row for row in rows}
    leading = Appointment.objects.in_force(on or date.today()).filter(school__in=list(schools), role="principal")
    staff = dict(
        Person.objects.working()
        .filter(school__in=list(schools))
        .exclude(pk__in=leading.values("person"))
        .order_by()
        .values("school")
        .annotate(n=Count("pk"))
        .values_list("school", "n")
    )
    return {key: InternalCounts(**held.get(key, {}), staff=staff.get(key, 0)) for key in schools}


def counts_of(school: School, year: int, term: int) -> InternalCounts:
    return counts_by_school([school.pk], year, term)[school.pk]


def terms_offered(district: Any, today: date) -> list[tuple[int, int, str]]:
    """(year, term, label) from the running one back to the oldest on record or the one before, newest first."""
    own = terms_of(district)
    now = academic_term(today, own)
    held = set(
        InternalVisit.objects.filter(school__district=district)
        .order_by()
        .values_list("academic_year", "term")
        .distinct()
    )
    held |= {(row.year, row.term) for row in own if (row.year, row.term) <= now}
    found = sorted({now, *held}, reverse=True)[:12]
    return [(year, term, academic_label(year, term)) for year, term in found]


@dataclass(frozen=True)
class InternalBoard:
    """The office's view of a term: tiles over all schools."""

    schools: int
    planning: int
    submitted: int
    total: InternalCounts

    @property
    def missing(self) -> int:
        return self.schools - self.submitted


def board(district: Any, year: int, term: int, *, on: date) -> InternalBoard:
    """Four queries, whatever the number of schools."""
    keys = list(School.objects.of_district(district).open_on(on).order_by().values_list("pk", flat=True))
    counts = counts_by_school(keys, year, term, on=on).values()
    submitted = (
        InternalSummary.objects.filter(school__in=keys, revision__gt=0).in_term(year, term).count()
    )
    return InternalBoard(
        schools=len(keys),
        planning=sum(1 for row in counts if row.planned),
        submitted=submitted,
        total=InternalCounts(
            planned=sum(row.planned for row in counts), done=sum(row.done for row in counts),
            seen=sum(row.seen for row in counts), teachers=sum(row.teachers for row in counts),
            staff=sum(row.staff for row in counts),
        ),
    )  # fmt: skip


def proposed_results(counts: InternalCounts) -> str:
    """A first sentence for the principal to go on from, so that no number is typed twice."""
    if not counts.planned:
        return ""
    return (
        f"ภาคเรียนนี้วางแผนนิเทศภายใน {counts.planned} ครั้ง นิเทศแล้ว {counts.done} ครั้ง "
        f"ครูได้รับการนิเทศ {counts.teachers} คน จากทั้งหมด {counts.staff} คน"
    )
