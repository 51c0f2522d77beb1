"""A workbook on its way, as every app keeps one: uploaded, rehearsed, confirmed."""

import uuid

from django.conf import settings
from django.db import models

from schools.querysets import ScopedQuerySet


class RehearsedImport(models.Model):
    """The file with what its rehearsal said of every row; the real run is held to `fingerprint`. Nobody in
    `uploaded_by` is a command of the system."""

    class State(models.TextChoices):
        REHEARSED = "rehearsed", "ซ้อมนำเข้าแล้ว"
        APPLIED = "applied", "นำเข้าแล้ว"
        STALE = "stale", "ข้อมูลเปลี่ยนไปหลังซ้อม"
        DROPPED = "dropped", "ยกเลิก"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="imports/")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.REHEARSED)
    rehearsal = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    skip_refused = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="ว่าง = คำสั่งของระบบ"
    )
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name
