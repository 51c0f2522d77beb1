"""Secret addresses of calendar feeds; renewing one ends the old address."""

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """A person's own feed (`cluster` empty) or their feed of one cluster, in one district."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    district = models.ForeignKey("schools.District", on_delete=models.CASCADE, related_name="+")
    cluster = models.ForeignKey("schools.Cluster", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "district", "cluster"], nulls_distinct=False, name="one_feed_per_person_and_cluster"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.cluster or ''}"
