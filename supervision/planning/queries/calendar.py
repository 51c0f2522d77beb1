"""Planned visits by day: the month grid, the list, the landing page's today and this week, the rows of a feed."""

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from core.thai.years import fiscal_year
from schools.models import Cluster, Person
from supervision.planning.models import PlanActivity, PlannedVisit
from supervision.planning.terms import last_of_month

SHOWN_A_DAY = 3


@dataclass(frozen=True)
class CalendarFilters:
    """What the address narrows the calendar to; None means all."""

    supervisor: Person | None = None
    cluster: Cluster | None = None
    activity: PlanActivity | None = None

    def apply(self, rows: Any) -> Any:
        if self.supervisor is not None:
            rows = rows.of_supervisor(self.supervisor)
        if self.cluster is not None:
            rows = rows.of_cluster(self.cluster)
        return rows.filter(activity=self.activity) if self.activity is not None else rows

    @property
    def query(self) -> dict[str, str]:
        chosen = {"supervisor": self.supervisor, "cluster": self.cluster, "activity": self.activity}
        return {name: str(row.pk) for name, row in chosen.items() if row is not None}


def calendar_rows(user: Any, district: Any, filters: CalendarFilters) -> Any:
    """Visits of approved plans and of the person's own drafts, with `done` and what a line of the calendar needs."""
    rows = PlannedVisit.objects.visible_to(user).in_force().agreed_or_of(user)
    if district:
        rows = rows.of_district(district)
    return filters.apply(rows).with_done().select_related("school__cluster", "activity__plan__owner")


@dataclass(frozen=True)
class DayItem:
    """One visit in a day's box; state "", done or late."""

    title: str
    url: str
    state: str


@dataclass(frozen=True)
class Day:
    """One box of the month grid."""

    date: date
    in_month: bool
    is_today: bool
    items: list[DayItem] = field(default_factory=list)
    more: int = 0
    more_url: str = ""


def state_of(row: PlannedVisit, today: date) -> str:
    """done, late or "" (still to come); needs `with_done`."""
    if row.done:
        return "done"
    last = row.planned_on or last_of_month(row.month)
    return "late" if last < today else ""


def month_weeks(rows: Any, month: date, *, today: date, query: dict[str, str]) -> list[list[Day]]:
    """The weeks of a month, Monday first, with at most three visits a day; one query whatever the number of visits."""
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    by_day: dict[date, list[PlannedVisit]] = {}
    for row in rows.on_days(weeks[0][0], weeks[-1][-1]).order_by("planned_on", "school__name_sort", "pk"):
        by_day.setdefault(row.planned_on, []).append(row)
    return [[_day(day, month, today, by_day.get(day, []), query) for day in week] for week in weeks]


def _day(day: date, month: date, today: date, rows: list[PlannedVisit], query: dict[str, str]) -> Day:
    shown = rows if len(rows) <= SHOWN_A_DAY else rows[: SHOWN_A_DAY - 1]
    items = [
        DayItem(row.school.name, reverse("planning:planned-visit", args=[row.pk]), state_of(row, today))
        for row in shown
    ]
    address = urlencode({**query, "view": "list", "day": day.isoformat()})
    return Day(day, day.month == month.month, day == today, items, len(rows) - len(shown), f"?{address}")


@dataclass(frozen=True)
class Agenda:
    """A supervisor's landing page: today, the rest of the week, what is late, and how many are late in all."""

    today: list[PlannedVisit]
    week: list[PlannedVisit]
    late: list[PlannedVisit]
    late_count: int


LATE_SHOWN = 5


def agenda_of(person: Person, district: Any, today: date) -> Agenda:
    """From the person's own approved plan and the teams they belong to; three queries."""
    rows = (
        PlannedVisit.objects.of_district(district)
        .in_force()
        .agreed()
        .of_supervisor(person)
        .with_done()
        .select_related("school__amphoe", "activity__plan")
    )
    sunday = today + timedelta(days=6 - today.weekday())
    coming = list(rows.on_days(today, sunday).by_day())
    late = rows.for_fiscal_year(fiscal_year(today)).late_on(today).by_day()
    return Agenda(
        today=[row for row in coming if row.planned_on == today],
        week=[row for row in coming if row.planned_on != today and not row.done],
        late=list(late[:LATE_SHOWN]),
        late_count=late.count(),
    )


def feed_rows(feed: Any) -> Any:
    """What a secret address gives: approved visits of the person, or of one cluster, a year back and ahead."""
    rows = PlannedVisit.objects.visible_to(feed.user).of_district(feed.district).in_force().agreed()
    if feed.cluster_id:
        rows = rows.of_cluster(feed.cluster)
    else:
        person = Person.objects.filter(user=feed.user, district=feed.district).first()
        rows = rows.of_supervisor(person) if person else rows.none()
    return rows.filter(planned_on__isnull=False).select_related("school", "activity").by_day()
