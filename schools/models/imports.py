"""An import workbook on its way: uploaded, rehearsed, confirmed. The real run does what the rehearsal said."""

import uuid

from django.conf import settings
from django.db import models

from schools.querysets import ScopedQuerySet


class ImportRun(models.Model):
    class State(models.TextChoices):
        REHEARSED = "rehearsed", "ซ้อมนำเข้าแล้ว"
        APPLIED = "applied", "นำเข้าแล้ว"
        STALE = "stale", "ข้อมูลเปลี่ยนไปหลังซ้อม"
        DROPPED = "dropped", "ยกเลิก"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="imports/")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.REHEARSED)
    rehearsal = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, help_text="ลายนิ้วมือของผลซ้อม: ถ้าคำนวณใหม่แล้วต่าง ต้องซ้อมใหม่")
    skip_refused = models.BooleanField(default=False)
    invite = models.BooleanField("ส่งคำเชิญทางอีเมล", default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="ว่าง = คำสั่งของระบบ"
    )
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name
