"""Kinds of tests and their papers: what is tested, in which grade and in which years. Data the office edits."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from schools.models import LEVELS
from schools.models.lists import shipped_once
from schools.querysets import ScopedQuerySet
from supervision.achievement.querysets import ExamPaperQuerySet


class Exam(models.Model):
    """A kind of test, such as O-NET. `code` is how a workbook and a result kind call it, so it never changes."""

    class Level(models.TextChoices):
        NATIONAL = "national", "ระดับชาติ"
        DISTRICT = "district", "ระดับเขตพื้นที่"
        SCHOOL = "school", "ระดับสถานศึกษา"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="exams")
    code = models.CharField("รหัส", max_length=30)
    name = models.CharField("ชื่อการทดสอบ", max_length=200)
    short_name = models.CharField("ชื่อย่อ", max_length=40)
    level = models.CharField("ระดับการทดสอบ", max_length=8, choices=Level, default=Level.NATIONAL)
    position = models.PositiveSmallIntegerField("ลำดับ", default=1)
    is_active = models.BooleanField("ใช้งาน", default=True)
    note = models.TextField("หมายเหตุ", blank=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["district", "code"], name="one_exam_per_code"),
            shipped_once("exam_shipped_once", "district"),
        ]

    def __str__(self) -> str:
        return self.short_name


class Paper(models.Model):
    """One subject of a test in one grade. It was given in the academic years (พ.ศ.) from `year_from` to `year_to`, open
    where empty, but not in `years_off`."""

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="papers")
    grade = models.CharField("ชั้น", max_length=4, choices=[(grade, grade) for grade in LEVELS])
    subject = models.CharField("วิชาหรือด้าน", max_length=120)
    subject_group = models.ForeignKey(
        "schools.SubjectGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="papers",
        verbose_name="กลุ่มสาระ",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("ลำดับ", default=1)
    year_from = models.PositiveIntegerField("สอบตั้งแต่ปีการศึกษา (พ.ศ.)", null=True, blank=True)
    year_to = models.PositiveIntegerField("สอบถึงปีการศึกษา (พ.ศ.)", null=True, blank=True)
    years_off = ArrayField(models.PositiveIntegerField(), verbose_name="ปีที่งดสอบ", default=list, blank=True)
    is_active = models.BooleanField("ใช้งาน", default=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ExamPaperQuerySet.as_manager()

    class Meta:
        ordering = ["exam__position", "exam", "grade", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["exam", "grade", "subject"], name="one_paper_per_grade_and_subject"),
            models.CheckConstraint(
                condition=Q(year_from=None) | Q(year_to=None) | Q(year_to__gte=F("year_from")),
                name="paper_years_in_order",
            ),
            shipped_once("paper_shipped_once", "exam"),
        ]

    def __str__(self) -> str:
        return f"{self.exam.short_name} {self.grade} {self.subject}"

    def is_given_in(self, year: int) -> bool:
        return (
            (self.year_from is None or self.year_from <= year)
            and (self.year_to is None or year <= self.year_to)
            and year not in self.years_off
        )

    @property
    def years_words(self) -> str:
        """The years it was given, in Thai."""
        span = f"{self.year_from or 'เริ่มแรก'}–{self.year_to or 'ปัจจุบัน'}"
        off = ", ".join(str(year) for year in sorted(self.years_off))
        return f"{span} เว้น {off}" if off else span
