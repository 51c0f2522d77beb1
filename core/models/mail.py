"""E-mails to addresses, whether or not anybody with an account reads them."""

from django.db import models
from django.db.models import Q

from core.models.notice import Notice


class Mail(models.Model):
    """One e-mail of a thing (`kind`, `key`) to one address. Its words are not kept: who owns the kind writes them when
    it is sent, so that no one-time link lies in the database and what is told is how it stands then."""

    EmailState = Notice.EmailState

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    address = models.EmailField()
    data = models.JSONField(default=dict, blank=True)
    district_code = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    email_state = models.CharField(max_length=10, choices=EmailState, default=EmailState.WAITING)
    email_attempts = models.PositiveSmallIntegerField(default=0)
    email_tried_at = models.DateTimeField(null=True)
    emailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "key"]),
            models.Index(fields=["created_at"], condition=Q(email_state="waiting"), name="mail_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.address}"
