"""จัดซื้อจัดหา and จัดซ่อม: what was asked for, ordered or sent away, and received, with cost and vendor."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from office.stores.querysets import ProcurementQuerySet


class Procurement(models.Model):
    """The lines of one that buys supplies of the catalogue go onto their stock cards when it is received."""

    class Kind(models.TextChoices):
        BUY = "buy", "จัดซื้อ/จัดหา"
        REPAIR = "repair", "จัดซ่อม"

    class State(models.TextChoices):
        ASKED = "asked", "แจ้งขอแล้ว"
        ORDERED = "ordered", "สั่งซื้อ/ส่งซ่อมแล้ว"
        RECEIVED = "received", "รับของแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="procurements")
    year = models.PositiveSmallIntegerField("ปีงบประมาณ (พ.ศ.)")
    number = models.PositiveIntegerField("เลขที่")
    kind = models.CharField("ชนิด", max_length=6, choices=Kind)
    title = models.CharField("เรื่อง", max_length=250)
    detail = models.TextField("รายละเอียดหรืออาการ", blank=True)
    asset_code = models.CharField("เลขครุภัณฑ์", max_length=80, blank=True)
    requester = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="procurements")
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField("แจ้งเมื่อ")
    vendor = models.CharField("ร้านค้าหรือผู้ซ่อม", max_length=200, blank=True)
    reference = models.CharField("เลขที่ใบสั่งหรือบันทึก", max_length=80, blank=True)
    ordered_on = models.DateField("สั่งหรือส่งเมื่อ", null=True, blank=True)
    expected_on = models.DateField("กำหนดรับ", null=True, blank=True)
    received_on = models.DateField("รับเมื่อ", null=True, blank=True)
    cost = models.DecimalField("ค่าใช้จ่าย (บาท)", max_digits=12, decimal_places=2, null=True, blank=True)
    outcome = models.TextField("ผล", blank=True)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ProcurementQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["district", "-asked_at"])]
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "number"], name="one_procurement_per_number"),
            models.CheckConstraint(condition=Q(cost__isnull=True) | Q(cost__gte=0), name="procurement_costs_no_less"),
            models.CheckConstraint(
                condition=Q(ordered_on__isnull=True)
                | Q(received_on__isnull=True)
                | Q(received_on__gte=F("ordered_on")),
                name="procurement_received_after_ordered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}/{self.year} {self.title}"

    @property
    def state_code(self) -> str:
        return {"asked": "submitted", "ordered": "running", "received": "done"}.get(self.state, str(self.state))


class ProcurementLine(models.Model):
    """A supply of the catalogue that is bought: how many were asked for, how many came and at what price."""

    procurement = models.ForeignKey(Procurement, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey("stores.Item", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    asked = models.PositiveIntegerField("จำนวนที่ขอ")
    received = models.PositiveIntegerField("จำนวนที่รับ", null=True)
    price = models.DecimalField("ราคาต่อหน่วย (บาท)", max_digits=10, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["procurement", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["procurement", "item"], name="an_item_once_in_a_procurement"),
            models.CheckConstraint(condition=Q(asked__gt=0), name="procurement_asks_for_something"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.asked}"
