"""Named filters of honours, polls and best practices."""

from datetime import date, datetime
from typing import Any, Self

from django.db.models import F

from schools.querysets import ScopedQuerySet


class AwardQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def announced(self) -> Self:
        return self.filter(state="announced")

    def for_fiscal_year(self, year: int) -> Self:
        return self.filter(fiscal_year=year)

    def taking_nominations(self, today: date) -> Self:
        return self.filter(state="nominating").exclude(nominations_until__lt=today)


class NominationQuerySet(ScopedQuerySet):
    def awaiting(self) -> Self:
        return self.filter(state="submitted")

    def accepted(self) -> Self:
        return self.filter(state="accepted")


class RecipientQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(revoked_at=None)

    def announced(self) -> Self:
        return self.filter(award__state="announced")


class PollQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def awaiting_vote_of(self, people: Any, now: datetime) -> Self:
        """Open now, with one of these people among the electors who has not voted."""
        return self.filter(
            state="open", opens_at__lte=now, closes_at__gt=now, electors__person__in=people, electors__has_voted=False
        ).order_by("closes_at", "pk")


class PracticeQuerySet(ScopedQuerySet):
    def shown(self) -> Self:
        return self.filter(state="shown").order_by(F("shown_at").desc(nulls_last=True), "-pk")

    def awaiting(self) -> Self:
        return self.filter(state="submitted")
