"""ข้อมูลฐาน วิเคราะห์ปัญหา และแผน of one school in one programme (facts §5.1, step U)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from evidence.models import EvidenceUse
from schools.querysets import ScopedQuerySet


class SchoolIndicator(models.Model):
    """One indicator of one school: where it began, what it aims at, where it stands by the latest report. Values are on
    the indicator's own scale. A target that is worse than the baseline says why (`target_reason`)."""

    class Origin(models.TextChoices):
        SELF = "self", "โรงเรียนประเมินตนเอง"
        LAST_YEAR = "last_year", "ผลปีที่แล้ว"
        COMPUTED = "computed", "ข้อมูลในระบบ"
        OFFICE = "office", "สำนักงานบันทึก"

    participation = models.ForeignKey(
        "improvement.Participation", on_delete=models.CASCADE, related_name="school_indicators"
    )
    indicator = models.ForeignKey(
        "quality_indicators.Indicator", on_delete=models.PROTECT, related_name="school_indicators"
    )
    baseline = models.DecimalField("ข้อมูลฐาน", max_digits=9, decimal_places=2, null=True, blank=True)
    baseline_origin = models.CharField("ที่มาของข้อมูลฐาน", max_length=9, choices=Origin, blank=True)
    baseline_note = models.CharField("หมายเหตุข้อมูลฐาน", max_length=500, blank=True)
    target = models.DecimalField("ค่าเป้าหมาย", max_digits=9, decimal_places=2, null=True, blank=True)
    target_reason = models.CharField("เหตุที่เป้าหมายต่ำกว่าข้อมูลฐาน", max_length=500, blank=True)
    current = models.DecimalField("ค่าล่าสุด", max_digits=9, decimal_places=2, null=True, blank=True)
    current_on = models.DateField("วันที่ของค่าล่าสุด", null=True, blank=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["participation", "indicator__area__position", "indicator__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "indicator"], name="one_row_per_school_and_indicator")
        ]

    def __str__(self) -> str:
        return f"{self.participation.school} {self.indicator}"


class IndicatorEvidence(EvidenceUse):
    """What a school shows for an indicator; assessors read it beside their score."""

    target = models.ForeignKey(SchoolIndicator, on_delete=models.PROTECT, related_name="evidence")


class BaselineSheet(models.Model):
    """A school's baseline, analysis, plan and targets as one paper that it sends and the office takes or returns."""

    class State(models.TextChoices):
        DRAFT = "draft", "กำลังทำ"
        SUBMITTED = "submitted", "ส่งแล้ว"
        RETURNED = "returned", "ตีกลับ"
        ACCEPTED = "accepted", "รับแล้ว"

    participation = models.OneToOneField(
        "improvement.Participation", on_delete=models.CASCADE, related_name="baseline_sheet"
    )
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    reason = models.TextField("เหตุที่ตีกลับ", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["participation"]

    def __str__(self) -> str:
        return f"{self.participation}: {self.get_state_display()}"


class Analysis(models.Model):
    """วิเคราะห์ปัญหา of one area: strength, problem, cause, need."""

    participation = models.ForeignKey("improvement.Participation", on_delete=models.CASCADE, related_name="analyses")
    area = models.ForeignKey("quality_indicators.Area", on_delete=models.PROTECT, related_name="analyses")
    strength = models.TextField("จุดเด่น", blank=True)
    problem = models.TextField("ปัญหา", blank=True)
    cause = models.TextField("สาเหตุ", blank=True)
    need = models.TextField("ความต้องการ", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["participation", "area__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "area"], name="one_analysis_per_area")]

    def __str__(self) -> str:
        return f"{self.participation.school} {self.area}"


class PlanLine(models.Model):
    """One activity of the school's plan, following from a need. `carried` says what of last year it came from."""

    participation = models.ForeignKey("improvement.Participation", on_delete=models.CASCADE, related_name="plan_lines")
    area = models.ForeignKey("quality_indicators.Area", on_delete=models.PROTECT, related_name="plan_lines")
    indicator = models.ForeignKey(
        "quality_indicators.Indicator", null=True, blank=True, on_delete=models.PROTECT, related_name="plan_lines"
    )
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    need = models.TextField("ปัญหา/ความต้องการ", blank=True)
    activity = models.CharField("กิจกรรม", max_length=400)
    owner = models.CharField("ผู้รับผิดชอบ", max_length=200, blank=True)
    starts_on = models.DateField("เริ่ม", null=True, blank=True)
    ends_on = models.DateField("ถึง", null=True, blank=True)
    budget = models.DecimalField("งบประมาณ (บาท)", max_digits=12, decimal_places=2, null=True, blank=True)
    expected = models.TextField("ผลที่คาดหวัง", blank=True)
    carried = models.CharField("ต่อเนื่องจาก", max_length=300, blank=True)
    done_on = models.DateField("ทำแล้วเมื่อ", null=True, blank=True)
    stamp = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["participation", "area__position", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="plan_line_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0), name="plan_line_budget_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.activity
