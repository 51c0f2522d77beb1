"""A file that arrives in parts."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Upload(models.Model):
    """One file on its way. `offset` counts the bytes that are safely here; `parts` are their names in the file store,
    in order; both change together under the row's lock. Done, the row stays a while to answer a client that asks again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=40, help_text="งานที่รับไฟล์นี้ เช่น visit-photo")
    key = models.CharField(max_length=64, help_text="สิ่งที่ไฟล์นี้เติม ภายในงานนั้น")
    name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="ไบต์")
    offset = models.PositiveBigIntegerField(default=0)
    parts = ArrayField(models.CharField(max_length=200), default=list)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "key"], name="one_upload_per_key")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.key} {self.offset}/{self.size}"
