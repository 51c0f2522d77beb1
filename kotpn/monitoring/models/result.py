"""รายงานผลการติดตาม of a term or fiscal year: texts beside figures the work gives, noted by the committee, published."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kotpn.monitoring.models.plan import PlanArea
from kotpn.monitoring.querysets import ResultQuerySet
from schools.querysets import ScopedQuerySet


class ResultReport(models.Model):
    """`frozen` is what was put to the committee: texts and figures; while a draft the figures are live."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SENT = "sent", "เสนอคณะกรรมการแล้ว"
        NOTED = "noted", "คณะกรรมการรับทราบแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    committee = models.ForeignKey("kotpn_committee.Committee", on_delete=models.PROTECT, related_name="result_reports")
    period_code = models.CharField("ภาคเรียนหรือปีงบประมาณ", max_length=12)
    period_label = models.CharField(max_length=100)
    period_start = models.DateField()
    title = models.CharField("ชื่อรายงาน", max_length=300)
    summary = models.TextField("บทสรุป", blank=True)
    suggestions = models.TextField("ข้อเสนอแนะ", blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    frozen = models.JSONField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)
    stamp = models.PositiveIntegerField(default=1)
    resolution = models.ForeignKey(
        "kotpn_minutes.Resolution", null=True, on_delete=models.PROTECT, related_name="result_reports"
    )
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    is_public = models.BooleanField("เผยแพร่ต่อสาธารณะ", default=False)
    public_key = models.CharField(max_length=32, blank=True)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ["-period_start", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "period_code"],
                condition=~Q(state="cancelled"),
                name="one_result_report_per_period",
            ),
            models.UniqueConstraint(fields=["public_key"], condition=~Q(public_key=""), name="public_key_is_its_own"),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(published_at__isnull=False), name="public_results_are_published"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_code(self) -> str:
        """Name of the chip's look."""
        return "approved" if self.state == self.State.NOTED else str(self.state)


class ResultArea(models.Model):
    """What a person writes to one area."""

    report = models.ForeignKey(ResultReport, on_delete=models.CASCADE, related_name="areas")
    area = models.CharField("ด้าน", max_length=10, choices=PlanArea)
    found = models.TextField("ผลที่พบ", blank=True)
    problems = models.TextField("ปัญหาอุปสรรค", blank=True)
    suggestions = models.TextField("ข้อเสนอแนะ", blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "area"], name="one_text_per_area")]

    def __str__(self) -> str:
        return f"{self.report} {self.get_area_display()}"


class ResultSchool(models.Model):
    """A school the report was published to, and the figures it is shown of its own."""

    report = models.ForeignKey(ResultReport, on_delete=models.CASCADE, related_name="schools")
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="monitoring_results")
    own = models.JSONField(default=dict)
    note = models.TextField("ถึงโรงเรียนนี้", blank=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["school__name_sort", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "school"], name="one_result_per_school")]

    def __str__(self) -> str:
        return f"{self.report}: {self.school}"
