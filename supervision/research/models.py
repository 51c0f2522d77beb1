"""Studies of the work groups, who did them, and the stages they went through. Files hang on Pointer("study", pk)."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from schools.models.published import Published
from supervision.research.querysets import StudyQuerySet


class Study(Published):
    """A study of the group, research and development, or another's research that somebody read and summarised."""

    class Kind(models.TextChoices):
        OWN = "own", "งานวิจัยของกลุ่มนิเทศฯ"
        RND = "rnd", "งานวิจัยและพัฒนา (R&D)"
        OTHER = "other", "งานวิจัยของผู้อื่น (สรุปไว้ใช้)"

    class Stage(models.TextChoices):
        PROPOSAL = "proposal", "เค้าโครง"
        COLLECTING = "collecting", "เก็บข้อมูล"
        ANALYSING = "analysing", "วิเคราะห์"
        REPORT = "report", "รายงาน"
        SPREAD = "spread", "เผยแพร่"
        SUMMARISED = "summarised", "สรุปแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="studies")
    kind = models.CharField("ประเภท", max_length=5, choices=Kind)
    title = models.CharField("ชื่อเรื่อง", max_length=300)
    work_group = models.ForeignKey(
        "schools.WorkGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="studies",
        verbose_name="กลุ่มงาน",
    )  # fmt: skip
    task = models.ForeignKey(
        "schools.WorkTask", null=True, blank=True, on_delete=models.PROTECT, related_name="studies",
        verbose_name="งานตามขอบข่าย",
    )  # fmt: skip
    subject_group = models.ForeignKey(
        "schools.SubjectGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="studies",
        verbose_name="กลุ่มสาระ",
    )  # fmt: skip
    project = models.ForeignKey(
        "schools.Project", null=True, blank=True, on_delete=models.PROTECT, related_name="studies",
        verbose_name="โครงการ",
    )  # fmt: skip
    year_from = models.PositiveSmallIntegerField("ตั้งแต่ปีงบประมาณ")
    year_to = models.PositiveSmallIntegerField("ถึงปีงบประมาณ")
    question = models.TextField("ปัญหาและคำถามวิจัย", blank=True)
    aims = models.TextField("วัตถุประสงค์", blank=True)
    sample = models.TextField("ประชากรและกลุ่มตัวอย่าง", blank=True)
    method = models.TextField("วิธีดำเนินการ", blank=True)
    tools = models.TextField("เครื่องมือที่ใช้", blank=True)
    instruments = models.ManyToManyField(
        "instruments.Instrument", blank=True, related_name="studies", verbose_name="เครื่องมือนิเทศในระบบที่ใช้"
    )
    others = models.CharField("ผู้ร่วมวิจัยอื่น หรือผู้วิจัยเจ้าของเรื่อง", max_length=300, blank=True)
    source = models.CharField("แหล่งที่มา", max_length=500, blank=True)
    url = models.URLField("ลิงก์", max_length=2000, blank=True)
    summary = models.TextField("ผลการวิจัยโดยสรุป", blank=True)
    use = models.TextField("การนำไปใช้", blank=True)
    publication = models.TextField("การเผยแพร่ผลงาน", blank=True)
    stage = models.CharField("ขั้น", max_length=10, choices=Stage, default=Stage.PROPOSAL)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = StudyQuerySet.as_manager()

    class Meta:
        ordering = ["-year_from", "title", "pk"]
        indexes = [
            models.Index(fields=["district", "-year_from"]),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="study_title_trigrams"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "title"], condition=~Q(stage="cancelled"), name="one_study_per_title"
            ),
            models.CheckConstraint(condition=Q(year_to__gte=F("year_from")), name="study_years_in_order"),
            models.CheckConstraint(
                condition=Q(stage="cancelled") | Q(kind="other", stage="summarised")
                | (~Q(kind="other") & ~Q(stage="summarised")),
                name="only_others_research_is_summarised",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_standing(self) -> bool:
        return self.stage != self.Stage.CANCELLED

    @property
    def is_of_others(self) -> bool:
        return self.kind == self.Kind.OTHER

    @property
    def years(self) -> str:
        """2567 or 2567–2568."""
        return str(self.year_from) if self.year_from == self.year_to else f"{self.year_from}–{self.year_to}"


class StudyPerson(models.Model):
    """One of the office who does the study; others are named in words."""

    class Part(models.TextChoices):
        LEAD = "lead", "หัวหน้าคณะวิจัย"
        MEMBER = "member", "ผู้วิจัย"

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="studies")
    part = models.CharField("หน้าที่", max_length=6, choices=Part, default=Part.MEMBER)

    class Meta:
        ordering = ["study", "part", "person__name_sort", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["study", "person"], name="once_on_a_study"),
            models.UniqueConstraint(fields=["study"], condition=Q(part="lead"), name="one_lead_of_a_study"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class StudyStage(models.Model):
    """A stage the study came to, on which day; going back is a row too, and says why."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=10, choices=Study.Stage)
    on = models.DateField("วันที่")
    note = models.TextField("บันทึก", blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["study", "-on", "-pk"]
        indexes = [models.Index(fields=["on"])]

    def __str__(self) -> str:
        return f"{self.study} · {self.get_stage_display()}"
