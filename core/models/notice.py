"""In-app notices; an e-mail follows the same row after commit."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One message to one person; a dedupe key makes two clicks or two retries one notice."""

    class EmailState(models.TextChoices):
        NONE = "none", "ไม่ส่งอีเมล"
        WAITING = "waiting", "รอส่ง"
        SENT = "sent", "ส่งแล้ว"
        FAILED = "failed", "ส่งไม่สำเร็จ"

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    district_code = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    target_kind = models.CharField(max_length=40, blank=True)
    target_key = models.CharField(max_length=64, blank=True)
    dedupe_key = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    email_state = models.CharField(max_length=10, choices=EmailState, default=EmailState.NONE)
    email_attempts = models.PositiveSmallIntegerField(default=0)
    email_tried_at = models.DateTimeField(null=True)
    emailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["recipient", "-created_at"]),
            models.Index(fields=["created_at"], condition=Q(email_state="waiting"), name="notice_mail_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "dedupe_key"], condition=~Q(dedupe_key=""), name="notice_once_per_key"
            )
        ]

    def __str__(self) -> str:
        return self.title
