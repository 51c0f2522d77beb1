"""Circulars to people of the office and to schools, and who has read them.

The papers hang as files on Pointer("circular", pk).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from office.circulars.querysets import CircularQuerySet, ReceiptQuerySet


class Circular(models.Model):
    """A draft has no number and no receivers; sending takes the number of the calendar year and writes a receipt each.

    `clusters`, `schools` and `people` hold what was picked for a draft, as keys; once sent the receipts say it.
    """

    class Schools(models.TextChoices):
        NONE = "none", "ไม่ส่งถึงโรงเรียน"
        ALL = "all", "ทุกโรงเรียน"
        CLUSTERS = "clusters", "เลือกกลุ่มโรงเรียน"
        PICKED = "picked", "เลือกรายโรงเรียน"

    class Office(models.TextChoices):
        NONE = "none", "ไม่ส่งถึงคนในสำนักงาน"
        GROUP = "group", "ทุกคนในกลุ่ม"
        PICKED = "picked", "เลือกรายคน"

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SENT = "sent", "ส่งแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="circulars")
    letter = models.ForeignKey(
        "letters.Letter",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="circulars",
        verbose_name="จากหนังสือ",
    )
    title = models.CharField("เรื่อง", max_length=400)
    body = models.TextField("ข้อความ", blank=True)
    office_audience = models.CharField("ถึงคนในสำนักงาน", max_length=8, choices=Office, default=Office.GROUP)
    school_audience = models.CharField("ถึงโรงเรียน", max_length=8, choices=Schools, default=Schools.NONE)
    people = models.JSONField(default=list, blank=True)
    clusters = models.JSONField(default=list, blank=True)
    schools = models.JSONField(default=list, blank=True)
    due_on = models.DateField("ให้รับทราบภายใน", null=True, blank=True)
    year = models.PositiveSmallIntegerField("ปีของเลขที่ (พ.ศ.)", null=True)
    number = models.PositiveIntegerField("เลขที่", null=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = CircularQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["district", "state", "sent_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "year", "number"], condition=Q(number__isnull=False), name="one_circular_per_number"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(number__isnull=False, year__isnull=False, sent_at__isnull=False),
                name="sent_circular_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""), name="cancelled_circular_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def reference(self) -> str:
        """หนังสือเวียนที่ 5/2569, or that it is a draft."""
        return f"หนังสือเวียนที่ {self.number}/{self.year}" if self.number else "ร่างหนังสือเวียน"


class Receipt(models.Model):
    """A person of the office or a school the circular was sent to. A school has read it when one of its people has."""

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="receipts")
    person = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField("รับทราบเมื่อ", null=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reminded_on = models.DateField("เตือนเมื่อ", null=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["school", "read_at"]), models.Index(fields=["person", "read_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, school__isnull=True) | Q(person__isnull=True, school__isnull=False),
                name="receipt_of_a_person_or_a_school",
            ),
            models.UniqueConstraint(
                fields=["circular", "person"], condition=Q(person__isnull=False), name="once_a_person_per_circular"
            ),
            models.UniqueConstraint(
                fields=["circular", "school"], condition=Q(school__isnull=False), name="once_a_school_per_circular"
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False),
                name="receipt_says_who_read",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.school} · {self.circular}"
