"""What a network does in one fiscal year: plan, activities, what was learnt, and the report that may be published."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schools.models.published import Published
from schools.querysets import ScopedQuerySet
from supervision.networks.models.network import Network


class NetworkYear(Published):
    """One row per network and fiscal year. While `working` it is written; `reported` holds it fast until it is
    reopened with a reason. `use` is the office's decision from the evaluation (step 6 of the manual)."""

    class State(models.TextChoices):
        WORKING = "working", "กำลังดำเนินการ"
        REPORTED = "reported", "รายงานแล้ว"

    class Use(models.TextChoices):
        GROW = "grow", "ขยายผล"
        KEEP = "keep", "ดำเนินการต่อ"
        ADJUST = "adjust", "ปรับแนวทาง"
        END = "end", "ยุติ"

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="years")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    needs = models.TextField("สภาพปัญหาและความต้องการที่สรุปได้", blank=True)
    goal = models.TextField("เป้าหมายของปี", blank=True)
    results = models.TextField("ผลที่เกิดกับครูและผู้เรียน", blank=True)
    problems = models.TextField("ปัญหาและอุปสรรค", blank=True)
    use = models.CharField("แนวทางต่อไป", max_length=6, choices=Use, blank=True)
    use_text = models.TextField("การนำผลไปใช้", blank=True)
    advice = models.TextField("ข้อเสนอแนะ", blank=True)
    state = models.CharField("สถานะ", max_length=8, choices=State, default=State.WORKING)
    reported_on = models.DateField("วันที่รายงาน", null=True, editable=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    reopen_reason = models.TextField("เหตุที่เปิดแก้ไข", blank=True, editable=False)
    stamp = models.PositiveIntegerField(default=1, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "network__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "fiscal_year"], name="one_network_year"),
            models.CheckConstraint(
                condition=Q(state="working", published_at=None) | Q(state="reported"),
                name="only_a_reported_network_year_is_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network.name} ปีงบประมาณ {self.fiscal_year}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.WORKING


class PlanLine(models.Model):
    """One line of the year's plan (step 2)."""

    year = models.ForeignKey(NetworkYear, on_delete=models.CASCADE, related_name="plan")
    title = models.CharField("กิจกรรม", max_length=200)
    target = models.CharField("เป้าหมาย/ตัวชี้วัด", max_length=300, blank=True)
    starts_on = models.DateField("ตั้งแต่วันที่")
    ends_on = models.DateField("ถึงวันที่")
    owner = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="ผู้รับผิดชอบ"
    )
    budget = models.DecimalField("งบประมาณ (บาท)", max_digits=12, decimal_places=2, null=True, blank=True)
    budget_source = models.CharField("แหล่งงบประมาณ", max_length=200, blank=True)
    stamp = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["year", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["year", "title", "starts_on"], name="one_network_plan_line"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="network_plan_line_ends_after_start"),
            models.CheckConstraint(
                condition=Q(budget=None) | Q(budget__gte=0), name="network_plan_budget_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Activity(models.Model):
    """What was done (step 4); `line` where it was planned. Meetings are gatherings of meetings, tied to the network."""

    year = models.ForeignKey(NetworkYear, on_delete=models.PROTECT, related_name="activities")
    line = models.ForeignKey(
        PlanLine, null=True, blank=True, on_delete=models.PROTECT, related_name="activities", verbose_name="ตามแผนข้อ"
    )
    held_on = models.DateField("วันที่")
    title = models.CharField("กิจกรรม", max_length=200)
    place = models.CharField("สถานที่", max_length=200, blank=True)
    people = models.PositiveIntegerField("ผู้เข้าร่วม (คน)", null=True, blank=True)
    result = models.TextField("ผลที่ได้")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stamp = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["year", "held_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["year", "title", "held_on"], name="one_network_activity")]

    def __str__(self) -> str:
        return self.title
