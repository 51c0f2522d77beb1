"""Named filters of orders and announcements."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from schools.querysets import ScopedQuerySet


class OrderQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office and its desk all of theirs; whoever is named on one, that one from its number on."""
        from office.orders.models import OrderPerson
        from schools.scope import people_keys, reach

        whole = reach(user, "district.read").districts | reach(user, "desk.write").districts
        rule = Q(district__in=whole)
        if keys := people_keys(user, outside=whole):
            lines = OrderPerson.objects.filter(Q(person__in=keys) | Q(outside__person__in=keys))
            rule |= Q(pk__in=lines.values("group__order"), number__isnull=False)
        return self.filter(rule)

    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def issued(self) -> Self:
        """Signed and numbered; one that a later order replaced is still one that was issued."""
        return self.filter(state="issued")

    def drafts(self) -> Self:
        return self.filter(state="draft")

    def of_year(self, year: int) -> Self:
        """Year (พ.ศ.) of the running number."""
        return self.filter(year=year)

    def in_force(self, on: Any = None) -> Self:
        """Issued and not replaced by a later issued one."""
        later = self.model.objects.filter(supersedes=OuterRef("pk"), state="issued")
        return self.issued().exclude(Exists(later))

    def about_team(self, team: Any) -> Self:
        return self.filter(team=team)
