"""What an office sets about travel, and the months whose days are counted and closed."""

from django.conf import settings
from django.db import models

from schools.querysets import ScopedQuerySet


class TravelRules(models.Model):
    """Without a row the default holds."""

    REPORT_DAYS = 3  # รายงานการไปราชการภายใน ๓ วัน (สพป.พัทลุง เขต 2)

    district = models.OneToOneField("schools.District", on_delete=models.CASCADE, related_name="travel_rules")
    report_days = models.PositiveSmallIntegerField("รายงานภายใน (วัน) หลังวันสุดท้าย", default=REPORT_DAYS)

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"การตั้งค่าไปราชการของ {self.district}"


class MonthClosing(models.Model):
    """The summary of a month as the desk closed it. `content` is what it counted then: {"people": [{"person", "name",
    "halves", "trips"}], "trips": count}. What changes afterwards is a MonthChange."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="travel_months")
    month = models.DateField("เดือน", help_text="วันแรกของเดือน")
    content = models.JSONField(default=dict)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("ปิดเมื่อ")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["district", "month"], name="a_travel_month_closed_once")]

    def __str__(self) -> str:
        return f"สรุปวันไปราชการ {self.month:%Y-%m}"


class MonthChange(models.Model):
    """A trip that was approved, changed or cancelled after its month was closed."""

    closing = models.ForeignKey(MonthClosing, on_delete=models.PROTECT, related_name="changes")
    trip = models.ForeignKey("travel.Trip", on_delete=models.PROTECT, related_name="month_changes")
    text = models.CharField("รายการ", max_length=400)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["closing", "made_at", "pk"]

    def __str__(self) -> str:
        return self.text
