"""กระบวนงาน: a procedure of an office, its versions, and the ordered steps of a version (product §2).

What a manual says of its work under nine headings stands here as data; a version that was published is frozen.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from processes.querysets import ProcedureQuerySet


class Procedure(models.Model):
    """A procedure; `level` is what a run of it belongs to, `year_kind` which of the two years."""

    class Level(models.TextChoices):
        OFFICE = "office", "สำนักงานเขต"
        CLUSTER = "cluster", "กลุ่มโรงเรียน"
        SCHOOL = "school", "โรงเรียน"

    class YearKind(models.TextChoices):
        ACADEMIC = "academic", "ปีการศึกษา"
        FISCAL = "fiscal", "ปีงบประมาณ"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="procedures")
    code = models.CharField("รหัส", max_length=60)
    name = models.CharField("ชื่องาน", max_length=200)
    level = models.CharField("ดำเนินการโดย", max_length=8, choices=Level, default=Level.OFFICE)
    year_kind = models.CharField("รอบปี", max_length=8, choices=YearKind, default=YearKind.FISCAL)
    is_example = models.BooleanField("ตัวอย่าง ปรับได้", default=False)
    is_active = models.BooleanField("ใช้งาน", default=True)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["district", "code"], name="one_procedure_per_code")]

    def __str__(self) -> str:
        return self.name


class ProcedureVersion(models.Model):
    """The words of a procedure. `definitions` and `duties` are rows of (term or who, meaning or what)."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        PUBLISHED = "published", "ประกาศใช้"
        RETIRED = "retired", "เลิกใช้"

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("รุ่นที่")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    document_code = models.CharField("รหัสเอกสาร", max_length=60, blank=True)
    group = models.CharField("กลุ่มงาน", max_length=200, blank=True)
    objectives = ArrayField(models.TextField(), default=list, blank=True)
    scope = models.TextField("ขอบเขตของงาน", blank=True)
    definitions = models.JSONField(default=list, blank=True)
    duties = models.JSONField(default=list, blank=True)
    monitoring = models.TextField("ระบบติดตามประเมินผล", blank=True)
    forms = ArrayField(models.TextField(), default=list, blank=True)
    references = ArrayField(models.TextField(), default=list, blank=True)
    source = models.TextField("ที่มา", blank=True)
    note = models.TextField("หมายเหตุ", blank=True)
    lock_version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField("ประกาศใช้เมื่อ", null=True)

    class Meta:
        ordering = ["procedure", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="one_procedure_version_per_number"),
            models.UniqueConstraint(fields=["procedure"], condition=Q(state="draft"), name="one_draft_per_procedure"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(state="published"), name="one_published_version_per_procedure"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure.name} รุ่นที่ {self.number}"


_MONTH = (MinValueValidator(1), MaxValueValidator(12))


class Step(models.Model):
    """A step, or with `parent` a sub-step of one. A decision goes on, or back to `back_to` for `back_label`."""

    class Shape(models.TextChoices):
        START = "start", "เริ่มต้น ○"
        ACTIVITY = "activity", "กิจกรรม □"
        DECISION = "decision", "ตัดสินใจ ◇"
        END = "end", "สิ้นสุด ○"

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="steps")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="substeps")
    position = models.PositiveSmallIntegerField()
    title = models.CharField("ขั้นตอน", max_length=200)
    phase = models.CharField("ระยะ", max_length=120, blank=True)
    shape = models.CharField("รูปในผังงาน", max_length=8, choices=Shape, default=Shape.ACTIVITY)
    detail = models.TextField("รายละเอียดงาน", blank=True)
    month_from = models.PositiveSmallIntegerField("ตั้งแต่เดือน", null=True, blank=True, validators=_MONTH)
    month_to = models.PositiveSmallIntegerField("ถึงเดือน", null=True, blank=True, validators=_MONTH)
    timing = models.CharField("เวลาดำเนินการ", max_length=120, blank=True)
    owner = models.CharField("ผู้รับผิดชอบ", max_length=200, blank=True)
    post = models.CharField("ตำแหน่งผู้รับผิดชอบ", max_length=40, blank=True)
    quality = models.TextField("มาตรฐานคุณภาพงาน", blank=True)
    forms = ArrayField(models.TextField(), default=list, blank=True)
    references = ArrayField(models.TextField(), default=list, blank=True)
    pages = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    back_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    back_label = models.CharField("เมื่อไม่ผ่าน", max_length=60, blank=True)

    class Meta:
        ordering = ["version", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "parent", "position"], name="one_step_per_position", nulls_distinct=False
            ),
            models.CheckConstraint(condition=~Q(back_to=F("pk")), name="no_step_goes_back_to_itself"),
        ]

    def __str__(self) -> str:
        return self.title
