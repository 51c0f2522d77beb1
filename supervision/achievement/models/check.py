"""A school's own assessment looked at by the office with an instrument; the shape other reviews by instrument share."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from supervision.achievement.querysets import CheckQuerySet


class InstrumentCheck(models.Model):
    """One sheet of an instrument filled in by a reviewer about something of a school, handed to the school when done.

    `stamp` counts the saves, so that two windows do not overwrite each other.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "กำลังตรวจ"
        DONE = "done", "ตรวจแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    version = models.ForeignKey(
        "instruments.InstrumentVersion", on_delete=models.PROTECT, related_name="+", verbose_name="เครื่องมือ"
    )
    response = models.OneToOneField("instruments.Response", null=True, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="+", verbose_name="ผู้ตรวจ")
    checked_on = models.DateField("วันที่ตรวจ")
    strengths = models.TextField("จุดเด่น", blank=True)
    advice = models.TextField("ข้อเสนอแนะ", blank=True)
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.DRAFT)
    reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    stamp = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    done_at = models.DateTimeField("ตรวจเสร็จเมื่อ", null=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_editable(self) -> bool:
        return self.state == self.State.DRAFT


class AssessmentCheck(InstrumentCheck):
    """การตรวจการวัดและประเมินผลของสถานศึกษา in an academic year; `visit` is the one it was done on, if any."""

    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="assessment_checks")
    academic_year = models.PositiveIntegerField("ปีการศึกษา (พ.ศ.)")
    visit = models.ForeignKey(
        "field.Visit", null=True, blank=True, on_delete=models.PROTECT, related_name="assessment_checks",
        verbose_name="การนิเทศครั้งที่ตรวจ",
    )  # fmt: skip

    class Meta:
        ordering = ["-checked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "academic_year", "version", "reviewer"], condition=~Q(state="cancelled"),
                name="one_assessment_check_per_reviewer_and_year",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"การวัดและประเมินผลของ{self.school} ปีการศึกษา {self.academic_year}"
