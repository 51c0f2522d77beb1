"""Yearly plans of the group and of each supervisor, their activities and the visits these plan."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from supervision.areas import Area, Way
from supervision.planning.querysets import (
    ActivityQuerySet,
    PlannedVisitQuerySet,
    PlanQuerySet,
    PolicyQuerySet,
)


class PolicyItem(models.Model):
    """One line of a year's นโยบาย กลยุทธ์ จุดเน้น."""

    class Kind(models.TextChoices):
        POLICY = "policy", "นโยบาย"
        STRATEGY = "strategy", "กลยุทธ์"
        FOCUS = "focus", "จุดเน้น"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="policy_items")
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ (พ.ศ.)")
    kind = models.CharField("ชนิด", max_length=10, choices=Kind)
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    text = models.CharField("ข้อความ", max_length=500)
    is_active = models.BooleanField("ใช้งาน", default=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "kind", "position"]
        constraints = [
            models.UniqueConstraint(fields=["district", "fiscal_year", "kind", "text"], name="one_policy_per_text")
        ]

    def __str__(self) -> str:
        return self.text


class Plan(models.Model):
    """แผนนิเทศ. `content_hash` is of the current content; `approved_*` of what was last approved, so that a later
    change shows as แก้ไขหลังอนุมัติ. `lock_version` refuses a save over someone else's change."""

    class Kind(models.TextChoices):
        GROUP = "group", "แผนของกลุ่มนิเทศฯ"
        PERSONAL = "personal", "แผนรายบุคคล"

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "รอพิจารณา"
        RETURNED = "returned", "ตีกลับ"
        APPROVED = "approved", "อนุมัติแล้ว"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField("ชนิดแผน", max_length=10, choices=Kind)
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ (พ.ศ.)")
    owner = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="plans")
    title = models.CharField("ชื่อแผน", max_length=300)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    content_hash = models.CharField(max_length=64, blank=True)
    approved_revision = models.PositiveIntegerField(null=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)
    lock_version = models.PositiveIntegerField(default=1)
    cancel_reason = models.TextField(blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "kind", "title"]
        indexes = [models.Index(fields=["district", "fiscal_year", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "fiscal_year"],
                condition=Q(kind="group") & ~Q(state="cancelled"),
                name="one_group_plan_per_year",
            ),
            models.UniqueConstraint(
                fields=["district", "fiscal_year", "owner"],
                condition=Q(kind="personal") & ~Q(state="cancelled"),
                name="one_personal_plan_per_year",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def changed_after_approval(self) -> bool:
        """แก้ไขหลังอนุมัติ: what stands here is no longer what was approved."""
        return bool(self.approved_hash) and self.content_hash != self.approved_hash

    @property
    def state_label(self) -> str:
        """The one word of state that stands on pages and papers."""
        if self.state == self.State.APPROVED and self.changed_after_approval:
            return "แก้ไขหลังอนุมัติ"
        return str(self.get_state_display())

    @property
    def state_code(self) -> str:
        """Name of the chip's look: "changed" where an approved plan was changed since."""
        return "changed" if self.state == self.State.APPROVED and self.changed_after_approval else str(self.state)

    @property
    def returned_by(self) -> "models.Model | None":
        """The decision that sent this plan back, while it is being corrected; None otherwise. One query."""
        if self.state != self.State.RETURNED:
            return None
        newest = self.rounds.order_by("-submitted_at").first()
        return newest.decisions.filter(decision="returned").last() if newest else None


class PlanSection(models.Model):
    """วิสัยทัศน์ พันธกิจ เป้าประสงค์ กลยุทธ์ รูปแบบ วิธีการ ขอบข่าย ตัวชี้วัด เป้าหมาย (facts §6.2); rows, because offices differ."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    code = models.CharField(max_length=40)
    heading = models.CharField("หัวข้อ", max_length=150)
    position = models.PositiveSmallIntegerField()
    body = models.TextField("เนื้อหา", blank=True)

    class Meta:
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="one_plan_section_per_code")]

    def __str__(self) -> str:
        return self.heading


class PlanActivity(models.Model):
    """One activity: what, how, with what, by whom, measured how. Its schools and days are PlannedVisit."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField()
    topic = models.CharField("เรื่องที่นิเทศ", max_length=300)
    objective = models.TextField("วัตถุประสงค์", blank=True)
    method = models.TextField("วิธีการนิเทศ", blank=True)
    way = models.CharField("รูปแบบ", max_length=8, choices=Way, default=Way.FIELD)
    areas = ArrayField(models.CharField(max_length=10, choices=Area), verbose_name="งาน 4 ด้าน")
    policy = models.ForeignKey(PolicyItem, null=True, blank=True, on_delete=models.PROTECT, related_name="activities")
    task = models.ForeignKey("schools.WorkTask", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("schools.Project", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("schools.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    instruments = models.ManyToManyField("instruments.Instrument", blank=True, related_name="+")
    indicator = models.CharField("ตัวชี้วัด", max_length=300, blank=True)
    target = models.DecimalField("เป้าหมาย", max_digits=10, decimal_places=2, null=True, blank=True)
    target_unit = models.CharField("หน่วย", max_length=40, blank=True, help_text="เช่น ร้อยละของโรงเรียน, ครั้ง")
    result_basis = models.CharField(
        "นับผลจาก",
        max_length=10,
        choices=[
            ("visits", "จำนวนครั้งที่นิเทศ"),
            ("schools", "ร้อยละของโรงเรียนที่ได้รับการนิเทศ"),
            ("level", "ร้อยละของผลประเมินระดับดีขึ้นไป"),
            ("manual", "บันทึกเอง"),
        ],
        default="schools",
    )
    result_manual = models.DecimalField("ผลที่บันทึกเอง", max_digits=10, decimal_places=2, null=True, blank=True)
    cancelled_reason = models.CharField("เหตุที่ยกเลิกกิจกรรม", max_length=300, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position"]

    def __str__(self) -> str:
        return self.topic


class PlannedVisit(models.Model):
    """One school once: on a day, or only in a month. Whether it was done is told by the visit that points to it."""

    activity = models.ForeignKey(PlanActivity, on_delete=models.CASCADE, related_name="planned_visits")
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="planned_visits")
    academic_year = models.PositiveIntegerField("ปีการศึกษา (พ.ศ.)")
    term = models.PositiveSmallIntegerField("ภาคเรียนที่")
    round_no = models.PositiveSmallIntegerField("ครั้งที่", default=1)
    planned_on = models.DateField("วันที่วางแผน", null=True, blank=True)
    month = models.DateField("เดือนที่วางแผน", help_text="วันแรกของเดือน")
    cancelled_reason = models.CharField("เหตุที่ยกเลิก", max_length=300, blank=True)

    objects = PlannedVisitQuerySet.as_manager()

    class Meta:
        ordering = ["month", "planned_on", "pk"]
        indexes = [models.Index(fields=["school", "month"]), models.Index(fields=["planned_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "school", "academic_year", "term", "round_no"], name="one_planned_visit_per_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school} {self.planned_on or self.month}"
