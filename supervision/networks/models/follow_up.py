"""แบบติดตามและประเมินผลการพัฒนาเครือข่าย: one filled form of a day (step 5)."""

from django.conf import settings
from django.db import models

from schools.querysets import ScopedQuerySet
from supervision.networks.models.year import NetworkYear


class FollowUp(models.Model):
    """Who followed the network up on which day, and the sheet; one per person and day."""

    year = models.ForeignKey(NetworkYear, on_delete=models.PROTECT, related_name="follow_ups")
    response = models.OneToOneField("instruments.Response", on_delete=models.PROTECT, related_name="network_follow_up")
    done_on = models.DateField("วันที่ติดตาม")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["year", "done_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["year", "by", "done_on"], name="one_network_follow_up_a_day")]

    def __str__(self) -> str:
        return f"ติดตาม {self.year}"
