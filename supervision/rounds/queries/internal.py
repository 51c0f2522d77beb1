"""A school's own supervision in numbers, and the office's list of schools and their summaries.

What leaves the school is counted here and nowhere else: never a name, an answer or a score.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from core.thai.years import academic_label, academic_term
from schools.models import Appointment, Person, School
from supervision.field.years import terms_of
from supervision.rounds.models import InternalSummary, InternalVisit

MOST_TERMS = 6
SUMMARY_TEXTS = ("results", "problems", "plans", "support")
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


def counts_by_school(schools: Collection[int], year: int, term: int, *, on: date) -> dict[int, InternalCounts]:
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
    leading = Appointment.objects.in_force(on).filter(school__in=list(schools), role="principal")
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


def counts_of(school: School, year: int, term: int, *, on: date) -> InternalCounts:
    return counts_by_school([school.pk], year, term, on=on)[school.pk]


@dataclass(frozen=True)
class TermChoice:
    """The term a page is about, and the others it offers, newest first."""

    year: int
    term: int
    offered: tuple[tuple[int, int], ...]

    @property
    def label(self) -> str:
        return academic_label(self.year, self.term)

    @property
    def code(self) -> str:
        """How addresses name it: 1-2568."""
        return f"{self.term}-{self.year}"

    def pills(self, address: str) -> list[dict[str, Any]]:
        """As components/pills.html draws them."""
        return [
            {"label": academic_label(year, term), "url": f"{address}?term={term}-{year}", "count": None,
             "current": (year, term) == (self.year, self.term)}
            for year, term in self.offered
        ]  # fmt: skip


def choose_term(district: Any, today: date, wanted: str = "") -> TermChoice:
    """The term `wanted` names, or the running one; offered are those with plans in the office and the running and last
    one, at most six."""
    own = terms_of(district)
    now = academic_term(today, own)
    begun = [(row.year, row.term) for row in own if (row.year, row.term) <= now]
    held = (
        InternalVisit.objects.filter(school__district=district)
        .order_by()
        .values_list("academic_year", "term")
        .distinct()
    )
    offered = tuple(sorted({now, *held, *sorted(begun)[-2:]}, reverse=True)[:MOST_TERMS])
    year, term = next((one for one in offered if f"{one[1]}-{one[0]}" == wanted), now)
    return TermChoice(year, term, offered)


def with_counts(schools: Any, year: int, term: int) -> Any:
    """Adds `n_planned`, `n_done`, `n_seen`, `n_teachers` of a term; `summary_sent`, `summary_key` of its summary."""
    here = Q(internal_visits__academic_year=year, internal_visits__term=term)
    done = here & Q(internal_visits__state__in=(InternalVisit.State.RECORDED, InternalVisit.State.ACKNOWLEDGED))
    sent = InternalSummary.objects.filter(school=OuterRef("pk")).sent().in_term(year, term)
    return schools.annotate(
        n_planned=Count("internal_visits", filter=here & ~Q(internal_visits__state=InternalVisit.State.CANCELLED)),
        n_done=Count("internal_visits", filter=done),
        n_seen=Count("internal_visits", filter=here & Q(internal_visits__state=InternalVisit.State.ACKNOWLEDGED)),
        n_teachers=Count("internal_visits__teacher", filter=done, distinct=True),
        summary_sent=Exists(sent),
        summary_key=sent.values("pk")[:1],
    )


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
    submitted = InternalSummary.objects.filter(school__in=keys).sent().in_term(year, term).count()
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


@dataclass(frozen=True)
class SentSummary:
    """What the office reads: the texts and counts of a revision as it was sent."""

    summary: InternalSummary
    texts: tuple[tuple[str, str], ...]
    counts: InternalCounts


def sent_summary(summary: InternalSummary) -> SentSummary:
    """The last revision; one query. Only for a summary that was sent."""
    held: dict[str, Any] = summary.revisions.values_list("snapshot", flat=True)[0]
    words = [(str(InternalSummary._meta.get_field(name).verbose_name), held[name]) for name in SUMMARY_TEXTS]
    return SentSummary(summary, tuple(words), InternalCounts(**held["counts"]))


def summary_of(school: School, year: int, term: int) -> InternalSummary:
    """The school's summary of a term, an unsaved one where none was begun."""
    own = InternalSummary.objects.filter(school=school).in_term(year, term).select_related("saved_by")
    return own.first() or InternalSummary(school=school, academic_year=year, term=term)


def unsent_changes(summary: InternalSummary, counts: InternalCounts) -> bool:
    """Whether what was sent is no longer what stands."""
    if not summary.revision:
        return False
    sent = sent_summary(summary)
    return sent.counts != counts or any(
        text != getattr(summary, name) for name, (_, text) in zip(SUMMARY_TEXTS, sent.texts, strict=True)
    )
