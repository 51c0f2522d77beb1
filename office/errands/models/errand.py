"""งานประสานกับกลุ่มอื่น (๘.๘) and งานที่ได้รับมอบหมาย (๘.๑๐): who asked whom, by when, what was answered."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from office.errands.querysets import ErrandQuerySet


class Errand(models.Model):
    """`unit` or `unit_text` is the other side of what comes from or goes to another group; `person` answers for it
    here. `thing_*` is what it is about (a letter), by its pointer. Answers sent back stay in the audit log."""

    class Kind(models.TextChoices):
        FROM = "from", "กลุ่มอื่นขอมา"
        TO = "to", "ขอไปยังกลุ่มอื่น"
        ASSIGNED = "assigned", "มอบหมาย"

    class State(models.TextChoices):
        OPEN = "open", "รอดำเนินการ"
        ANSWERED = "answered", "ตอบแล้ว รอรับ"
        RETURNED = "returned", "ส่งกลับให้ทำเพิ่ม"
        DONE = "done", "เสร็จ"
        CANCELLED = "cancelled", "ยกเลิก"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="errands")
    kind = models.CharField("ประเภท", max_length=8, choices=Kind)
    unit = models.ForeignKey(
        "office_structure.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="errands",
        verbose_name="กลุ่มหรือหน่วย",
    )  # fmt: skip
    unit_text = models.CharField("หน่วยงาน (ระบุเอง)", max_length=200, blank=True)
    title = models.CharField("เรื่อง", max_length=300)
    detail = models.TextField("รายละเอียด", blank=True)
    asked_on = models.DateField("วันที่ขอหรือมอบหมาย")
    due_on = models.DateField("กำหนด", null=True, blank=True)
    person = models.ForeignKey(
        "schools.Person", on_delete=models.PROTECT, related_name="errands", verbose_name="ผู้รับผิดชอบ"
    )
    task = models.ForeignKey(
        "schools.WorkTask", null=True, blank=True, on_delete=models.PROTECT, related_name="errands", verbose_name="งาน"
    )
    thing_kind = models.CharField(max_length=40, blank=True)
    thing_key = models.CharField(max_length=64, blank=True)
    thing_label = models.CharField("เรื่องที่เกี่ยวข้อง", max_length=300, blank=True)
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.OPEN)
    answer = models.TextField("คำตอบหรือผล", blank=True)
    answered_on = models.DateField("วันที่ตอบ", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    comment = models.TextField("เหตุที่ส่งกลับหรือยกเลิก", blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = ErrandQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["district", "state", "due_on"]),
            models.Index(fields=["thing_kind", "thing_key"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="assigned") | Q(unit__isnull=False) | ~Q(unit_text=""), name="errand_says_which_group"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("asked_on")), name="errand_due_after_it_is_asked"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("answered", "done")) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="answered_errand_has_its_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def other_side(self) -> str:
        """The other group, or who gave the task."""
        if self.kind == self.Kind.ASSIGNED:
            return str(self.created_by)
        return self.unit.name if self.unit is not None else self.unit_text

    @property
    def is_waiting(self) -> bool:
        return self.state in (self.State.OPEN, self.State.RETURNED)

    def is_late(self, today: date) -> bool:
        return self.is_waiting and self.due_on is not None and self.due_on < today
