"""Who sees results: private to few until they are published; then the office all, a school what the office shows."""

from typing import Any, Self

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat, LPad

from schools.querysets import ScopedQuerySet
from schools.scope import reach

# The group director publishes; they and the two above read before (product §1).
BEFORE = ("ranking.read", "improvement.write")
OUT = ("published", "superseded")
_LAST = 99_999


def early_districts(user: Any) -> frozenset[int]:
    """Offices whose results this person reads before they are published."""
    return frozenset[int]().union(*(reach(user, code).districts for code in BEFORE))


def readable(user: Any, *, edition: str = "") -> Q:
    """Editions this person may open, as a condition; `edition` is the path to one, ending in "__"."""
    district = f"{edition}evaluation__programme__district__in"
    out = Q(**{f"{edition}state__in": OUT})
    office = Q(**{district: reach(user, "district.read").districts}) & out
    return Q(**{district: early_districts(user)}) | office


class EditionQuerySet(ScopedQuerySet):
    """Editions of results."""

    def visible_to(self, user: Any) -> Self:
        """Those in scope that are out, and for the few who read before, all."""
        own = reach(user, "school.read").schools
        rule = readable(user)
        if own:
            from supervision.improvement.models import Participation

            mine = Participation.objects.filter(school__in=own).values("programme")
            rule |= Q(evaluation__programme__in=mine, state__in=OUT)
        return self.filter(rule)

    def of_programme(self, programme: Any) -> Self:
        return self.filter(evaluation__programme=programme)

    def standing(self) -> Self:
        """The published ones."""
        return self.filter(state="published")

    def draft(self) -> Self:
        return self.filter(state="draft")


class SchoolResultQuerySet(ScopedQuerySet):
    """Results of whole schools."""

    def visible_to(self, user: Any) -> Self:
        """The office as its editions; a school its own row, or every row where the office announced all ranks."""
        own = reach(user, "school.read").schools
        rule = readable(user, edition="edition__")
        if own:
            from supervision.improvement.models import Participation

            out = Q(edition__state__in=OUT)
            mine = Participation.objects.filter(school__in=own).values("programme")
            rule |= out & Q(participation__school__in=own)
            rule |= out & Q(edition__evaluation__shown="all", edition__evaluation__programme__in=mine)
        return self.filter(rule)

    def complete(self) -> Self:
        return self.filter(is_complete=True)

    def placed(self) -> Self:
        """With `placed`, a key that orders groups by name and schools by rank within, unranked ones last."""
        rank = LPad(Cast(Coalesce("rank", _LAST), CharField()), 5, Value("0"))
        return self.annotate(placed=Concat("group", Value(" "), rank, output_field=CharField()))


class SheetQuerySet(ScopedQuerySet):
    """Sheets of schools and assessors."""

    def submitted(self) -> Self:
        return self.filter(state="submitted")

    def of_assessors(self) -> Self:
        return self.filter(person__isnull=False)

    def of_schools(self) -> Self:
        """What the schools say of themselves."""
        return self.filter(person__isnull=True)


class AssessorQuerySet(ScopedQuerySet):
    """Who judges."""

    def serving(self) -> Self:
        return self.filter(ended_reason="")
