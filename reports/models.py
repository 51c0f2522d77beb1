"""Runs of documents. The row is the truth; the queue is only a bell that tells a worker to look."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reports.querysets import ReportRunQuerySet, ReportSectionQuerySet


class ReportRun(models.Model):
    """One request for one document by one person, with its progress, its heartbeat and its file."""

    class State(models.TextChoices):
        WAITING = "waiting", "รอเริ่ม"
        RUNNING = "running", "กำลังทำ"
        DONE = "done", "เสร็จแล้ว"
        FAILED = "failed", "ไม่สำเร็จ"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    class Stage(models.TextChoices):
        """RENDER belongs to no worker: its sections beat for themselves."""

        PREPARE = "prepare", "เตรียมข้อมูล"
        WRITE = "write", "เขียนแถว"
        RENDER = "render", "จัดหน้า"
        MERGE = "merge", "รวมเล่ม"

    OPEN = (State.WAITING, State.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    format = models.CharField(max_length=8)
    district_code = models.CharField(max_length=20)
    params = models.JSONField(default=dict)
    params_hash = models.CharField(max_length=64, default="")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=10, choices=Stage, blank=True)
    done_units = models.PositiveIntegerField(default=0)
    total_units = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    rings = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    queued_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    watched_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    book = models.JSONField(null=True)
    sections = models.ManyToManyField("reports.ReportSection", related_name="runs")
    output = models.ForeignKey("reports.ReportFile", null=True, on_delete=models.SET_NULL, related_name="runs")

    objects = ReportRunQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["requested_by", "-requested_at"]),
            models.Index(
                fields=["state", "heartbeat_at"], condition=Q(state__in=["waiting", "running"]), name="run_open"
            ),
        ]
        constraints = [
            # Two clicks are one run.
            models.UniqueConstraint(
                fields=["requested_by", "key", "format", "district_code", "params_hash"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_open_run_per_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.format})"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def has_expired(self) -> bool:
        """Finished, but its file has been cleared away; it can be made again."""
        return self.state == self.State.DONE and self.output_id is None


class ReportFile(models.Model):
    """A finished file under the hash of everything it was made from: the same request on the same data finds it."""

    cache_key = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to="reports/")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name


class ReportSection(models.Model):
    """At most 30 pages of a PDF, rendered once per content and shared by every run that contains them.

    Until it has a `file` it is a job of its own, with claim, heartbeat and `html`; afterwards `layout` says where its
    anchors and bookmarks are.
    """

    content_hash = models.CharField(max_length=64, unique=True)
    html = models.TextField(blank=True)
    file = models.FileField(upload_to="sections/", blank=True)
    pages = models.PositiveIntegerField(default=0)
    estimate = models.PositiveIntegerField(default=1)
    layout = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    rings = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    queued_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ReportSectionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["heartbeat_at"], condition=Q(file=""), name="section_unrendered")]

    def __str__(self) -> str:
        return self.content_hash[:12]
