"""What a school sent, word for word, and what the reviewer said about single standards and items."""

from django.conf import settings
from django.db import models

from qa.sar.models.report import Sar, SarItem


class SarRevision(models.Model):
    """A SAR as it was sent; sending the same content again makes no other one."""

    sar = models.ForeignKey(Sar, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    content_hash = models.CharField(max_length=64)
    snapshot = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["sar", "-number"]
        constraints = [models.UniqueConstraint(fields=["sar", "number"], name="one_sar_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.sar} ฉบับที่ {self.number}"


class SarComment(models.Model):
    """The reviewer's words on one standard or item of one revision; the school reads them once it is decided."""

    item = models.ForeignKey(SarItem, on_delete=models.CASCADE, related_name="comments")
    revision = models.PositiveSmallIntegerField()
    text = models.TextField("ความเห็น")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "-revision", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "revision", "author"], name="one_comment_per_item_and_revision")
        ]

    def __str__(self) -> str:
        return self.text[:60]
