"""A curriculum looked at by the office with an instrument, before it is accepted or returned."""

from django.db import models

from supervision.achievement.models import InstrumentCheck
from supervision.curricula.models.curriculum import Curriculum
from supervision.curricula.querysets import CurriculumReviewQuerySet


class CurriculumReview(InstrumentCheck):
    """One reviewer's sheet about one version; what the office then decided stands on the curriculum."""

    curriculum = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="reviews")

    objects = CurriculumReviewQuerySet.as_manager()  # type: ignore[misc,assignment]  # instead of the abstract one

    class Meta:
        ordering = ["-checked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["curriculum", "reviewer"], condition=models.Q(state="draft"),
                name="one_open_review_per_reviewer_and_curriculum",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"ผลการตรวจ{self.curriculum}"
