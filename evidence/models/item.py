"""หลักฐาน: a file, a link or a record of our own, kept once per owner whatever it proves."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.pointers import Pointer
from evidence.querysets import ItemQuerySet

POINTER = "evidence"


class EvidenceItem(models.Model):
    """`school` null: the office's own. A file hangs as an attachment on `pointer`. `content_key` is the same for the
    same content: "file:" sha256, "link:" hash of the tidied address, "record:" kind and key."""

    class Kind(models.TextChoices):
        FILE = "file", "ไฟล์"
        LINK = "link", "ลิงก์"
        RECORD = "record", "รายการในระบบ"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="evidence")
    school = models.ForeignKey("schools.School", null=True, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField("ชนิด", max_length=8, choices=Kind)
    title = models.CharField("ชื่อหลักฐาน", max_length=300)
    note = models.TextField("คำอธิบาย", blank=True)
    url = models.CharField("ที่อยู่ลิงก์", max_length=2000, blank=True)
    record_kind = models.CharField(max_length=40, blank=True)
    record_key = models.CharField(max_length=64, blank=True)
    record_label = models.CharField(max_length=300, blank=True)
    record_date = models.DateField(null=True)
    record_hash = models.CharField(max_length=64, blank=True)
    content_key = models.CharField(max_length=120, editable=False)
    size = models.PositiveBigIntegerField("ขนาด (ไบต์)", default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField("เหตุที่ถอน", blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        indexes = [models.Index(fields=["district", "school", "-added_at", "-id"], name="evidence_of_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "school", "content_key"], nulls_distinct=False, name="one_evidence_per_content"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="evidence_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def pointer(self) -> Pointer:
        """What its file hangs on, and what the trace and notices name."""
        return Pointer(POINTER, str(self.pk), self.title)

    @property
    def record(self) -> Pointer | None:
        """The record it stands for, with the label and date it had when it was taken up."""
        if self.kind != self.Kind.RECORD:
            return None
        return Pointer(self.record_kind, self.record_key, self.record_label, self.record_date, self.record_hash)

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def owner_label(self) -> Any:
        """Whose store it lies in: a School or the District."""
        return self.school or self.district
