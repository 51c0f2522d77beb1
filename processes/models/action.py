"""Actions: what somebody has to do until a day, wherever it came from, closed by somebody else with evidence."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from processes.querysets import ActionQuerySet


class Action(models.Model):
    """The row that caused it (a visit's finding, later a resolution) points here, never the other way; the source
    columns are a pointer's snapshot."""

    class State(models.TextChoices):
        OPEN = "open", "รอดำเนินการ"
        DONE = "done", "แจ้งว่าเสร็จแล้ว"
        CLOSED = "closed", "ปิดแล้ว"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="actions")
    school = models.ForeignKey(
        "schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    text = models.TextField("สิ่งที่ต้องดำเนินการ")
    owner = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    owner_label = models.CharField("ผู้รับผิดชอบ", max_length=200)
    due_on = models.DateField("กำหนดแล้วเสร็จ", null=True, blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.OPEN)
    source_kind = models.CharField(max_length=40)
    source_key = models.CharField(max_length=64)
    source_label = models.CharField(max_length=300)
    result = models.TextField("ผลการดำเนินการ", blank=True)
    reason = models.TextField("เหตุที่ส่งคืน เปิดใหม่ หรือยกเลิก", blank=True)
    # The school's own people prepare the answer; it is theirs until who answers for the school sends it.
    draft = models.TextField("ร่างคำตอบ", blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["district", "due_on"], condition=Q(state__in=["open", "done"]), name="action_unfinished"
            ),
            models.Index(fields=["school", "state"]),
            models.Index(fields=["source_kind", "source_key"]),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def has_no_draft(self) -> bool:
        """Nobody has prepared an answer since it was opened or last answered."""
        return self.drafted_at is None or (self.done_at is not None and self.drafted_at <= self.done_at)
