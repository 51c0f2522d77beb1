"""ผลการประเมินและจัดลำดับ: an edition is worked out whole; once published it never changes, a correction is the next."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from supervision.results.querysets import EditionQuerySet, SchoolResultQuerySet


class Edition(models.Model):
    """`rules` keeps what it was worked out by: weights, areas in use, groups, tie rule, colour cut points, lower limit.
    `unscored` names the schools that were not complete when it was published, and why that was taken."""

    class State(models.TextChoices):
        DRAFT = "draft", "ยังไม่เผยแพร่"
        PUBLISHED = "published", "เผยแพร่แล้ว"
        SUPERSEDED = "superseded", "มีฉบับแก้ไข"

    evaluation = models.ForeignKey("quality_results.Evaluation", on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("ฉบับที่")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    rules = models.JSONField(default=dict)
    unscored = models.JSONField(default=list)
    reason = models.TextField("เหตุที่แก้ไขหรือเผยแพร่ทั้งที่ยังไม่ครบ", blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    computed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    computed_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["evaluation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="one_edition_per_number"),
            models.UniqueConstraint(fields=["evaluation"], condition=Q(state="draft"), name="one_draft_edition"),
            models.UniqueConstraint(
                fields=["evaluation"], condition=Q(state="published"), name="one_edition_published"
            ),
        ]

    def __str__(self) -> str:
        return f"ผล {self.evaluation.programme} ฉบับที่ {self.number}"


class IndicatorResult(models.Model):
    """The final value of an indicator of a school, unrounded percent, and where it came from. No value and an origin
    other than NOT_APPLICABLE: still unscored. `because` keeps, from the day it is published, the answers it was made
    of: [{"who", "value", "na", "note", "on"}], so that a sheet opened again later does not change the past."""

    class Origin(models.TextChoices):
        SELF = "self", "โรงเรียนประเมินตนเอง"
        ASSESSORS = "assessors", "เฉลี่ยผู้ประเมิน"
        MODERATED = "moderated", "ตกลงร่วมกัน"
        COMPUTED = "computed", "ข้อมูลในระบบ"
        NOT_APPLICABLE = "none", "ไม่เกี่ยวข้อง"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="indicators")
    participation = models.ForeignKey("improvement.Participation", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey("quality_indicators.Indicator", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField("ที่มา", max_length=9, choices=Origin)
    value = models.DecimalField("คะแนน", max_digits=13, decimal_places=6, null=True)
    percent = models.DecimalField("ร้อยละ", max_digits=12, decimal_places=8, null=True)
    baseline = models.DecimalField("ข้อมูลฐาน", max_digits=9, decimal_places=2, null=True)
    target = models.DecimalField("ค่าเป้าหมาย", max_digits=9, decimal_places=2, null=True)
    gain = models.DecimalField("พัฒนาการ (ร้อยละของคะแนนเต็ม)", max_digits=12, decimal_places=8, null=True)
    spread = models.DecimalField("ผู้ประเมินต่างกัน (ร้อยละ)", max_digits=12, decimal_places=8, null=True)
    because = models.JSONField(default=list)

    class Meta:
        ordering = ["edition", "participation", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "participation", "indicator"], name="one_indicator_result")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


class AreaResult(models.Model):
    """Σ weight × percent ÷ Σ weight over the indicators that concern the school."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="areas")
    participation = models.ForeignKey("improvement.Participation", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("quality_indicators.Area", on_delete=models.PROTECT, related_name="+")
    percent = models.DecimalField("ร้อยละ", max_digits=12, decimal_places=8, null=True)
    baseline_percent = models.DecimalField("ร้อยละของข้อมูลฐาน", max_digits=12, decimal_places=8, null=True)
    gain = models.DecimalField("พัฒนาการ", max_digits=12, decimal_places=8, null=True)

    class Meta:
        ordering = ["edition", "participation", "area__position"]
        constraints = [models.UniqueConstraint(fields=["edition", "participation", "area"], name="one_area_result")]

    def __str__(self) -> str:
        return f"{self.area}: {self.percent}"


class SchoolResult(models.Model):
    """The whole of a school: only a complete one has a percent, a colour and a rank among `of` in its group."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="schools")
    participation = models.ForeignKey("improvement.Participation", on_delete=models.PROTECT, related_name="results")
    is_complete = models.BooleanField("ประเมินครบ", default=False)
    missing = models.PositiveSmallIntegerField("ยังขาด (ตัวชี้วัด)", default=0)
    percent = models.DecimalField("ร้อยละ", max_digits=12, decimal_places=8, null=True)
    baseline_percent = models.DecimalField("ร้อยละของข้อมูลฐาน", max_digits=12, decimal_places=8, null=True)
    gain = models.DecimalField("พัฒนาการ", max_digits=12, decimal_places=8, null=True)
    colour = models.CharField("กลุ่มสี", max_length=6, blank=True)
    below_limit = models.BooleanField("ต่ำกว่าคะแนนขีดจำกัดล่าง", default=False)
    group = models.CharField("กลุ่มจัดลำดับ", max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField("ลำดับที่", null=True)
    of = models.PositiveSmallIntegerField("จากทั้งหมด", null=True)

    objects = SchoolResultQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "group", "rank", "participation"]
        constraints = [models.UniqueConstraint(fields=["edition", "participation"], name="one_school_result")]

    def __str__(self) -> str:
        return f"{self.participation.school}: {self.percent}"

    @property
    def of_text(self) -> str:
        """Among how many, with the group's name where it is not all schools."""
        return f"{self.of} โรงเรียน"
