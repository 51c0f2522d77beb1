"""Named filters of visits and findings."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet
from supervision.areas import AT_A_DISTANCE, Way

# A visit counts as made once it was sent; one taken back to be corrected still took place.
MADE = ("submitted", "returned", "acknowledged", "closed", "closed_unseen")
CLOSED = ("closed", "closed_unseen")


class VisitQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office reads all of its visits; a school reads what was sent to it; who is named reads theirs."""
        from schools.scope import named_on, reach  # noqa: PLC0415 (scope reads models that import querysets)

        if user is None or not user.is_authenticated:
            return self.none()
        whole = reach(user, "district.read").districts
        rule = Q(district__in=whole)
        rule |= Q(school__in=reach(user, "school.read").schools, state__in=MADE)
        rule |= named_on(self.model, user, "lead", "members__person", outside=whole)
        return self.filter(rule)

    def made(self) -> Self:
        return self.filter(state__in=MADE)

    def in_state(self, word: str) -> Self:
        """A state, or what filters also offer: made (counts as a visit), changed (taken up again after closing)."""
        if word == "made":
            return self.made()
        if word == "changed":
            return self.filter(closed_hash__gt="").exclude(state__in=(*CLOSED, "cancelled"))
        return self.filter(state=word)

    def at_school(self) -> Self:
        """Visits to the school, as opposed to advice at a distance."""
        return self.filter(way=Way.FIELD)

    def at_a_distance(self) -> Self:
        return self.filter(way__in=AT_A_DISTANCE)

    def in_term(self, academic_year: int, term: int) -> Self:
        return self.filter(academic_year=academic_year, term=term)

    def in_fiscal_year(self, year: int) -> Self:
        return self.filter(fiscal_year=year)

    def not_cancelled(self) -> Self:
        return self.exclude(state="cancelled")

    def worked_on_by(self, user: Any) -> Self:
        """Led by the person, or in whose team they are."""
        from schools.scope import named_on  # noqa: PLC0415

        return self.filter(named_on(self.model, user, "lead", "members__person"))

    def of_person(self, person: Any) -> Self:
        return self.filter(Q(lead=person) | Q(pk__in=self.model.objects.filter(members__person=person).values("pk")))

    def awaiting_school(self) -> Self:
        return self.filter(state="submitted")

    def awaiting_close(self, unseen_before: date) -> Self:
        """Acknowledged, or sent so long ago that it may be closed without."""
        return self.filter(Q(state="acknowledged") | Q(state="submitted", submitted_at__date__lte=unseen_before))


class FindingQuerySet(ScopedQuerySet):
    def unfinished(self) -> Self:
        return self.filter(action__state__in=("open", "done"))

    def sent(self) -> Self:
        return self.filter(visit__state__in=MADE)
