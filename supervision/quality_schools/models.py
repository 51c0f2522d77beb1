"""โรงเรียนคุณภาพ of a fiscal year: one an amphoe with its feeder schools, focus points, the plan and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import ApprovalDecision, ApprovalRound
from schools.models.published import Published
from schools.querysets import ScopedQuerySet

PLAN_TEXTS = {
    "background": "ข้อมูลและบริบท",
    "objectives": "วัตถุประสงค์",
    "targets": "เป้าหมาย",
    "monitoring": "การนิเทศ ติดตาม และประเมินผล",
    "budget": "งบประมาณและทรัพยากร",
}
FOCUS_TEXTS = {"aim": "เป้าหมาย", "doing": "กิจกรรม", "measure": "ตัวชี้วัดความสำเร็จ"}
REPORT_TEXTS = {"result": "ผลการดำเนินงาน", "problems": "ปัญหาและอุปสรรค", "suggestions": "ข้อเสนอแนะ"}


class QualityYear(Published):
    """The office's work for quality schools in a ปีงบประมาณ. Published is its report; `owners` keep it."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="quality_school_years")
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ")
    owners = models.ManyToManyField("schools.Person", related_name="+", blank=True, verbose_name="ผู้รับผิดชอบ")
    result = models.TextField("ผลการดำเนินงาน", blank=True)
    problems = models.TextField("ปัญหาและอุปสรรค", blank=True)
    suggestions = models.TextField("ข้อเสนอแนะ", blank=True)
    stamp = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year"]
        constraints = [models.UniqueConstraint(fields=["district", "fiscal_year"], name="one_quality_year_per_office")]

    def __str__(self) -> str:
        return f"โรงเรียนคุณภาพ ปีงบประมาณ {self.fiscal_year}"


class FocusPoint(models.Model):
    """จุดเน้น of a year; `code` is the section of the follow-up form that measures it."""

    year = models.ForeignKey(QualityYear, on_delete=models.CASCADE, related_name="focus_points")
    position = models.PositiveSmallIntegerField()
    code = models.CharField("รหัสตอนในแบบติดตาม", max_length=60, blank=True)
    name = models.CharField("จุดเน้น", max_length=150)
    is_active = models.BooleanField("ใช้ในปีนี้", default=True)

    class Meta:
        ordering = ["year", "position"]
        constraints = [models.UniqueConstraint(fields=["year", "name"], name="one_focus_point_per_name")]

    def __str__(self) -> str:
        return self.name


class QualitySchool(models.Model):
    """The quality school of an amphoe in a year."""

    year = models.ForeignKey(QualityYear, on_delete=models.PROTECT, related_name="quality_schools")
    amphoe = models.ForeignKey("schools.Amphoe", on_delete=models.PROTECT, related_name="+", verbose_name="อำเภอ")
    school = models.ForeignKey(
        "schools.School", on_delete=models.PROTECT, related_name="quality_places", verbose_name="โรงเรียนคุณภาพ"
    )
    aim = models.TextField("เป้าหมายของโรงเรียน", blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["year", "amphoe__name_sort"]
        constraints = [
            models.UniqueConstraint(fields=["year", "amphoe"], name="one_quality_school_per_amphoe"),
            models.UniqueConstraint(fields=["year", "school"], name="a_school_is_quality_school_once"),
        ]

    def __str__(self) -> str:
        return str(self.school)


class FeederSchool(models.Model):
    """โรงเรียนเครือข่าย that learns with a quality school; of one only in a year."""

    year = models.ForeignKey(QualityYear, on_delete=models.PROTECT, related_name="feeders")
    quality_school = models.ForeignKey(QualitySchool, on_delete=models.CASCADE, related_name="feeders")
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="feeder_places")

    class Meta:
        ordering = ["quality_school", "school__name_sort"]
        constraints = [models.UniqueConstraint(fields=["year", "school"], name="a_feeder_has_one_quality_school")]

    def __str__(self) -> str:
        return str(self.school)


