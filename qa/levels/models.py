"""The quality level of a school in an academic year, by who judged it: one row for the whole and one per standard."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from qa.standards.models import EducationLevel
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
