"""How many meetings a committee held, for its own page."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count

from kotpn.committee.uses import register_meetings
from kotpn.meetings.models import Meeting


def held(committees: Collection[int], since: date, until: date) -> Mapping[int, int]:
    rows = Meeting.objects.closed().filter(committee__in=committees, held_on__range=(since, until))
    return dict(rows.order_by().values_list("committee").annotate(Count("pk")))


def register() -> None:
    register_meetings(held)
