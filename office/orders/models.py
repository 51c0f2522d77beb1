"""คำสั่ง and ประกาศ of the office: running number of a year, text, annexes of names and duties, what they are about.

The signed paper hangs as a file on Pointer("order", pk).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from office.orders.querysets import OrderQuerySet


class Order(models.Model):
    """A draft has no number; issuing takes one. An issued order is changed only by a later one that supersedes it.

    `source` is the proposer and its key ("team:5") the draft was filled from; `is_entered` one that was issued on paper
    before the office used the register. `stamp` counts saves, so that two people do not overwrite each other.
    """

    class Kind(models.TextChoices):
        ORDER = "order", "คำสั่ง"
        ANNOUNCEMENT = "announcement", "ประกาศ"

    class About(models.TextChoices):
        COMMITTEE = "committee", "แต่งตั้งคณะกรรมการ"
        TEAM = "team", "แต่งตั้งทีมนิเทศ"
        ASSIGNMENT = "assignment", "มอบหมายงานศึกษานิเทศก์"
        INTERNAL = "internal", "นิเทศภายใน"
        STANDARDS = "standards", "มาตรฐานการศึกษา"
        OTHER = "other", "เรื่องอื่น"

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        ISSUED = "issued", "ออกแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField("ชนิด", max_length=12, choices=Kind, default=Kind.ORDER)
    about = models.CharField("ว่าด้วย", max_length=10, choices=About, default=About.OTHER)
    title = models.CharField("เรื่อง", max_length=400)
    year = models.PositiveSmallIntegerField("ปีของเลขที่ (พ.ศ.)", null=True)
    number = models.PositiveIntegerField("เลขที่", null=True)
    preamble = models.TextField("คำปรารภ (เหตุและอำนาจ)", blank=True)
    body = models.TextField("ข้อความ", blank=True)
    dated = models.DateField("สั่ง/ประกาศ ณ วันที่", null=True, blank=True)
    effective_on = models.DateField("มีผลตั้งแต่", null=True, blank=True)
    ends_on = models.DateField("มีผลถึง", null=True, blank=True)
    signer_name = models.CharField("ผู้ลงนาม", max_length=200, blank=True)
    signer_post = models.CharField("ตำแหน่งผู้ลงนาม", max_length=300, blank=True)
    supersedes = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="superseded_by",
        verbose_name="ยกเลิก/แทนฉบับ",
    )
    team = models.ForeignKey("schools.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    source = models.CharField("ข้อมูลตั้งต้น", max_length=80, blank=True, editable=False)
    is_entered = models.BooleanField("ลงทะเบียนย้อนหลัง", default=False)
    stamp = models.PositiveIntegerField(default=1)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number", "-pk"]
        indexes = [models.Index(fields=["district", "kind", "year"])]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "kind", "year", "number"],
                condition=Q(number__isnull=False),
                name="one_order_per_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(number__isnull=False, year__isnull=False, dated__isnull=False),
                name="issued_order_has_number_and_day",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(effective_on__isnull=True) | Q(ends_on__gte=F("effective_on")),
                name="order_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def later(self) -> "Order | None":
        """The issued order that replaced it; reads `superseded_by` as a list fetches it."""
        return next((row for row in self.superseded_by.all() if row.state == self.State.ISSUED), None)

    @property
    def reference(self) -> str:
        """คำสั่งที่ 12/2567, or the bare word for a draft."""
        return (
            f"{self.get_kind_display()}ที่ {self.number}/{self.year}" if self.number else f"ร่าง{self.get_kind_display()}"
        )


class OrderGroup(models.Model):
    """A heading of the annex with its people and their duties: คณะกรรมการอำนวยการ, มีหน้าที่ …"""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="groups")
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    heading = models.CharField("ชื่อคณะ/หัวข้อ", max_length=300, blank=True)
    duty = models.TextField("หน้าที่", blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.heading or f"กลุ่มที่ {self.position}"


class OrderPerson(models.Model):
    """A line of the annex. Name and post are kept as printed; `person` or `outside` says who it is, where known."""

    group = models.ForeignKey(OrderGroup, on_delete=models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    person = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outside = models.ForeignKey(
        "schools.OutsidePerson", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("ชื่อ-สกุล", max_length=250)
    post = models.CharField("ตำแหน่ง", max_length=300, blank=True)
    duty = models.CharField("หน้าที่ในคณะ", max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(outside__isnull=True), name="order_line_names_one_person"
            ),
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(person__isnull=False), name="once_in_an_order_group"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.duty})"


class OrderSettings(models.Model):
    """How an office numbers and prints its orders."""

    class YearKind(models.TextChoices):
        CALENDAR = "calendar", "ปีปฏิทิน"
        FISCAL = "fiscal", "ปีงบประมาณ"

    district = models.OneToOneField("schools.District", on_delete=models.CASCADE, related_name="order_settings")
    year_kind = models.CharField("เลขที่ขึ้นใหม่ตาม", max_length=8, choices=YearKind, default=YearKind.CALENDAR)
    number_on_announcements = models.BooleanField("พิมพ์เลขที่ในประกาศ", default=True)

    def __str__(self) -> str:
        return f"การตั้งค่าคำสั่ง {self.district}"


class OrderWording(models.Model):
    """The office's own words in place of the shipped ones: what a draft of this kind and matter begins with."""

    district = models.ForeignKey("schools.District", on_delete=models.CASCADE, related_name="order_wordings")
    kind = models.CharField("ชนิด", max_length=12, choices=Order.Kind)
    about = models.CharField("ว่าด้วย", max_length=10, choices=Order.About)
    title = models.CharField("เรื่อง", max_length=400, blank=True)
    preamble = models.TextField("คำปรารภ (เหตุและอำนาจ)", blank=True)
    body = models.TextField("ข้อความ", blank=True)

    class Meta:
        ordering = ["kind", "about"]
        constraints = [models.UniqueConstraint(fields=["district", "kind", "about"], name="one_wording_per_matter")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_about_display()}"
