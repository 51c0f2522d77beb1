"""The form participants judge a gathering with: its link without sign-in, and the sheets that came in.

A sheet carries no person and no address: only which way it came, and for the link a hash of a random mark the browser
keeps, so that one browser answers once.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from schools.querysets import ScopedQuerySet


class Evaluation(models.Model):
    """`token` stands in the short address; without it, or after `open_until`, nobody fills it in by the link."""

    gathering = models.ForeignKey("meetings.Gathering", on_delete=models.PROTECT, related_name="evaluations")
    version = models.ForeignKey(
        "instruments.InstrumentVersion", on_delete=models.PROTECT, related_name="evaluations", verbose_name="แบบประเมิน"
    )
    token = models.CharField(max_length=32, blank=True)
    open_until = models.DateTimeField("ตอบทางลิงก์ได้ถึง", null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["gathering", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "version"], name="one_evaluation_per_form"),
            models.UniqueConstraint(fields=["token"], condition=~Q(token=""), name="one_evaluation_per_token"),
        ]

    def __str__(self) -> str:
        return f"{self.version.instrument.name}: {self.gathering}"

    def takes_answers(self, now: datetime) -> bool:
        return bool(self.token) and self.open_until is not None and now < self.open_until


class EvaluationSheet(models.Model):
    class Way(models.TextChoices):
        LINK = "link", "ตอบทางลิงก์"
        PAPER = "paper", "บันทึกจากกระดาษ"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="sheets")
    batch = models.ForeignKey("meetings.Batch", null=True, on_delete=models.PROTECT, related_name="sheets")
    response = models.OneToOneField("instruments.Response", on_delete=models.PROTECT, related_name="evaluation_sheet")
    way = models.CharField(max_length=5, choices=Way)
    browser = models.CharField(max_length=64, blank=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    paper_key = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["evaluation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "browser"], condition=~Q(browser=""), name="one_sheet_per_browser"
            ),
            models.UniqueConstraint(
                fields=["evaluation", "paper_key"], condition=~Q(paper_key=""), name="one_sheet_per_paper"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.evaluation}"
