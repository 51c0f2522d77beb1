"""Named filters of the office's channels."""

from datetime import date
from typing import Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet


class ChannelQuerySet(ScopedQuerySet):
    def in_use_between(self, first: date, last: date) -> Self:
        """In use on any day of the span, both included; one that nobody dated was always there."""
        begun = Q(since__isnull=True) | Q(since__lte=last)
        return self.filter(begun & (Q(until__isnull=True) | Q(until__gte=first)))
