"""คลังข้อสอบ: what the office and its schools may test with, and who used it. Files hang on Pointer("bank_item", pk)."""

from django.conf import settings
from django.db import models

from schools.models import LEVELS
from schools.querysets import ScopedQuerySet
from supervision.achievement.querysets import BankQuerySet


class BankItem(models.Model):
    """A set of questions for one subject and grade, by indicator of the curriculum. `for_schools`: every school of the
    office sees and takes it, where not it stays with the office."""

    class Kind(models.TextChoices):
        CHOICE = "choice", "ปรนัยเลือกตอบ"
        WRITTEN = "written", "อัตนัย"
        MIXED = "mixed", "ปรนัยและอัตนัย"
        PRACTICE = "practice", "ปฏิบัติ"

    class State(models.TextChoices):
        IN_USE = "in_use", "ใช้งาน"
        WITHDRAWN = "withdrawn", "เลิกใช้"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="bank_items")
    title = models.CharField("ชื่อชุดข้อสอบ", max_length=250)
    subject_group = models.ForeignKey(
        "schools.SubjectGroup", on_delete=models.PROTECT, related_name="bank_items", verbose_name="กลุ่มสาระ"
    )
    grade = models.CharField("ชั้น", max_length=4, choices=[(grade, grade) for grade in LEVELS])
    indicator = models.CharField("รหัสตัวชี้วัด", max_length=200, help_text="เช่น ท 1.1 ป.6/3 หลายตัวคั่นด้วยจุลภาค")
    kind = models.CharField("แบบของข้อสอบ", max_length=8, choices=Kind, default=Kind.CHOICE)
    questions = models.PositiveSmallIntegerField("จำนวนข้อ", null=True, blank=True)
    exam = models.ForeignKey(
        "achievement.Exam", null=True, blank=True, on_delete=models.PROTECT, related_name="bank_items",
        verbose_name="แนวการทดสอบ",
    )  # fmt: skip
    source = models.CharField("ผู้จัดทำหรือที่มา", max_length=250, blank=True)
    description = models.TextField("คำอธิบายและวิธีใช้", blank=True)
    for_schools = models.BooleanField("ให้โรงเรียนในเขตใช้", default=True)
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.IN_USE)
    reason = models.TextField("เหตุที่เลิกใช้", blank=True)
    owner = models.ForeignKey("schools.Person", null=True, on_delete=models.PROTECT, related_name="bank_items")
    stamp = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = BankQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        indexes = [models.Index(fields=["district", "state", "subject_group", "grade"])]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "title", "grade", "subject_group"], name="one_bank_item_per_title"
            )
        ]

    def __str__(self) -> str:
        return self.title


class BankUse(models.Model):
    """Where a set was used, with what came of it; of a school, or of the office."""

    item = models.ForeignKey(BankItem, on_delete=models.PROTECT, related_name="uses")
    school = models.ForeignKey("schools.School", null=True, on_delete=models.PROTECT, related_name="bank_uses")
    used_on = models.DateField("วันที่ใช้")
    purpose = models.CharField("ใช้เพื่อ", max_length=250)
    pupils = models.PositiveIntegerField("จำนวนผู้เรียน", null=True, blank=True)
    outcome = models.TextField("ผลและข้อสังเกต", blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-used_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "school", "used_on", "purpose"], nulls_distinct=False, name="one_bank_use_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.used_on}"
