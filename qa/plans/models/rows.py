"""The rows of a plan: findings; strategies with measures, indicators and projects; targets and budgets by year."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from qa.plans.models.plan import QualityPlan


class Finding(models.Model):
    """What self-assessment, follow-up or external assessment showed; `source_kind` and `source_key` point at the row it
    was picked from, `source` is how that is printed."""

    class Origin(models.TextChoices):
        SELF = "self", "โรงเรียนประเมินตนเอง (SAR)"
        OFFICE = "office", "สพท. ติดตาม"
        EXTERNAL = "external", "ประเมินภายนอก"
        OTHER = "other", "ผลสอบและข้อมูลอื่น"

    plan = models.ForeignKey(QualityPlan, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField()
    text = models.TextField("สิ่งที่พบ")
    origin = models.CharField("มาจาก", max_length=8, choices=Origin, default=Origin.SELF)
    academic_year = models.PositiveIntegerField("ปีการศึกษาของผล (พ.ศ.)", null=True, blank=True)
    source = models.CharField("แหล่งข้อมูล", max_length=300, blank=True)
    source_kind = models.CharField(max_length=40, blank=True)
    source_key = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["plan", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class Strategy(models.Model):
    plan = models.ForeignKey(QualityPlan, on_delete=models.CASCADE, related_name="strategies")
    position = models.PositiveSmallIntegerField()
    title = models.CharField("กลยุทธ์", max_length=300)
    objective = models.TextField("วัตถุประสงค์", blank=True)
    findings = models.ManyToManyField(Finding, blank=True, related_name="strategies", verbose_name="แก้สิ่งที่พบ")

    class Meta:
        ordering = ["plan", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class Measure(models.Model):
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField()
    text = models.TextField("มาตรการ")

    class Meta:
        ordering = ["strategy", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class Indicator(models.Model):
    """`higher_is_better` False: the result is to be no more than the target (such as pupils who cannot read)."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    title = models.CharField("ตัวชี้วัด", max_length=300)
    unit = models.CharField("หน่วย", max_length=40, blank=True)
    baseline = models.DecimalField("ค่าฐาน", max_digits=12, decimal_places=2, null=True, blank=True)
    higher_is_better = models.BooleanField("ยิ่งมากยิ่งดี", default=True)

    class Meta:
        ordering = ["strategy", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class IndicatorYear(models.Model):
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveIntegerField("ปี (พ.ศ.)")
    target = models.DecimalField("ค่าเป้าหมาย", max_digits=12, decimal_places=2, null=True)
    result = models.DecimalField("ผล", max_digits=12, decimal_places=2, null=True)
    note = models.CharField("หมายเหตุของผล", max_length=500, blank=True)
    result_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    result_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["indicator", "year"]
        constraints = [models.UniqueConstraint(fields=["indicator", "year"], name="one_target_per_indicator_and_year")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"


class PlanProject(models.Model):
    """A project, tied to the group's register where it stands there."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="projects")
    position = models.PositiveSmallIntegerField()
    name = models.CharField("โครงการหรือกิจกรรม", max_length=300)
    project = models.ForeignKey(
        "schools.Project", null=True, blank=True, on_delete=models.PROTECT, related_name="quality_projects",
        verbose_name="โครงการในทะเบียน",
    )  # fmt: skip
    responsible = models.CharField("ผู้รับผิดชอบ", max_length=200, blank=True)

    class Meta:
        ordering = ["strategy", "position", "pk"]

    def __str__(self) -> str:
        return self.name


class ProjectYear(models.Model):
    """What a project costs in a year, in baht."""

    project = models.ForeignKey(PlanProject, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveIntegerField("ปี (พ.ศ.)")
    budget = models.DecimalField("งบประมาณ (บาท)", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["project", "year"]
        constraints = [
            models.UniqueConstraint(fields=["project", "year"], name="one_budget_per_project_and_year"),
            models.CheckConstraint(condition=Q(budget__gte=0), name="no_budget_below_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.year}"
