"""รูปแบบการขับเคลื่อนคุณภาพ as data: a model (TUMHOME, APICE, PIDRE …), its indicator sets, their areas (Q1–Q4 and an
area an office may add), and the indicators (facts §5; Loei 3).

The steps of a model are its procedure's; which working pages stand at a step is the step's own `pages`. A set that
was published is frozen: a change is a new edition, so a year keeps the indicators it was judged by.
"""

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from schools.querysets import ScopedQuerySet
from supervision.indicators.querysets import IndicatorSetQuerySet


class QualityModel(models.Model):
    """`extra_label` is what the office calls the model with its extra area, such as 5Q."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="quality_models")
    code = models.CharField("รหัส", max_length=60)
    name = models.CharField("ชื่อรูปแบบ", max_length=200)
    purpose = models.TextField("เป้าหมายของรูปแบบ", blank=True)
    goal_label = models.CharField("คำเรียกเป้าหมาย", max_length=60, blank=True, help_text="เช่น 4Q")
    extra_label = models.CharField("คำเรียกเมื่อใช้ด้านเพิ่ม", max_length=60, blank=True, help_text="เช่น 5Q")
    procedure = models.ForeignKey("processes.Procedure", on_delete=models.PROTECT, related_name="quality_models")
    is_example = models.BooleanField("ตัวอย่าง ปรับได้", default=False)
    is_active = models.BooleanField("ใช้งาน", default=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["district", "code"], name="one_quality_model_per_code")]

    def __str__(self) -> str:
        return self.name


class IndicatorSet(models.Model):
    """An edition of a model's indicators. `stamp` counts saves, so that two people do not overwrite each other."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        PUBLISHED = "published", "ใช้งาน"
        RETIRED = "retired", "เลิกใช้"

    model = models.ForeignKey(QualityModel, on_delete=models.PROTECT, related_name="sets")
    number = models.PositiveSmallIntegerField("ฉบับที่")
    name = models.CharField("ชื่อชุดตัวชี้วัด", max_length=200)
    year_from = models.PositiveSmallIntegerField("ใช้ตั้งแต่ปี (พ.ศ.)", null=True, blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    is_example = models.BooleanField("ตัวอย่าง ปรับได้", default=False)
    source = models.TextField("ที่มา", blank=True)
    note = models.TextField("หมายเหตุ", blank=True)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="offspring")
    stamp = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField("ประกาศใช้เมื่อ", null=True)

    objects = IndicatorSetQuerySet.as_manager()

    class Meta:
        ordering = ["model", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["model", "number"], name="one_indicator_set_per_number"),
            models.UniqueConstraint(
                fields=["model"], condition=Q(state="draft"), name="one_draft_indicator_set_per_model"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ฉบับที่ {self.number}"

    @property
    def is_frozen(self) -> bool:
        return self.state != self.State.DRAFT


class Area(models.Model):
    """A Q. The areas that are not extra weigh 100 together; an extra one (การบริหารจัดการ) is added where a year uses
    it, with its own weight beside them: a total is Σ weight × percent ÷ Σ weight of the areas in use."""

    set = models.ForeignKey(IndicatorSet, on_delete=models.CASCADE, related_name="areas")
    position = models.PositiveSmallIntegerField("ลำดับ")
    code = models.CharField("รหัส", max_length=20)
    name = models.CharField("ด้าน", max_length=120)
    description = models.TextField("คำอธิบาย", blank=True)
    is_extra = models.BooleanField("ด้านเพิ่ม เลือกใช้ได้", default=False)
    weight = models.DecimalField("น้ำหนัก (ร้อยละ)", max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["set", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["set", "code"], name="one_area_per_code"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="area_weight_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Indicator(models.Model):
    """One indicator. Its percent is value ÷ highest × 100, or (highest + lowest − value) ÷ highest × 100 where less is
    better. `computed` names where a computed one comes from: {"result": key, "option": …} of `schools.results`.
    `weight` is its share of the area (100 together). `levels` describe whole values: [{"value", "label", "text"}].
    `kinds` are the school kinds it applies to, empty for all."""

    class Source(models.TextChoices):
        SELF = "self", "โรงเรียนประเมินตนเอง"
        ASSESSOR = "assessor", "ผู้ประเมิน"
        COMPUTED = "computed", "คำนวณจากข้อมูลในระบบ"

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField("ลำดับ")
    code = models.CharField("รหัส", max_length=20)
    title = models.CharField("ตัวชี้วัด", max_length=300)
    detail = models.TextField("คำอธิบาย/วิธีให้คะแนน", blank=True)
    source = models.CharField("ที่มาของคะแนน", max_length=8, choices=Source, default=Source.ASSESSOR)
    computed = models.JSONField(default=dict, blank=True)
    lowest = models.DecimalField("คะแนนต่ำสุด", max_digits=9, decimal_places=2, default=Decimal(1))
    highest = models.DecimalField("คะแนนเต็ม", max_digits=9, decimal_places=2, default=Decimal(5))
    decimals = models.PositiveSmallIntegerField("ทศนิยม", default=0)
    unit = models.CharField("หน่วย", max_length=40, blank=True)
    lower_is_better = models.BooleanField("ค่าน้อยดีกว่า", default=False)
    weight = models.DecimalField("น้ำหนักในด้าน (ร้อยละ)", max_digits=6, decimal_places=2)
    target = models.DecimalField("ค่าเป้าหมายของเขต", max_digits=9, decimal_places=2, null=True, blank=True)
    wanted = models.TextField("หลักฐานที่ต้องการ", blank=True)
    levels = models.JSONField(default=list, blank=True)
    kinds = ArrayField(models.CharField(max_length=12), default=list, blank=True)

    class Meta:
        ordering = ["area", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "code"], name="one_quality_indicator_per_code"),
            models.CheckConstraint(condition=Q(highest__gt=F("lowest")), name="indicator_scale_in_order"),
            models.CheckConstraint(condition=Q(highest__gt=0), name="indicator_highest_is_positive"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="indicator_weight_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def percent(self, value: Decimal) -> Decimal:
        """The unrounded percent of a value on its scale."""
        reached = self.highest + self.lowest - value if self.lower_is_better else value
        return reached * 100 / self.highest

    def applies_to(self, kind: str) -> bool:
        """Whether a school of this kind is judged by it."""
        return not self.kinds or kind in self.kinds
