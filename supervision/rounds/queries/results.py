"""Answer sheets of a round that count, and the rounds it may be compared with."""

from typing import Any

from django.db.models import QuerySet

from instruments.models import Response
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
