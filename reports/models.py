"""Runs of documents. The row is the truth; the queue is only a bell that tells a worker to look."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class ReportRun(models.Model):
    """One request for one document by one person, with its progress, its heartbeat and its file."""

    class State(models.TextChoices):
        WAITING = "waiting", "รอเริ่ม"
        RUNNING = "running", "กำลังทำ"
        DONE = "done", "เสร็จแล้ว"
        FAILED = "failed", "ไม่สำเร็จ"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    format = models.CharField(max_length=8)
    district_code = models.CharField(max_length=20)
    params = models.JSONField(default=dict)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=100, blank=True)
    done_units = models.PositiveIntegerField(default=0)
    total_units = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancel_requested = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    output = models.ForeignKey("reports.ReportFile", null=True, on_delete=models.SET_NULL, related_name="runs")

    class Meta:
        indexes = [
            models.Index(fields=["requested_by", "-requested_at"]),
            models.Index(
                fields=["state", "heartbeat_at"], condition=Q(state__in=["waiting", "running"]), name="run_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.format})"


class ReportFile(models.Model):
    """A finished file under the hash of everything it was made from: the same request on the same data finds it."""

    cache_key = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to="reports/")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ReportSection(models.Model):
    """At most 30 pages of a PDF, rendered once per content and shared by every run that contains them."""

    content_hash = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to="sections/", blank=True)
    pages = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.content_hash[:12]
