"""The link between evidence and what it proves. Abstract: each app makes it concrete with a real foreign key.

    class RunStepEvidence(EvidenceUse):
        target = models.ForeignKey(RunStep, on_delete=models.PROTECT, related_name="evidence")

and registers an `evidence.uses.UseKind` in its `apps.ready()`.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q


class EvidenceUse(models.Model):
    """One item on one target. `carried_from` is the year (พ.ศ.) it had proved the same before; `position` orders."""

    class State(models.TextChoices):
        WAITING = "waiting", "รอตรวจ"
        ACCEPTED = "accepted", "รับแล้ว"
        RETURNED = "returned", "ส่งกลับ"

    item = models.ForeignKey("evidence.EvidenceItem", on_delete=models.PROTECT, related_name="+")
    state = models.CharField("สถานะ", max_length=8, choices=State, default=State.WAITING)
    reason = models.TextField("เหตุที่ส่งกลับ", blank=True)
    carried_from = models.PositiveSmallIntegerField("ใช้ต่อจากปี", null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["target", "item"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="%(app_label)s_%(class)s_return_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_state_display()}"
