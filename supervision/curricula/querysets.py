"""Named filters of curricula."""

from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet


class CurriculumQuerySet(ScopedQuerySet):
    def of_district(self, district: Any) -> Self:
        return self.filter(school__district=district)

    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def awaiting(self) -> Self:
        """Sent, and not decided yet."""
        return self.filter(state="submitted")

    def accepted(self) -> Self:
        return self.filter(state="accepted")

    def sent(self) -> Self:
        """What the office has been given to read."""
        return self.exclude(state="draft")

    def sent_or_written_by(self, user: Any) -> Self:
        """Drafts are their writer's until they are sent."""
        return self.filter(~Q(state="draft") | Q(saved_by=user))


class CurriculumReviewQuerySet(ScopedQuerySet):
    def of_district(self, district: Any) -> Self:
        return self.filter(curriculum__school__district=district)

    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def done(self) -> Self:
        return self.filter(state="done")
