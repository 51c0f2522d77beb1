"""Answer sheets of a round that count, and the rounds it may be compared with."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from instruments.levels import FormLevels, levels_by
from instruments.models import Response
from schools.models import School
from supervision.rounds.models import CollectionRound, RoundSchool
from supervision.rounds.models.round import ANSWERED


def sheets_of_round(round_: CollectionRound) -> QuerySet[Response]:
    """Sheets of schools whose answer stands: sent or accepted; those returned or excused do not count."""
    entries = RoundSchool.objects.filter(round=round_, state__in=ANSWERED)
    return Response.objects.of_office().filter(round_sheet__entry__in=entries.values("pk"))


def others_with(round_: CollectionRound) -> list[Any]:
    """The 20 newest other rounds of the same instrument that may have results."""
    rows = CollectionRound.objects.with_results().filter(district=round_.district_id)
    rows = rows.filter(version__instrument=round_.version.instrument_id).exclude(pk=round_.pk)
    return list(rows.select_related("version").order_by("-due_on", "-pk")[:20])


@dataclass(frozen=True)
class RoundLevels:
    """A round whose form gives levels: the schools asked, but for those excused, and the level each reached."""

    round: CollectionRound
    schools: tuple[School, ...]
    levels: FormLevels


def levels_of_rounds(district: Any, fiscal_year: int) -> list[RoundLevels]:
    """Rounds of the fiscal year with answers about schools, the earliest first; five queries whatever the rounds."""
    rounds = CollectionRound.objects.with_results().filter(district=district, fiscal_year=fiscal_year)
    entries = RoundSchool.objects.filter(round__in=rounds.order_by().values("pk"))
    sheets = Response.objects.filter(round_sheet__entry__in=entries.answered().order_by().values("pk"))
    found = levels_by(sheets, day="round_sheet__entry__submitted_at", by="round_sheet__entry__round")
    asked: dict[int, list[School]] = {}
    rows = entries.filter(round__in=list(found)).exclude(state=RoundSchool.State.EXCUSED)
    for entry in rows.select_related("school__cluster", "school__amphoe").order_by("school__name_sort", "pk"):
        asked.setdefault(entry.round_id, []).append(entry.school)
    return [
        RoundLevels(one, tuple(asked.get(one.pk, ())), found[one.pk])
        for one in rounds.filter(pk__in=list(found)).order_by("due_on", "pk")
    ]
