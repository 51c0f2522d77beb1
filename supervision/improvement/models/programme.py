"""การขับเคลื่อนตามรูปแบบในหนึ่งปี: a model worked through by an office and all its schools (facts §5.1; Loei 3)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from supervision.improvement.querysets import ParticipationQuerySet, ProgrammeQuerySet


class Use(models.TextChoices):
    """Where the extra area may be used; the manual baselines it, reports on it and judges it, the MOU leaves it out."""

    BASELINE = "baseline", "ข้อมูลฐานและแผน"
    AGREEMENT = "agreement", "บันทึกข้อตกลง"
    PROGRESS = "progress", "ความก้าวหน้าตามตัวชี้วัด"
    EVALUATION = "evaluation", "ประเมินผลและจัดลำดับ"


def uses_of_the_manual() -> list[str]:
    """Steps 2, 5 and 7 of Loei 3's manual use the fifth area (facts §9, 6)."""
    return [Use.BASELINE, Use.PROGRESS, Use.EVALUATION]


class Programme(models.Model):
    """`year` is พ.ศ. of `year_kind`; `academic_year` is the one whose counts and results it reads. `run` is the
    office's run of the model's procedure. All schools open on `counts_on` are in (a population, not a sample); one that
    opens later or closes before the end is in or out by `joiners` and `leavers`, and the page of schools says so.
    """

    class YearKind(models.TextChoices):
        FISCAL = "fiscal", "ปีงบประมาณ"
        ACADEMIC = "academic", "ปีการศึกษา"

    class State(models.TextChoices):
        OPEN = "open", "กำลังดำเนินการ"
        CLOSED = "closed", "สิ้นสุดแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    class Rule(models.TextChoices):
        IN = "in", "นับรวม"
        OUT = "out", "ไม่นับรวม"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="programmes")
    model = models.ForeignKey("quality_indicators.QualityModel", on_delete=models.PROTECT, related_name="programmes")
    set = models.ForeignKey("quality_indicators.IndicatorSet", on_delete=models.PROTECT, related_name="programmes")
    run = models.OneToOneField("processes.Run", null=True, on_delete=models.PROTECT, related_name="programme")
    name = models.CharField("ชื่อ", max_length=250)
    year_kind = models.CharField("รอบปี", max_length=8, choices=YearKind, default=YearKind.FISCAL)
    year = models.PositiveSmallIntegerField("ปี (พ.ศ.)")
    academic_year = models.PositiveSmallIntegerField("ปีการศึกษาของข้อมูล (พ.ศ.)")
    starts_on = models.DateField("วันเริ่ม")
    ends_on = models.DateField("วันสิ้นสุด")
    counts_on = models.DateField("นับโรงเรียนที่เปิดในวันที่")
    joiners = models.CharField("โรงเรียนที่เข้าร่วมกลางปี", max_length=3, choices=Rule, default=Rule.OUT)
    leavers = models.CharField("โรงเรียนที่ปิดหรือยุบรวมระหว่างปี", max_length=3, choices=Rule, default=Rule.OUT)
    uses_extra = models.BooleanField("ใช้ด้านที่ห้า (5Q)", default=False)
    extra_uses = ArrayField(models.CharField(max_length=12, choices=Use), default=uses_of_the_manual, blank=True)
    project = models.ForeignKey(
        "schools.Project", null=True, blank=True, on_delete=models.PROTECT, related_name="programmes",
        verbose_name="โครงการที่ใช้ขับเคลื่อน",
    )  # fmt: skip
    instrument = models.ForeignKey(
        "instruments.Instrument", null=True, blank=True, on_delete=models.PROTECT, related_name="programmes",
        verbose_name="เครื่องมือนิเทศของรูปแบบ",
    )  # fmt: skip
    mentoring_visits = models.PositiveSmallIntegerField("ลงพื้นที่ให้คำปรึกษาอย่างน้อย (ครั้งต่อโรงเรียน)", default=2)
    report_every = models.PositiveSmallIntegerField("รายงานความก้าวหน้าทุก (วัน)", default=30)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to", verbose_name="ต่อจากปี"
    )
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.OPEN)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "year"], condition=~Q(state="cancelled"), name="one_programme_per_model_and_year"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="programme_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def has_extra(self, use: str) -> bool:
        """Whether the extra areas stand in this part of the work (a value of Use)."""
        return self.uses_extra and use in self.extra_uses


class Participation(models.Model):
    """A school in a programme; everything a school does in the year hangs here. `reason` is the rule's own words, or
    what the person who decided by hand wrote; a school that is out keeps its row, so that it is never left out unsaid.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="participations")
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="participations")
    is_in = models.BooleanField("อยู่ในการขับเคลื่อน", default=True)
    by_hand = models.BooleanField(default=False)
    reason = models.TextField("เหตุผล", blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "school__name_sort", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "school"], name="once_in_a_programme")]

    def __str__(self) -> str:
        return f"{self.school} · {self.programme}"
