"""How far an evaluation is: who has sent what for each school, the workload of each assessor, what must be agreed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from schools.models import Appointment, Person
from supervision.improvement.models import Participation
from supervision.indicators.models import Indicator
from supervision.results.models import Assessor, Evaluation, Moderation, Score, Sheet
from supervision.results.permissions import covers
from supervision.results.queries.asked import indicators_in_use


@dataclass(frozen=True)
class Board:
    """Counts over the schools that are in: those with enough assessors' sheets, whose own sheet is in (`own_asked`:
    whether schools judge anything), and the indicators people must still agree on."""

    schools: int
    judged: int
    own: int
    own_asked: bool
    to_agree: int
    out: int

    @property
    def waiting(self) -> int:
        return self.schools - self.judged


def counted_sheets(*, own: bool) -> Any:
    """How many sheets of a participation were sent, as a column."""
    rows = Sheet.objects.filter(participation=OuterRef("pk"), state="submitted", person__isnull=own)
    return Coalesce(Subquery(rows.order_by().values("participation").annotate(n=Count("pk")).values("n")), 0)


def board_rows(evaluation: Evaluation) -> QuerySet[Any]:
    """Schools that are in, with `sent` and `own_sent`, for the table."""
    rows = Participation.objects.filter(programme=evaluation.programme_id).counted()
    found: QuerySet[Any] = rows.select_related("school__cluster").annotate(
        sent=counted_sheets(own=False), own_sent=counted_sheets(own=True)
    )
    return found


def board_of(evaluation: Evaluation) -> Board:
    """Four queries whatever the number of schools."""
    indicators = indicators_in_use(evaluation.programme)
    own_asked = any(row.source == Indicator.Source.SELF for row in indicators)
    counts = board_rows(evaluation).aggregate(
        schools=Count("pk"), judged=Count("pk", filter=Q(sent__gte=evaluation.assessors_wanted)),
        own=Count("pk", filter=Q(own_sent__gt=0)),
    )  # fmt: skip
    out = Participation.objects.filter(programme=evaluation.programme_id, is_in=False).count()
    return Board(
        counts["schools"], counts["judged"], counts["own"], own_asked,
        disagreements(evaluation).filter(agreed=None).count(), out,
    )  # fmt: skip


def disagreements(evaluation: Evaluation) -> QuerySet[Any]:
    """(participation, indicator) whose sent values lie further apart than the limit, or that one assessor scored and
    another set aside; `agreed` is the moderation's value. As rows of `values()`."""
    full = F("indicator__highest")
    agreed = Moderation.objects.filter(
        evaluation=evaluation, participation=OuterRef("sheet__participation"), indicator=OuterRef("indicator")
    )
    rows = Score.objects.filter(
        sheet__evaluation=evaluation, sheet__state="submitted", sheet__person__isnull=False,
        sheet__participation__is_in=True, indicator__source=Indicator.Source.ASSESSOR,
    )  # fmt: skip
    return (
        rows.values("sheet__participation", "indicator")
        .annotate(
            apart=(Max("value") - Min("value")) * 100 / full, valued=Count("value"),
            aside=Count("pk", filter=Q(not_applicable=True)), agreed=Subquery(agreed.values("value")[:1]),
        )
        .filter(Q(apart__gt=evaluation.spread_limit) | Q(valued__gt=0, aside__gt=0))
        .order_by("sheet__participation__school__name_sort", "indicator__area__position", "indicator__position")
    )  # fmt: skip


@dataclass(frozen=True)
class Given:
    """One assessor's value in a disagreement, in words."""

    who: str
    words: str
    note: str


@dataclass(frozen=True)
class Apart:
    """One indicator of one school where assessors lie apart; `percent` of its full score."""

    participation: Participation
    indicator: Indicator
    percent: Decimal
    given: tuple[Given, ...]
    moderation: Moderation | None


def words_of(value: Decimal | None, *, aside: bool, indicator: Indicator) -> str:
    """A value as people write it."""
    if aside:
        return "ไม่เกี่ยวข้อง"
    return "–" if value is None else f"{value:.{indicator.decimals}f}"


