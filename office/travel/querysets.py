"""Named filters of trips."""

from datetime import date, timedelta
from typing import Any, Self

from schools.querysets import ScopedQuerySet

# Trips that count as official travel, and those that hold a person's half-days.
COUNTED = ("approved", "reported")
LIVE = ("submitted", "returned", *COUNTED)


class TripQuerySet(ScopedQuerySet):
    def counted(self) -> Self:
        return self.filter(state__in=COUNTED)

    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def waiting(self) -> Self:
        """For a decision."""
        return self.filter(state="submitted")

    def between(self, start: date, end: date) -> Self:
        """That take up any of these days."""
        return self.filter(starts_on__lte=end, ends_on__gte=start)

    def report_missing(self, today: date) -> Self:
        """Over, and not reported."""
        return self.filter(state="approved", ends_on__lt=today)

    def report_late(self, today: date, days: int) -> Self:
        """Over for more than the days the office gives."""
        return self.filter(state="approved", ends_on__lt=today - timedelta(days=days))

    def of_people(self, people: Any) -> Self:
        """That any of these people (rows or keys) goes on."""
        from office.travel.models import TripPerson

        return self.filter(pk__in=TripPerson.objects.filter(person__in=people).values("trip"))
