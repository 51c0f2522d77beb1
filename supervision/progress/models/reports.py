"""รายงานความก้าวหน้าเร็ว: a school, or a team for its schools, says in two minutes how each area goes (step M)."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models

from schools.querysets import ScopedQuerySet


class ProgressReportQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        """Those nobody cancelled."""
        return self.filter(cancelled_reason="")

    def newest(self) -> Self:
        """The last one of each school in a programme; filters may follow, an order may not."""
        return self.standing().order_by("participation_id", "-reported_on", "-pk").distinct("participation_id")


class ProgressReport(models.Model):
    """`public_id` comes from the page that began it, so two presses or two sends make one report. Photos hang on
    Pointer("progress_report", pk)."""

    class As(models.TextChoices):
        SCHOOL = "school", "โรงเรียน"
        TEAM = "team", "คณะทำงาน"

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    participation = models.ForeignKey(
        "improvement.Participation", on_delete=models.PROTECT, related_name="progress_reports"
    )
    reported_as = models.CharField("รายงานในฐานะ", max_length=6, choices=As)
    reported_on = models.DateField("วันที่")
    told = models.TextField("ความก้าวหน้าโดยย่อ", blank=True)
    help_wanted = models.TextField("ปัญหาหรือสิ่งที่ขอให้ช่วย", blank=True)
    cancelled_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ProgressReportQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_on", "-pk"]
        indexes = [models.Index(fields=["participation", "-reported_on"], name="progress_newest")]

    def __str__(self) -> str:
        return f"{self.participation.school} {self.reported_on}"


class ReportArea(models.Model):
    """How one area goes."""

    class Status(models.TextChoices):
        AHEAD = "ahead", "เร็วกว่าแผน"
        ON_TRACK = "on_track", "ตามแผน"
        BEHIND = "behind", "ช้ากว่าแผน"
        STUCK = "stuck", "ติดขัด"

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey("quality_indicators.Area", on_delete=models.PROTECT, related_name="+")
    status = models.CharField("สภาพ", max_length=8, choices=Status)

    class Meta:
        ordering = ["report", "area__position"]
        constraints = [models.UniqueConstraint(fields=["report", "area"], name="one_status_per_report_and_area")]

    def __str__(self) -> str:
        return f"{self.area}: {self.get_status_display()}"


class ProgressValue(models.Model):
    """An indicator's value told in a report; the newest becomes the school's current value."""

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="values")
    indicator = models.ForeignKey("quality_indicators.Indicator", on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField("ค่า", max_digits=9, decimal_places=2)

    class Meta:
        ordering = ["report", "indicator"]
        constraints = [models.UniqueConstraint(fields=["report", "indicator"], name="one_value_per_report")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"
