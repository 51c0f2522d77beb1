"""Named filters of media and their reviews."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from schools.querysets import ScopedQuerySet


class MediumQuerySet(ScopedQuerySet):
    def listed(self) -> Self:
        return self.filter(state="listed")

    def awaiting(self) -> Self:
        return self.filter(state="submitted")

    def without_drafts_of_schools(self) -> Self:
        """What the office looks at: a draft of a school is the school's own matter."""
        return self.exclude(state="draft", school__isnull=False)

    def containing(self, text: str) -> Self:
        rows = self
        for word in text.split():
            rows = rows.filter(
                Q(title__contains=word) | Q(makers__contains=word) | Q(school__name__contains=word)
                | Q(problem__contains=word)
            )  # fmt: skip
        return rows


class MediumReviewQuerySet(models.QuerySet[Any]):
    def done(self) -> Self:
        return self.filter(done_at__isnull=False)

    def of_now(self) -> Self:
        """Of what was sent last."""
        return self.filter(round=F("medium__round"))

    def awaiting_of(self, people: Any) -> Self:
        return self.filter(
            reviewer__in=people, done_at=None, medium__state="submitted", round=F("medium__round")
        )  # fmt: skip
