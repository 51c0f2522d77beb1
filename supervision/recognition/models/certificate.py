"""เกียรติบัตร as it was printed: its number, its words, and the token behind its QR code."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from schools.querysets import ScopedQuerySet


def new_token() -> str:
    """144 random bits: nobody finds another certificate by trying addresses."""
    return secrets.token_urlsafe(18)


class Certificate(models.Model):
    """`content` is all its page prints, frozen at issue: {"office", "kind", "award", "name", "detail", "text", "dated",
    "signer", "post", "number"}. Numbers run without gaps in an office and fiscal year; a cancelled one keeps its
    number, and what is printed instead gets the next."""

    class State(models.TextChoices):
        ISSUED = "issued", "ออกแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="certificates")
    recipient = models.ForeignKey("recognition.Recipient", on_delete=models.PROTECT, related_name="certificates")
    year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    number = models.PositiveIntegerField("เลขที่")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    content = models.JSONField(default=dict)
    dated_on = models.DateField("ให้ไว้ ณ วันที่")
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.ISSUED)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    cancelled_at = models.DateTimeField("ยกเลิกเมื่อ", null=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("ออกเมื่อ")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "number"], name="one_certificate_per_number"),
            models.UniqueConstraint(
                fields=["recipient"], condition=Q(state="issued"), name="one_standing_certificate_per_recipient"
            ),
        ]

    def __str__(self) -> str:
        return f"เกียรติบัตรเลขที่ {self.number_label}"

    @property
    def number_label(self) -> str:
        return f"{self.number}/{self.year}"
