"""A school's SAR of one academic year: its levels of teaching, its standards and the items that get a level."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from qa.sar.models.call import SarCall
from qa.sar.querysets import SarQuerySet
from qa.standards.models import EducationLevel


class Sar(models.Model):
    """`late` is fixed at the first submission: a return and a second one do not wash it off. `basic` are the district's
    data as the school confirmed them. Several people write: each section counts its own saves in `stamp`."""

    class State(models.TextChoices):
        WAITING = "waiting", "ยังไม่เริ่ม"
        FILLING = "filling", "กำลังจัดทำ"
        PRINCIPAL = "principal", "รอ ผอ.โรงเรียน"
        SUBMITTED = "submitted", "ส่งแล้ว"
        RETURNED = "returned", "ตีกลับ"
        ACCEPTED = "accepted", "รับแล้ว"

    call = models.ForeignKey(SarCall, on_delete=models.PROTECT, related_name="sars")
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="sars")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.WAITING)
    confirmed_at = models.DateTimeField("รับทราบเมื่อ", null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    extended_to = models.DateField("ขยายกำหนดถึง", null=True)
    extension_reason = models.TextField("เหตุที่ขยายกำหนด", blank=True)
    basic = models.JSONField(default=dict)
    basic_confirmed_at = models.DateTimeField(null=True)
    basic_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    basic_note = models.TextField("ข้อมูลที่ควรแก้ไข", blank=True)
    plan = models.TextField("แผนพัฒนาในปีการศึกษาต่อไป", blank=True)
    help_wanted = models.TextField("ความต้องการช่วยเหลือ", blank=True)
    board_on = models.DateField("คณะกรรมการสถานศึกษาให้ความเห็นชอบเมื่อ", null=True, blank=True)
    stamp = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(null=True)
    late = models.BooleanField("ส่งช้า", default=False)
    revision = models.PositiveSmallIntegerField("ฉบับที่", default=0)
    content_hash = models.CharField(max_length=64, blank=True)
    reason = models.TextField("เหตุผลที่ตีกลับ", blank=True)
    submitted_at = models.DateTimeField("ส่งเมื่อ", null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reminded_on = models.DateField("เตือนล่าสุด", null=True)
    updated_at = models.DateTimeField()

    objects = SarQuerySet.as_manager()

    class Meta:
        ordering = ["call", "school__name_sort", "pk"]
        indexes = [models.Index(fields=["school", "state"])]
        constraints = [models.UniqueConstraint(fields=["call", "school"], name="one_sar_per_school_and_call")]

    def __str__(self) -> str:
        return f"SAR ปีการศึกษา {self.call.academic_year} {self.school}"

    @property
    def due_on(self) -> date:
        """The day this school sends by: the call's, or its own later one."""
        return max(self.call.due_on, self.extended_to) if self.extended_to else self.call.due_on

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def is_with_office(self) -> bool:
        return self.state in ANSWERED

    def is_late(self, today: date) -> bool:
        return today > self.due_on

    def accepts(self, today: date) -> bool:
        """Whether the school may write and send on that day. What was returned may always come back."""
        if self.call.state == SarCall.State.OPEN:
            return True
        if self.call.state != SarCall.State.CLOSED:
            return False
        return self.state == self.State.RETURNED or (self.extended_to is not None and today <= self.extended_to)


S = Sar.State
EDITABLE = frozenset({S.WAITING, S.FILLING, S.PRINCIPAL, S.RETURNED})
"""The school may still write."""
ANSWERED = frozenset({S.SUBMITTED, S.ACCEPTED})
"""The office has what the school sent."""


class SarLevel(models.Model):
    """A level of teaching of the school, by one set. `scale_level`, `not_assessed` and `reason` are the overall level
    where the set's method is judgement; `evidence_text` and `plan` answer questions 2 and 3 of the short form."""

    sar = models.ForeignKey(Sar, on_delete=models.CASCADE, related_name="levels")
    level = models.CharField("ระดับการศึกษา", max_length=6, choices=EducationLevel)
    set = models.ForeignKey("qa_standards.StandardSet", on_delete=models.PROTECT, related_name="+")
    scale_level = models.ForeignKey("qa_standards.ScaleLevel", null=True, on_delete=models.PROTECT, related_name="+")
    not_assessed = models.BooleanField("ไม่ประเมิน", default=False)
    reason = models.TextField("เหตุผลของระดับโดยรวม", blank=True)
    evidence_text = models.TextField("หลักฐานที่สนับสนุนผลการประเมินตนเอง", blank=True)
    plan = models.TextField("แผนพัฒนาให้ได้ระดับที่สูงขึ้น", blank=True)
    stamp = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sar", "-level"]
        constraints = [
            models.UniqueConstraint(fields=["sar", "level"], name="one_sar_part_per_level"),
            models.CheckConstraint(
                condition=Q(not_assessed=False) | Q(scale_level__isnull=True), name="sar_level_assessed_or_not"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sar} {self.get_level_display()}"


class SarItem(models.Model):
    """A row of the set as the school fills it in: a standard (no parent) with its narrative, and under it every item
    that gets a level. Groups between the two are only headings. In the short form the standards get the level."""

    part = models.ForeignKey(SarLevel, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    standard = models.ForeignKey("qa_standards.Standard", on_delete=models.PROTECT, related_name="sar_items")
    scale_level = models.ForeignKey("qa_standards.ScaleLevel", null=True, on_delete=models.PROTECT, related_name="+")
    not_assessed = models.BooleanField("ไม่ประเมิน", default=False)
    reason = models.TextField("เหตุผล", blank=True)
    how = models.TextField("วิธีดำเนินการ", blank=True)
    result = models.TextField("ผลที่เกิดขึ้น", blank=True)
    strengths = models.TextField("จุดเด่น", blank=True)
    to_improve = models.TextField("จุดที่ควรพัฒนา", blank=True)
    stamp = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["part", "standard__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["part", "standard"], name="one_sar_item_per_standard"),
            models.CheckConstraint(
                condition=Q(not_assessed=False) | Q(scale_level__isnull=True), name="sar_item_assessed_or_not"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standard.number} {self.standard.title}"

    @property
    def is_answered(self) -> bool:
        return self.not_assessed or self.scale_level_id is not None
