"""ใบเบิกพัสดุ: what somebody of the office asks for, what was approved and what was handed out of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from office.stores.querysets import RequisitionQuerySet


class Requisition(models.Model):
    """Its number runs in the office and fiscal year and is taken when it is sent in; nothing of it is deleted."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", "รออนุมัติ"
        RETURNED = "returned", "ส่งกลับให้แก้ไข"
        APPROVED = "approved", "อนุมัติแล้ว รอจ่าย"
        PART = "part", "จ่ายบางส่วน"
        ISSUED = "issued", "จ่ายแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="requisitions")
    year = models.PositiveSmallIntegerField("ปีงบประมาณ (พ.ศ.)")
    number = models.PositiveIntegerField("เลขที่ใบเบิก")
    requester = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="requisitions")
    work_group = models.ForeignKey(
        "schools.WorkGroup",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="ใช้ในกลุ่มงาน",
    )
    purpose = models.CharField("ใช้ทำอะไร", max_length=300)
    needed_on = models.DateField("ต้องการใช้วันที่", null=True, blank=True)
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.SUBMITTED)
    asked_at = models.DateTimeField("ขอเบิกเมื่อ")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("พิจารณาเมื่อ", null=True)
    reason = models.TextField("เหตุที่ส่งกลับ ยกเลิก หรือไม่จ่ายส่วนที่เหลือ", blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = RequisitionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["district", "-asked_at"]),
            models.Index(
                fields=["district", "state"], condition=Q(state__in=["submitted", "approved", "part"]),
                name="requisition_open",
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "number"], name="one_requisition_per_number"),
        ]

    def __str__(self) -> str:
        return f"ใบเบิกที่ {self.number}/{self.year}"

    @property
    def is_open(self) -> bool:
        """Something of it may still be handed out."""
        return self.state not in (self.State.ISSUED, self.State.CANCELLED)

    @property
    def state_code(self) -> str:
        """Name of the chip's look."""
        return {"approved": "running", "part": "running", "issued": "done"}.get(self.state, str(self.state))


class RequisitionLine(models.Model):
    """An item of a requisition; `approved` is empty until somebody decided."""

    requisition = models.ForeignKey(Requisition, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey("stores.Item", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    asked = models.PositiveIntegerField("ขอเบิก")
    approved = models.PositiveIntegerField("อนุมัติ", null=True)
    issued = models.PositiveIntegerField("จ่ายแล้ว", default=0)

    class Meta:
        ordering = ["requisition", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["requisition", "item"], name="an_item_once_in_a_requisition"),
            models.CheckConstraint(condition=Q(asked__gt=0), name="requisition_asks_for_something"),
            models.CheckConstraint(
                condition=Q(approved__isnull=True) | Q(approved__lte=F("asked")), name="approved_up_to_what_was_asked"
            ),
            models.CheckConstraint(
                condition=Q(issued=0) | Q(approved__isnull=False, issued__lte=F("approved")),
                name="issued_up_to_what_was_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.asked}"

    @property
    def left(self) -> int:
        """Approved and not yet handed out."""
        return (self.approved or 0) - self.issued

    @property
    def wanted(self) -> int:
        """Asked for, or what is left of it once it was decided."""
        return self.asked if self.approved is None else self.left