class QualityPlan(models.Model):
    """แผนปฏิบัติการขับเคลื่อนโรงเรียนคุณภาพ: approved in the office, then sent to เลขาธิการ กพฐ.

    `frozen` is what was sent last for approval; a change after that is a new revision.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "รอพิจารณา"
        RETURNED = "returned", "ตีกลับ"
        APPROVED = "approved", "อนุมัติแล้ว"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="quality_school_plans")
    year = models.OneToOneField(QualityYear, on_delete=models.PROTECT, related_name="plan")
    background = models.TextField("ข้อมูลและบริบท", blank=True)
    objectives = models.TextField("วัตถุประสงค์", blank=True)
    targets = models.TextField("เป้าหมาย", blank=True)
    monitoring = models.TextField("การนิเทศ ติดตาม และประเมินผล", blank=True)
    budget = models.TextField("งบประมาณและทรัพยากร", blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    frozen = models.JSONField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)
    approved_revision = models.PositiveIntegerField(null=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)
    lock_version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"แผนขับเคลื่อนโรงเรียนคุณภาพ ปีงบประมาณ {self.year.fiscal_year}"

    @property
    def changed_after_approval(self) -> bool:
        return self.approved_revision is not None and self.approved_revision != self.revision

    @property
    def state_code(self) -> str:
        """Name of the chip's look."""
        return "changed" if self.changed_after_approval else str(self.state)


class PlanFocus(models.Model):
    """What the plan says of one focus point."""

    plan = models.ForeignKey(QualityPlan, on_delete=models.CASCADE, related_name="focuses")
    focus = models.ForeignKey(FocusPoint, on_delete=models.PROTECT, related_name="+")
    aim = models.TextField("เป้าหมาย", blank=True)
    doing = models.TextField("กิจกรรม", blank=True)
    measure = models.TextField("ตัวชี้วัดความสำเร็จ", blank=True)

    class Meta:
        ordering = ["plan", "focus__position"]
        constraints = [models.UniqueConstraint(fields=["plan", "focus"], name="one_text_per_plan_and_focus")]

    def __str__(self) -> str:
        return str(self.focus)


class QualityPlanRound(ApprovalRound):
    subject = models.ForeignKey(QualityPlan, on_delete=models.PROTECT, related_name="rounds")

    class Meta:
        ordering = ["subject", "-submitted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(state="open"), name="one_open_quality_school_plan_round"
            )
        ]


class QualityPlanDecision(ApprovalDecision):
    round = models.ForeignKey(QualityPlanRound, on_delete=models.PROTECT, related_name="decisions")

    class Meta:
        ordering = ["round", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "lane"], name="one_decision_per_quality_school_plan_lane")
        ]


class Dispatch(models.Model):
    """The approved plan sent to เลขาธิการ กพฐ. by letter, and the reply; its papers hang on it as files."""

    class Reply(models.TextChoices):
        AGREED = "agreed", "เห็นชอบ"
        AGREED_WITH_REMARKS = "remarks", "เห็นชอบโดยมีข้อสังเกต"
        RETURNED = "returned", "ให้ปรับแก้"

    plan = models.ForeignKey(QualityPlan, on_delete=models.PROTECT, related_name="dispatches")
    revision = models.PositiveIntegerField()
    number = models.CharField("เลขที่หนังสือ", max_length=60)
    sent_on = models.DateField("ส่งวันที่")
    reply = models.CharField("ผลการพิจารณา", max_length=10, choices=Reply, blank=True)
    reply_number = models.CharField("เลขที่หนังสือตอบ", max_length=60, blank=True)
    replied_on = models.DateField("ลงวันที่", null=True)
    remarks = models.TextField("ข้อสังเกต", blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(reply=""), name="one_dispatch_waits_for_its_reply"),
            models.CheckConstraint(
                condition=Q(reply="", replied_on=None) | (~Q(reply="") & Q(replied_on__isnull=False)),
                name="a_reply_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(replied_on=None) | Q(replied_on__gte=models.F("sent_on")), name="a_reply_comes_after"
            ),
        ]

    def __str__(self) -> str:
        return f"ที่ {self.number}"
