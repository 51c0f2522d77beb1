"""A finding of a visit; what has to be done about it is an action of `processes`."""

from django.db import models

from supervision.field.querysets import FindingQuerySet


class Finding(models.Model):
    """Owner and due date are written here while the visit is a draft; sending it opens the action with them."""

    visit = models.ForeignKey("field.Visit", on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField("ข้อค้นพบ")
    recommendation = models.TextField("ข้อเสนอแนะ", blank=True)
    owner = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_label = models.CharField("ผู้รับผิดชอบ", max_length=200, blank=True)
    due_on = models.DateField("กำหนดแล้วเสร็จ", null=True, blank=True)
    action = models.OneToOneField("processes.Action", null=True, on_delete=models.PROTECT, related_name="finding")

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["visit", "position", "pk"]

    def __str__(self) -> str:
        return self.text
