"""The catalogue of supplies, and the stock card of each: every line says what came or went and what was left."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from office.stores.querysets import SupplyQuerySet
from schools.querysets import ScopedQuerySet


class Item(models.Model):
    """A kind of supply. `on_hand` is the balance of its last movement, kept on the row so that it can be locked and
    never falls below zero."""

    class Category(models.TextChoices):
        OFFICE = "office", "วัสดุสำนักงาน"
        COMPUTER = "computer", "วัสดุคอมพิวเตอร์"
        PRINTING = "printing", "วัสดุโฆษณาและเผยแพร่"
        HOUSE = "house", "วัสดุงานบ้านงานครัว"
        ELECTRIC = "electric", "วัสดุไฟฟ้าและวิทยุ"
        OTHER = "other", "วัสดุอื่น"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="store_items")
    code = models.CharField("รหัสวัสดุ", max_length=40, blank=True)
    name = models.CharField("รายการวัสดุ", max_length=200)
    name_sort = models.CharField(max_length=420, editable=False)
    category = models.CharField("ประเภท", max_length=10, choices=Category, default=Category.OFFICE)
    unit = models.CharField("หน่วยนับ", max_length=40)
    minimum = models.PositiveIntegerField("จำนวนขั้นต่ำที่ควรมี", default=0)
    place = models.CharField("ที่เก็บ", max_length=120, blank=True)
    on_hand = models.PositiveIntegerField("คงเหลือ", default=0, editable=False)
    is_active = models.BooleanField("ใช้งาน", default=True)

    objects = SupplyQuerySet.as_manager()

    class Meta:
        ordering = ["name_sort", "pk"]
        indexes = [
            models.Index(fields=["district", "name_sort"]),
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="store_item_name_trigrams"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_store_item_per_name"),
            models.UniqueConstraint(
                fields=["district", "code"], condition=~Q(code=""), name="one_store_item_per_code"
            ),
            models.CheckConstraint(condition=Q(on_hand__gte=0), name="stock_never_below_zero"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def left_text(self) -> str:
        """หมด คงเหลือ 0 รีม, or คงเหลือ 3 รีม."""
        return f"{'' if self.on_hand else 'หมด '}คงเหลือ {self.on_hand} {self.unit}"

    @property
    def standing(self) -> str:
        """Name of the chip's look: out, low or enough."""
        if not self.is_active:
            return "cancelled"
        if not self.on_hand:
            return "late"
        return "due" if self.on_hand <= self.minimum else "approved"

    @property
    def standing_label(self) -> str:
        return {"cancelled": "เลิกใช้", "late": "หมด", "due": "ใกล้หมด"}.get(self.standing, "พอใช้")


class Movement(models.Model):
    """A line of the stock card. `quantity` is what came (above zero) or went; `balance` what was left after it. Lines
    are never changed: a mistake is put right by a count with its reason."""

    class Kind(models.TextChoices):
        OPENING = "opening", "ยอดยกมา"
        RECEIPT = "receipt", "รับเข้า"
        ISSUE = "issue", "จ่าย"
        COUNT = "count", "ปรับยอดตามการตรวจนับ"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="movements")
    number = models.PositiveIntegerField("ลำดับ")
    kind = models.CharField("ชนิด", max_length=8, choices=Kind)
    on = models.DateField("วันที่")
    quantity = models.IntegerField("จำนวน")
    balance = models.PositiveIntegerField("คงเหลือ")
    price = models.DecimalField("ราคาต่อหน่วย (บาท)", max_digits=10, decimal_places=2, null=True, blank=True)
    party = models.CharField("รับจาก/จ่ายให้", max_length=200, blank=True)
    reference = models.CharField("เลขที่เอกสาร", max_length=80, blank=True)
    note = models.CharField("หมายเหตุ", max_length=300, blank=True)
    line = models.ForeignKey(
        "stores.RequisitionLine", null=True, on_delete=models.PROTECT, related_name="movements", editable=False
    )
    bought = models.OneToOneField(
        "stores.ProcurementLine", null=True, on_delete=models.PROTECT, related_name="movement", editable=False
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_stock_line_per_number"),
            models.CheckConstraint(condition=Q(balance__gte=0), name="stock_line_leaves_no_debt"),
            models.CheckConstraint(condition=~Q(quantity=0), name="stock_line_moves_something"),
            models.CheckConstraint(
                condition=Q(kind="issue", quantity__lt=0)
                | Q(kind__in=["opening", "receipt"], quantity__gt=0)
                | Q(kind="count"),
                name="stock_line_moves_its_way",
            ),
            models.CheckConstraint(condition=Q(balance__gte=F("quantity")), name="stock_line_began_at_no_debt"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_kind_display()} {self.quantity}"

    @property
    def came(self) -> int | None:
        return self.quantity if self.quantity > 0 else None

    @property
    def went(self) -> int | None:
        return -self.quantity if self.quantity < 0 else None
