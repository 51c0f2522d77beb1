"""The trace of every act: a code and its data; the sentence is made when it is shown."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One act by one person (or the system), with a snapshot of whom and what it was about."""

    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_label = models.CharField(max_length=200)
    district_code = models.CharField(max_length=20, blank=True)
    action = models.CharField(max_length=80)
    target_kind = models.CharField(max_length=40)
    target_key = models.CharField(max_length=64)
    target_label = models.CharField(max_length=300)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["district_code", "-at"]),
            models.Index(fields=["target_kind", "target_key", "-at"]),
            models.Index(fields=["actor", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.target_label}"
