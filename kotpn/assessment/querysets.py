"""Named filters of the office's self-assessments."""

from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet


class AssessmentQuerySet(ScopedQuerySet):
    """The office reads all of its own; whoever owns an issue reads the assessment it stands in."""

    def visible_to(self, user: Any) -> Self:
        from schools.scope import named_on, reach

        districts = reach(user, "district.read").districts
        return self.filter(Q(district__in=districts) | named_on(self.model, user, "answers__owner", outside=districts))

    def of_district(self, district: Any) -> Self:
        return self.filter(district=district)

    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def open(self) -> Self:
        """Those whose level still follows the work."""
        return self.filter(state__in=("draft", "returned"))
