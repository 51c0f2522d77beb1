"""Lists of rounds and of their schools, the board's figures, and the search of the whole product."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from core.search import Hit
from core.thai.dates import thai_date
from schools.scope import reach
from supervision.rounds.models import CollectionRound, RoundSchool
from supervision.rounds.models.round import ANSWERED, UNANSWERED

_STATE = RoundSchool.State


def with_counts(rounds: Any) -> Any:
    """Adds `n_schools`, `n_answered`, `n_missing` (excused ones are in neither)."""
    return rounds.annotate(
        n_schools=Count("schools"),
        n_answered=Count("schools", filter=Q(schools__state__in=ANSWERED)),
        n_missing=Count("schools", filter=Q(schools__state__in=UNANSWERED)),
    )


@dataclass(frozen=True)
class Tile:
    """A figure of the board and the list behind it."""

    label: str
    figure: int
    url: str
    tone: str
    unit: str


@dataclass(frozen=True)
class RoundBoard:
    """Where the schools of a round stand."""

    total: int
    answered: int
    missing: int
    late: int
    excused: int
    overdue: bool
    tiles: tuple[Tile, ...]
    by_state: dict[str, int]

    @property
    def expected(self) -> int:
        return self.total - self.excused


def board(round_: CollectionRound, *, today: date) -> RoundBoard:
    """One query."""
    rows = round_.schools.order_by().values("state").annotate(n=Count("pk"), late=Count("pk", filter=Q(late=True)))
    counts: dict[str, int] = {}
    late = 0
    for row in rows:
        counts[row["state"]] = row["n"]
        late += row["late"]
    total = sum(counts.values())
    answered = sum(counts.get(state, 0) for state in ANSWERED)
    missing = sum(counts.get(state, 0) for state in UNANSWERED)
    overdue = round_.is_late(today) and round_.state == CollectionRound.State.OPEN
    here = reverse("rounds:round", args=[round_.pk])

    def tile(label: str, figure: int, key: str, tone: str = "", unit: str = "โรงเรียน") -> Tile:
        return Tile(label, figure, f"{here}?state={key}#schools", tone if figure else "", unit)

    shown = [
        tile("ยังไม่ได้คำตอบ", missing, "missing", "bad" if overdue else ""),
        tile("ส่งแล้ว รอรับ", counts.get(_STATE.SUBMITTED, 0), "submitted"),
        tile("รับแล้ว", counts.get(_STATE.ACCEPTED, 0), "accepted"),
        tile("ส่งช้า", late, "late"),
    ]
    return RoundBoard(total, answered, missing, late, counts.get(_STATE.EXCUSED, 0), overdue, tuple(shown), counts)


def for_school_rows(entries: Any) -> Any:
    """What a row of the board shows, without a query per row."""
    return entries.select_related("school__cluster", "round").defer("round__note", "comment")


def entries_of_school(user: Any) -> Any:
    """Rows of the user's own schools in rounds that were announced and not cancelled."""
    return (
        RoundSchool.objects.filter(school__in=reach(user, "school.read").schools, round__opened_at__isnull=False)
        .exclude(round__state=CollectionRound.State.CANCELLED)
        .select_related("round__version__instrument", "school")
    )


def open_to_apply(user: Any, district: Any, today: date) -> list[CollectionRound]:
    """Rounds the principal's school may still apply to."""
    own = reach(user, "round.submit").schools
    if not own:
        return []
    rows = CollectionRound.objects.of_district(district).filter(
        audience=CollectionRound.Audience.APPLY, state=CollectionRound.State.OPEN
    )
    rows = rows.exclude(closes_on_due=True, due_on__lt=today).exclude(schools__school__in=own)
    return list(rows.order_by("due_on", "pk")[:10])


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Rounds by title. A school's own supervision is never searched: its rows are nobody else's."""
    rows = (
        CollectionRound.objects.visible_to(user)
        .of_district(district)
        .filter(Q(title__contains=text) | Q(label__contains=text))
        .order_by("-due_on", "-pk")[:limit]
    )
    return [
        Hit(
            "รอบเก็บข้อมูล",
            str(round_),
            reverse("rounds:round", args=[round_.pk]),
            (f"กำหนดส่ง {thai_date(round_.due_on, 'short')}", round_.get_state_display()),
            "clipboard-check",
        )
        for round_ in rows
    ]
