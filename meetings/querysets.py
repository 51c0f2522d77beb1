"""Named filters of gatherings."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from core.thai.years import fiscal_range
from schools.querysets import ScopedQuerySet


class GatheringQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office all of its own; a school those it is invited to; people those they are named on."""
        from meetings.models import GatheringSchool
        from schools.scope import people_keys, reach

        own = reach(user, "school.read").schools
        districts = reach(user, "district.read").districts
        rule = Q(district__in=districts)
        if own:
            rule |= Q(pk__in=GatheringSchool.objects.filter(school__in=own).values("gathering"))
        keys = people_keys(user, outside=districts)
        if keys:
            rule |= self._naming(keys)
        return self.filter(rule)

    @staticmethod
    def _naming(keys: frozenset[int]) -> Q:
        from meetings.models import Duty, Participant

        return (
            Q(recorder__in=keys)
            | Q(pk__in=Duty.objects.filter(person__in=keys).values("gathering"))
            | Q(pk__in=Participant.objects.filter(person__in=keys).values("batch__gathering"))
        )

    def naming(self, keys: frozenset[int]) -> Self:
        """Gatherings that name one of these people: recorder, duty or participant."""
        return self.filter(self._naming(keys))

    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def coming(self, today: date) -> Self:
        return self.filter(state="planned", held_to__gte=today)

    def between(self, first: date, last: date) -> Self:
        """Those with a day in the span, both included."""
        return self.filter(held_on__lte=last, held_to__gte=first)

    def in_fiscal_year(self, year: int) -> Self:
        first, last = fiscal_range(year)
        return self.filter(held_on__gte=first, held_on__lte=last)

    def of_school(self, school: Any) -> Self:
        return self.filter(schools__school=school)

    def tied_to(self, kind: str, key: str) -> Self:
        """Those that point at a thing of an app to the right."""
        return self.filter(ties__kind=kind, ties__key=key)

    def minutes_missing(self, today: date) -> Self:
        """Over, with somebody who records, and nothing handed in yet."""
        return self.standing().filter(held_to__lt=today, minutes_at__isnull=True, recorder__isnull=False)

    def matching(self, text: str) -> Self:
        rows = self
        for word in text.split():
            rows = rows.filter(Q(title__icontains=word) | Q(place__icontains=word) | Q(body_text__icontains=word))
        return rows
