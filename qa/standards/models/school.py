"""มาตรฐานการศึกษาของสถานศึกษา: what a school holds itself to in an academic year, with the level it aims at."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from qa.standards.models.sets import EducationLevel
from schools.querysets import ScopedQuerySet


class SchoolStandards(models.Model):
    """One school, academic year and level. `target` and `goal` are overall; `goal_year` (พ.ศ.) is when the goals are to
    be reached, three to five years ahead. `revision` counts the announcements."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        DECLARED = "declared", "ประกาศแล้ว"

    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="quality_standards")
    academic_year = models.PositiveIntegerField("ปีการศึกษา (พ.ศ.)")
    level = models.CharField("ระดับการศึกษา", max_length=6, choices=EducationLevel)
    set = models.ForeignKey("qa_standards.StandardSet", on_delete=models.PROTECT, related_name="school_papers")
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    target = models.ForeignKey("qa_standards.ScaleLevel", null=True, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey("qa_standards.ScaleLevel", null=True, on_delete=models.PROTECT, related_name="+")
    goal_year = models.PositiveIntegerField("ปีการศึกษาที่จะถึงเป้าหมายระยะยาว (พ.ศ.)", null=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    announced_on = models.DateField("วันที่ประกาศ", null=True)
    number = models.CharField("เลขที่ประกาศ", max_length=60, blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField("เหตุที่เปิดแก้ไข", blank=True)
    lock_version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-academic_year", "level", "pk"]
        indexes = [models.Index(fields=["academic_year", "level", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "academic_year", "level"], name="one_paper_of_standards_per_school_and_year"
            ),
            models.CheckConstraint(
                condition=~Q(state="declared") | Q(announced_on__isnull=False), name="school_declares_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"มาตรฐานและค่าเป้าหมาย {self.school} ปีการศึกษา {self.academic_year} {self.get_level_display()}"


class SchoolTarget(models.Model):
    """The level aimed at for one row of the set, or for an item of the school's own (`standard` empty) under a
    มาตรฐาน of the set."""

    paper = models.ForeignKey(SchoolStandards, on_delete=models.CASCADE, related_name="targets")
    standard = models.ForeignKey("qa_standards.Standard", null=True, on_delete=models.PROTECT, related_name="targets")
    under = models.ForeignKey("qa_standards.Standard", null=True, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("เลขที่", max_length=20, blank=True)
    title = models.TextField("ข้อของโรงเรียน", blank=True)
    target = models.ForeignKey("qa_standards.ScaleLevel", null=True, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey("qa_standards.ScaleLevel", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["paper", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "standard"], condition=Q(standard__isnull=False), name="one_target_per_standard"
            ),
            models.UniqueConstraint(
                fields=["paper", "number"], condition=Q(standard__isnull=True), name="one_own_item_per_number"
            ),
            models.CheckConstraint(
                condition=Q(standard__isnull=False, title="")
                | (Q(standard__isnull=True, under__isnull=False) & ~Q(title="")),
                name="target_of_a_row_or_of_an_own_item",
            ),
        ]

    def __str__(self) -> str:
        return str(self.standard) if self.standard_id else f"{self.number} {self.title}"
