"""Approvals: a round fixes a revision and its content hash; a decision is made on that revision.

Abstract here; each app that has something to approve declares both with a real foreign key to its subject, a partial
unique constraint "one open round per subject", and registers a source with the inbox (core.approvals).
"""

from typing import Any

from django.conf import settings
from django.db import models


class ApprovalRound(models.Model):
    """`lanes` is the chain as it stood at submission: a list of {"post": role code, "label": Thai}; `lane` the index
    of the one whose turn it is. A new round supersedes the old one and never overwrites it."""

    class State(models.TextChoices):
        OPEN = "open", "รอพิจารณา"
        APPROVED = "approved", "อนุมัติแล้ว"
        RETURNED = "returned", "ตีกลับ"
        WITHDRAWN = "withdrawn", "ถอนคืน"

    subject: Any  # the foreign key each app declares
    revision = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    snapshot = models.JSONField()
    lanes = models.JSONField()
    lane = models.PositiveSmallIntegerField(default=0)
    lane_since = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.subject} ฉบับที่ {self.revision}"


class ApprovalDecision(models.Model):
    """What one lane decided. PASSED: the lane's holder was the author or had decided an earlier lane."""

    class Decision(models.TextChoices):
        APPROVED = "approved", "อนุมัติ"
        RETURNED = "returned", "ตีกลับ"
        PASSED = "passed", "ข้ามตามลำดับ"

    lane = models.PositiveSmallIntegerField()
    post = models.CharField(max_length=40)
    decision = models.CharField(max_length=10, choices=Decision)
    comment = models.TextField(blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.actor_label}: {self.get_decision_display()}"
