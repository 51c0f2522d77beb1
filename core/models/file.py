"""Stored files and what they are attached to; one guarded download view serves them all."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """The bytes, once per district: same content, same file. `display` is the re-encoded picture or empty."""

    class State(models.TextChoices):
        WAITING = "waiting", "กำลังเตรียมภาพ"
        READY = "ready", "พร้อมใช้"
        FAILED = "failed", "แปลงไฟล์ไม่สำเร็จ"

    class Scan(models.TextChoices):
        NONE = "none", "ยังไม่ได้ตรวจไวรัส"
        WAITING = "waiting", "กำลังตรวจไวรัส"
        CLEAN = "clean", "ตรวจแล้ว ไม่พบไวรัส"
        INFECTED = "infected", "พบไวรัส กักไว้แล้ว"
        FAILED = "failed", "ตรวจไวรัสไม่สำเร็จ"

    district_code = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="ไบต์")
    content_type = models.CharField(max_length=100, help_text="ตามเนื้อหาจริง ไม่ใช่ตามชื่อไฟล์")
    original = models.FileField(upload_to="originals/", max_length=200)
    display = models.FileField(upload_to="display/", max_length=200, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.NONE)
    scan_note = models.CharField(max_length=200, blank=True)
    scan_attempts = models.PositiveSmallIntegerField(default=0)
    scan_tried_at = models.DateTimeField(null=True)
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], condition=Q(state="waiting"), name="file_waiting"),
            models.Index(fields=["id"], condition=Q(scan__in=["none", "waiting", "failed"]), name="file_unscanned"),
        ]
        constraints = [models.UniqueConstraint(fields=["district_code", "sha256"], name="one_file_per_content")]

    def __str__(self) -> str:
        return f"{self.content_type} {self.sha256[:12]}"

    @property
    def is_locked(self) -> bool:
        """Not given out: malware was found in it, or it is about to be looked at."""
        return self.scan in (self.Scan.WAITING, self.Scan.INFECTED)


class Attachment(models.Model):
    """A stored file as it hangs on one thing, under the name its uploader gave it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    district_code = models.CharField(max_length=20)
    owner_kind = models.CharField(max_length=40)
    owner_key = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    caption = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "added_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_kind", "owner_key", "file"], name="one_attachment_per_owner_and_file"
            )
        ]

    def __str__(self) -> str:
        return self.name
