"""The quality level of a school in an academic year, by who judged it: one row for the whole and one per standard."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from qa.standards.models import EducationLevel
from schools.models.rehearsed import RehearsedImport
from schools.querysets import ScopedQuerySet


class SchoolLevel(models.Model):
    """`standard` empty is the overall level, `scale_level` empty is ไม่ประเมิน, with the reason. Tables mix no sources
    or sets. `mean` is the unrounded mean the level came from, where it came from one; `origin` tells the paper it was
    taken from (kind:key of a pointer, or "import:RUN")."""

    class Source(models.TextChoices):
        SELF = "self", "โรงเรียนประเมินตนเอง"
        OFFICE = "office", "สพท. ติดตาม"
        EXTERNAL = "external", "ประเมินภายนอก"

    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="quality_levels")
    academic_year = models.PositiveIntegerField("ปีการศึกษา (พ.ศ.)")
    level = models.CharField("ระดับการศึกษา", max_length=6, choices=EducationLevel)
    source = models.CharField("ที่มา", max_length=8, choices=Source, default=Source.SELF)
    set = models.ForeignKey("qa_standards.StandardSet", on_delete=models.PROTECT, related_name="school_levels")
    standard = models.ForeignKey("qa_standards.Standard", null=True, on_delete=models.PROTECT, related_name="levels")
    scale_level = models.ForeignKey("qa_standards.ScaleLevel", null=True, on_delete=models.PROTECT, related_name="+")
    mean = models.DecimalField("ค่าเฉลี่ย", max_digits=9, decimal_places=6, null=True)
    reason = models.TextField("เหตุผล", blank=True)
    origin = models.CharField(max_length=80, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-academic_year", "school__name_sort", "standard__position", "pk"]
        indexes = [models.Index(fields=["academic_year", "level", "source"])]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "academic_year", "level", "source", "standard"],
                nulls_distinct=False,
                name="one_level_per_school_year_and_source",
            ),
            models.CheckConstraint(
                condition=Q(scale_level__isnull=False) | Q(mean__isnull=True), name="no_mean_without_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} {self.academic_year} {self.get_level_display()}: {self.scale_level or 'ไม่ประเมิน'}"


class LevelImport(RehearsedImport):
    """A workbook of levels on its way: rehearsed, confirmed. `rehearsal` keeps what was said of every row, and which
    schools in scope the file does not hold."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="level_imports")
    academic_year = models.PositiveIntegerField("ปีการศึกษา (พ.ศ.)")
    level = models.CharField("ระดับการศึกษา", max_length=6, choices=EducationLevel)
    source = models.CharField("ที่มา", max_length=8, choices=SchoolLevel.Source)
    set = models.ForeignKey("qa_standards.StandardSet", on_delete=models.PROTECT, related_name="+")


class ExternalRound(models.Model):
    """A round of assessment from outside (สมศ.): its number, academic years and title."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="external_rounds")
    number = models.PositiveSmallIntegerField("รอบที่")
    title = models.CharField("ชื่อรอบ", max_length=200)
    year_from = models.PositiveIntegerField("ตั้งแต่ปีการศึกษา (พ.ศ.)")
    year_to = models.PositiveIntegerField("ถึงปีการศึกษา (พ.ศ.)")
    body = models.CharField("หน่วยประเมิน", max_length=200, default="สมศ.")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["district", "number"], name="one_external_round_per_number"),
            models.CheckConstraint(
                condition=Q(year_to__gte=models.F("year_from")), name="external_round_years_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (รอบที่ {self.number})"


class ExternalResult(models.Model):
    """What a school got in a round for one level. The assessor judges each standard against its criteria; where the
    round gives levels of a set, they are also SchoolLevel rows of source external."""

    class Verdict(models.TextChoices):
        MEETS = "meets", "ตามเกณฑ์"
        FAILS = "fails", "ไม่ตามเกณฑ์"
        NOT_ASSESSED = "none", "ไม่ประเมิน"

    round = models.ForeignKey(ExternalRound, on_delete=models.PROTECT, related_name="results")
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="external_results")
    level = models.CharField("ระดับการศึกษา", max_length=6, choices=EducationLevel)
    academic_year = models.PositiveIntegerField("ปีการศึกษา (พ.ศ.)")
    assessed_on = models.DateField("วันที่ประเมิน")
    verdict = models.CharField("ผลโดยรวม", max_length=5, choices=Verdict, blank=True)
    scale_level = models.ForeignKey(
        "qa_standards.ScaleLevel", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField("สรุปผล", blank=True)
    lock_version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-round__number", "school__name_sort", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "school", "level"], name="one_external_result_per_school_and_level"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school} {self.get_level_display()} {self.round}"


class ExternalStandard(models.Model):
    """One standard of a result. Its name is text: the criteria of a round are not the office's sets."""

    result = models.ForeignKey(ExternalResult, on_delete=models.CASCADE, related_name="standards")
    position = models.PositiveSmallIntegerField()
    name = models.CharField("มาตรฐาน", max_length=300)
    verdict = models.CharField("ผล", max_length=5, choices=ExternalResult.Verdict)

    class Meta:
        ordering = ["result", "position"]
        constraints = [
            models.UniqueConstraint(fields=["result", "position"], name="one_external_standard_per_position")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_verdict_display()}"


class ExternalAdvice(models.Model):
    """A recommendation of the assessor; what became of it is the action's."""

    result = models.ForeignKey(ExternalResult, on_delete=models.PROTECT, related_name="advice")
    text = models.TextField("ข้อเสนอแนะ")
    action = models.OneToOneField("processes.Action", on_delete=models.PROTECT, related_name="external_advice")

    class Meta:
        ordering = ["result", "pk"]

    def __str__(self) -> str:
        return self.text
