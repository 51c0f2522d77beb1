"""Named filters of gatherings."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet


class GatheringQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office all of its own; a school those it is invited to."""
        from meetings.models import GatheringSchool  # noqa: PLC0415 (models import this module)
        from schools.scope import reach  # noqa: PLC0415 (scope reads models that import querysets)

        own = reach(user, "school.read").schools
        rule = Q(district__in=reach(user, "district.read").districts)
        if own:
            rule |= Q(pk__in=GatheringSchool.objects.filter(school__in=own).values("gathering"))
        return self.filter(rule)

    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def coming(self, today: date) -> Self:
        return self.filter(state="planned", held_on__gte=today)
