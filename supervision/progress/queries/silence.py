"""Which schools have not reported for longer than their programme asks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q

from supervision.improvement.models import Participation, Programme


@dataclass(frozen=True, slots=True)
class Silent:
    """`days` since the last report, or since the programme began where there was none."""

    part: Participation
    last: date | None
    days: int


def is_late(programme: Programme, last: date | None, *, today: date) -> bool:
    """Whether a school that reported last on `last` (None: never) has been silent for longer than its programme asks;
    nobody is once the programme is closed or its year is over."""
    over = not programme.is_open or today > programme.ends_on
    return not over and (today - (last or programme.starts_on)).days > programme.report_every


def silent_parts(programme: Programme, *, today: date) -> list[Silent]:
    """Longest silent first; none before the first `report_every` days are over and none once the year is over."""
    if not is_late(programme, None, today=today):
        return []  # not even one that never reported
    limit = today - timedelta(days=programme.report_every)
    rows = (
        Participation.objects.filter(programme=programme, is_in=True)
        .annotate(last=Max("progress_reports__reported_on", filter=Q(progress_reports__cancelled_reason="")))
        .filter(Q(last__isnull=True) | Q(last__lt=limit))
        .select_related("school__cluster", "programme__district")
        .order_by("school__name_sort", "pk")
    )
    found = [Silent(part, part.last, (today - (part.last or programme.starts_on)).days) for part in rows]
    return sorted(found, key=lambda row: -row.days)
