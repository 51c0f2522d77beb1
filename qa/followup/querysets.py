"""Named filters of follow-ups."""

from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet

HANDED = ("submitted", "acknowledged")


class FollowUpQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office all of its own; a school its own once they were handed to it."""
        from schools.scope import reach

        return self.filter(
            Q(school__district__in=reach(user, "district.read").districts)
            | Q(school__in=reach(user, "school.read").schools, state__in=HANDED)
        )

    def of_district(self, district: Any) -> Self:
        return self.filter(school__district=district)

    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def handed(self) -> Self:
        """Read by the school, and counted in the tables."""
        return self.filter(state__in=HANDED)

    def of_year(self, academic_year: int) -> Self:
        return self.filter(academic_year=academic_year)
