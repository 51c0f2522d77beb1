"""แผนการติดตาม ตรวจสอบ ประเมินผล และนิเทศ of a fiscal year, over the four areas and the policies (Ayutthaya 1)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kotpn.monitoring.querysets import MonitoringPlanQuerySet
from schools.querysets import ScopedQuerySet


class PlanArea(models.TextChoices):
    """The four areas of school management, and what puts policies into practice."""

    ACADEMIC = "academic", "วิชาการ"
    BUDGET = "budget", "งบประมาณ"
    PERSONNEL = "personnel", "บริหารงานบุคคล"
    GENERAL = "general", "บริหารทั่วไป"
    POLICY = "policy", "การนำนโยบายสู่การปฏิบัติ"


AREAS = dict(PlanArea.choices)


class MonitoringPlan(models.Model):
    """One standing plan for a committee and fiscal year. What was put to the committee, and what it said, are its
    considerations."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SENT = "sent", "เสนอคณะกรรมการแล้ว"
        AGREED = "agreed", "เห็นชอบแล้ว"
        REVISE = "revise", "ให้แก้ไข"
        CANCELLED = "cancelled", "ยกเลิก"

    committee = models.ForeignKey(
        "kotpn_committee.Committee", on_delete=models.PROTECT, related_name="monitoring_plans"
    )
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ (พ.ศ.)")
    title = models.CharField("ชื่อแผน", max_length=300)
    rationale = models.TextField("ความเป็นมา", blank=True)
    objectives = models.TextField("วัตถุประสงค์", blank=True)
    goals = models.TextField("เป้าหมาย", blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveSmallIntegerField(default=1)
    stamp = models.PositiveIntegerField(default=1)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = MonitoringPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "fiscal_year"],
                condition=~Q(state="cancelled"),
                name="one_monitoring_plan_per_year",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_code(self) -> str:
        """Name of the chip's look."""
        looks = {"agreed": "approved", "revise": "returned"}
        return looks.get(str(self.state), str(self.state))


class PlanLine(models.Model):
    """A matter to watch. `activity` is the supervision plan's activity it was drawn from, `policy` what it serves."""

    plan = models.ForeignKey(MonitoringPlan, on_delete=models.CASCADE, related_name="lines")
    area = models.CharField("ด้าน", max_length=10, choices=PlanArea)
    position = models.PositiveSmallIntegerField("ลำดับ")
    topic = models.CharField("ประเด็นที่ติดตาม", max_length=400)
    indicator = models.CharField("ตัวชี้วัด", max_length=400, blank=True)
    target = models.CharField("เป้าหมาย", max_length=200, blank=True)
    method = models.TextField("วิธีการและเครื่องมือ", blank=True)
    month_from = models.DateField("เริ่มเดือน", null=True, blank=True)
    month_to = models.DateField("ถึงเดือน", null=True, blank=True)
    responsible = models.CharField("ผู้รับผิดชอบ", max_length=250, blank=True)
    activity = models.ForeignKey(
        "planning.PlanActivity", null=True, blank=True, on_delete=models.PROTECT, related_name="monitoring_lines"
    )
    policy = models.ForeignKey(
        "planning.PolicyItem", null=True, blank=True, on_delete=models.PROTECT, related_name="monitoring_lines",
        verbose_name="นโยบาย/จุดเน้น",
    )  # fmt: skip
    stamp = models.PositiveIntegerField(default=1, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "area", "activity"], condition=Q(activity__isnull=False), name="activity_drawn_once"
            ),
            models.CheckConstraint(
                condition=Q(month_to__isnull=True) | Q(month_from__isnull=True) | Q(month_to__gte=F("month_from")),
                name="line_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.topic


class Consideration(models.Model):
    """A revision as it was put to the committee, and the resolution that answered it; never overwritten."""

    class Decision(models.TextChoices):
        WAITING = "waiting", "รอมติ"
        AGREED = "agreed", "เห็นชอบ"
        REVISE = "revise", "ให้แก้ไข"
        WITHDRAWN = "withdrawn", "ถอนคืน"

    plan = models.ForeignKey(MonitoringPlan, on_delete=models.PROTECT, related_name="considerations")
    revision = models.PositiveSmallIntegerField()
    snapshot = models.JSONField()
    content_hash = models.CharField(max_length=64)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.WAITING)
    resolution = models.ForeignKey(
        "kotpn_minutes.Resolution", null=True, on_delete=models.PROTECT, related_name="considerations"
    )
    opinion = models.TextField("ความเห็นของคณะกรรมการ", blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(decision="waiting"), name="one_waiting_consideration"),
            models.CheckConstraint(
                condition=~Q(decision__in=("agreed", "revise")) | Q(resolution__isnull=False),
                name="considered_by_a_resolution",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} ฉบับที่ {self.revision}"
