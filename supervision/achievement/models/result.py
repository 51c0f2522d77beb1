"""Results by school, paper and year, the workbooks they came from, and the office's rule of early warning."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from schools.models.rehearsed import RehearsedImport
from schools.querysets import ScopedQuerySet
from supervision.achievement.querysets import ExamResultQuerySet

_PERCENT = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]


class ExamResult(models.Model):
    """Mean and S.D. (0–100) of those who sat one paper in an academic year (พ.ศ.): of a school, or as it was announced
    for the district or the country. The counts of เก่ง ปานกลาง อ่อน are all there and add up to `sat`, or none is."""

    class Scope(models.TextChoices):
        SCHOOL = "school", "โรงเรียน"
        DISTRICT = "district", "เขตพื้นที่"
        NATIONAL = "national", "ประเทศ"

    paper = models.ForeignKey("achievement.Paper", on_delete=models.PROTECT, related_name="results")
    academic_year = models.PositiveIntegerField("ปีการศึกษา (พ.ศ.)")
    scope = models.CharField("ของ", max_length=8, choices=Scope, default=Scope.SCHOOL)
    school = models.ForeignKey(
        "schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="exam_results"
    )
    sat = models.PositiveIntegerField("จำนวนผู้เข้าสอบ", null=True, blank=True)
    mean = models.DecimalField("คะแนนเฉลี่ย", max_digits=7, decimal_places=4)
    sd = models.DecimalField("S.D.", max_digits=7, decimal_places=4, null=True, blank=True)
    strong = models.PositiveIntegerField("เก่ง (คน)", null=True, blank=True)
    middle = models.PositiveIntegerField("ปานกลาง (คน)", null=True, blank=True)
    weak = models.PositiveIntegerField("อ่อน (คน)", null=True, blank=True)
    origin = models.CharField(max_length=80, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ExamResultQuerySet.as_manager()

    class Meta:
        ordering = ["-academic_year", "paper", "scope", "school__name_sort"]
        indexes = [
            models.Index(fields=["paper", "academic_year", "scope"]), models.Index(fields=["school", "academic_year"]),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "academic_year", "scope", "school"], nulls_distinct=False,
                name="one_result_per_paper_year_and_school",
            ),
            models.CheckConstraint(condition=Q(mean__gte=0, mean__lte=100), name="mean_between_0_and_100"),
            models.CheckConstraint(condition=Q(sd=None) | Q(sd__gte=0, sd__lte=100), name="sd_between_0_and_100"),
            models.CheckConstraint(
                condition=Q(scope="school", school__isnull=False, sat__gte=1)
                | (~Q(scope="school") & Q(school__isnull=True)),
                name="school_result_names_school_and_sat",
            ),
            models.CheckConstraint(
                condition=Q(strong=None, middle=None, weak=None)
                | Q(
                    strong__isnull=False, middle__isnull=False, weak__isnull=False,
                    sat=F("strong") + F("middle") + F("weak"),
                ),
                name="strong_middle_weak_add_up_to_sat",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.paper} ปีการศึกษา {self.academic_year} {self.school or self.get_scope_display()}"

    @property
    def weak_share(self) -> Decimal | None:
        """Percent of those who sat, unrounded."""
        return Decimal(100 * self.weak) / self.sat if self.weak is not None and self.sat else None


class ResultImport(RehearsedImport):
    """A workbook of test results on its way: rehearsed, confirmed."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="exam_imports")


class WarningRule(models.Model):
    """When a school's result asks for help. A part that is empty is not asked about."""

    district = models.OneToOneField("schools.District", on_delete=models.CASCADE, related_name="warning_rule")
    below_national = models.DecimalField(
        "ต่ำกว่าค่าเฉลี่ยระดับประเทศตั้งแต่ (คะแนน)", max_digits=5, decimal_places=2, null=True, blank=True,
        default=Decimal(5), validators=_PERCENT,
    )  # fmt: skip
    falling_years = models.PositiveSmallIntegerField(
        "คะแนนลดลงติดต่อกัน (ปี)", null=True, blank=True, default=2,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )  # fmt: skip
    weak_share = models.DecimalField(
        "ผู้เรียนกลุ่มอ่อนตั้งแต่ (ร้อยละ)", max_digits=5, decimal_places=2, null=True, blank=True, default=Decimal(40),
        validators=_PERCENT,
    )  # fmt: skip
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"เกณฑ์เฝ้าระวัง {self.district}"