def apart_of(evaluation: Evaluation, *, only_open: bool = False, limit: int = 100) -> list[Apart]:
    """The disagreements with who gave what, the open ones first; five queries."""
    rows = disagreements(evaluation)
    found = list((rows.filter(agreed=None) if only_open else rows)[: limit * 10])
    found.sort(key=lambda row: row["agreed"] is not None)
    found = found[:limit]
    parts = Participation.objects.select_related("school").in_bulk({row["sheet__participation"] for row in found})
    indicators = {row.pk: row for row in indicators_in_use(evaluation.programme)}
    given: dict[tuple[int, int], list[Given]] = {}
    scores = Score.objects.filter(
        sheet__evaluation=evaluation, sheet__state="submitted", sheet__person__isnull=False,
        sheet__participation__in=list(parts), indicator__in={row["indicator"] for row in found},
    ).select_related("sheet__person")  # fmt: skip
    for score in scores.order_by("sheet_id"):
        key = (score.sheet.participation_id, score.indicator_id)
        words = words_of(score.value, aside=score.not_applicable, indicator=indicators[score.indicator_id])
        given.setdefault(key, []).append(Given(str(score.sheet.person), words, score.note))
    agreed = {
        (row.participation_id, row.indicator_id): row
        for row in Moderation.objects.filter(evaluation=evaluation).select_related("decided_by")
    }
    made = []
    for row in found:
        key = (row["sheet__participation"], row["indicator"])
        if key[1] in indicators:
            mixed = row["aside"] and row["valued"]
            made.append(
                Apart(
                    parts[key[0]], indicators[key[1]], Decimal(100) if mixed else row["apart"],
                    tuple(given.get(key, ())), agreed.get(key),
                )
            )  # fmt: skip
    return made


@dataclass(frozen=True)
class Load:
    """A duty with how many schools it covers, how many of their sheets are sent, and whose school is left out."""

    duty: Assessor
    schools: int
    sent: int
    left_out: str

    @property
    def where(self) -> str:
        return str(self.duty.school or self.duty.cluster or "ทุกโรงเรียน")


def loads_of(evaluation: Evaluation) -> list[Load]:
    """Every duty, by person; three queries."""
    duties = evaluation.assessors.select_related("person__school", "cluster", "school")
    parts = list(Participation.objects.filter(programme=evaluation.programme_id).counted().select_related("school"))
    sent = set(evaluation.sheets.submitted().of_assessors().values_list("person", "participation"))
    made = []
    for duty in duties:
        mine = [row for row in parts if covers(duty, row)]
        own = duty.person.school
        left_out = str(own) if own and duty.school_id is None and _would_cover(duty, own) else ""
        made.append(Load(duty, len(mine), sum((duty.person_id, row.pk) in sent for row in mine), left_out))
    return made


def _would_cover(duty: Assessor, school: Any) -> bool:
    return duty.cluster_id is None or duty.cluster_id == school.cluster_id


def uncovered(evaluation: Evaluation, loads: Iterable[Load]) -> list[tuple[Participation, int]]:
    """Schools with fewer assessors than wanted, with how many they have, so that nobody is forgotten."""
    parts = Participation.objects.filter(programme=evaluation.programme_id).counted().select_related("school")
    counts: Counter[int] = Counter()
    rows = list(parts)
    for row in rows:
        people = {load.duty.person_id for load in loads if not load.duty.ended_reason and covers(load.duty, row)}
        counts[row.pk] = len(people)
    return [(row, counts[row.pk]) for row in rows if counts[row.pk] < evaluation.assessors_wanted]


@dataclass(frozen=True)
class Task:
    """One school a person judges, with the sheet where it is begun."""

    evaluation: Evaluation
    participation: Participation
    sheet: Sheet | None

    @property
    def is_done(self) -> bool:
        return self.sheet is not None and self.sheet.state == Sheet.State.SUBMITTED


def tasks_of(people: Iterable[int], *, today: Any = None) -> list[Task]:
    """What people judge in programmes that are open; with `today`, only where the evaluation is open on that day.
    Three queries."""
    duties = Assessor.objects.serving().filter(person__in=people, evaluation__programme__state="open")
    if today is not None:
        duties = duties.filter(evaluation__opens_on__lte=today, evaluation__closes_on__gte=today)
    duties = list(duties.select_related("evaluation__programme", "person"))
    if not duties:
        return []
    programmes = {duty.evaluation.programme_id for duty in duties}
    parts = list(
        Participation.objects.filter(programme__in=programmes).counted().select_related("school__cluster", "programme")
    )
    sheets = {
        (row.evaluation_id, row.participation_id): row
        for row in Sheet.objects.filter(person__in=people, evaluation__in={duty.evaluation_id for duty in duties})
    }
    made: dict[tuple[int, int], Task] = {}
    for duty in duties:
        for row in parts:
            key = (duty.evaluation_id, row.pk)
            if row.programme_id == duty.evaluation.programme_id and covers(duty, row):
                made.setdefault(key, Task(duty.evaluation, row, sheets.get(key)))
    return sorted(made.values(), key=lambda task: (task.is_done, task.participation.school.name_sort))


def holding(role: str, district: int, today: date) -> list[Person]:
    """People of an office who hold a role on that day, by name."""
    rows = Appointment.objects.in_force(today).filter(role=role, district=district, person__is_active=True)
    return list(
        {row.person_id: row.person for row in rows.select_related("person").order_by("person__name_sort")}.values()
    )
