"""A finding of a visit; what has to be done about it is an action of `processes`."""

from django.db import models

from schools.querysets import ScopedQuerySet


class Finding(models.Model):
    visit = models.ForeignKey("field.Visit", on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField("ข้อค้นพบ")
    recommendation = models.TextField("ข้อเสนอแนะ", blank=True)
    action = models.OneToOneField("processes.Action", null=True, on_delete=models.PROTECT, related_name="finding")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["visit", "position", "pk"]

    def __str__(self) -> str:
        return self.text
