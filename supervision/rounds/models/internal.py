"""นิเทศภายใน: a school's own classroom supervision, and the summary of a term its principal sends to the office.

The office reads the summary and counts. What was seen in a classroom stays in the school.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from supervision.rounds.querysets import InternalSummaryQuerySet, InternalVisitQuerySet


class InternalVisit(models.Model):
    """One teacher observed once by a colleague or the principal: planned, recorded, acknowledged by the teacher."""

    class State(models.TextChoices):
        PLANNED = "planned", "วางแผนแล้ว"
        DRAFT = "draft", "กำลังบันทึก"
        RECORDED = "recorded", "รอครูรับทราบ"
        ACKNOWLEDGED = "acknowledged", "ครูรับทราบแล้ว"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="internal_visits")
    version = models.ForeignKey("instruments.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    observer = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="internal_observing")
    teacher = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="internal_observed")
    planned_on = models.DateField("วันที่นัด")
    observed_on = models.DateField("วันที่นิเทศจริง", null=True)
    academic_year = models.PositiveIntegerField("ปีการศึกษา")
    term = models.PositiveSmallIntegerField("ภาคเรียนที่")
    subject = models.CharField("รายวิชา", max_length=120, blank=True)
    classroom = models.CharField("ชั้น/ห้อง", max_length=40, blank=True)
    response = models.OneToOneField(
        "instruments.Response", null=True, on_delete=models.PROTECT, related_name="internal_visit"
    )
    strengths = models.TextField("จุดเด่น", blank=True)
    to_improve = models.TextField("สิ่งที่ควรพัฒนา", blank=True)
    next_step = models.TextField("ข้อตกลงที่จะทำต่อ", blank=True)
    teacher_comment = models.TextField("ข้อความของครู", blank=True)
    state = models.CharField("สถานะ", max_length=12, choices=State, default=State.PLANNED)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    stamp = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)

    objects = InternalVisitQuerySet.as_manager()

    class Meta:
        ordering = ["planned_on", "pk"]
        indexes = [models.Index(fields=["school", "academic_year", "term", "state"])]
        constraints = [
            models.CheckConstraint(condition=~Q(observer=F("teacher")), name="nobody_observes_themselves"),
            models.UniqueConstraint(
                fields=["school", "teacher", "planned_on", "subject", "classroom"],
                condition=~Q(state="cancelled"),
                name="one_internal_visit_per_lesson",
            ),
        ]

    def __str__(self) -> str:
        return f"นิเทศภายใน {self.teacher} {self.planned_on}"

    @property
    def is_editable(self) -> bool:
        return self.state in (self.State.PLANNED, self.State.DRAFT)


class InternalSummary(models.Model):
    """The principal's words on a term and the counts as they stood when they were sent; sending again is a revision."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "ส่งแล้ว"

    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="internal_summaries")
    academic_year = models.PositiveIntegerField("ปีการศึกษา")
    term = models.PositiveSmallIntegerField("ภาคเรียนที่")
    results = models.TextField("ผลการนิเทศภายในโดยสรุป", blank=True)
    problems = models.TextField("ปัญหาและอุปสรรค", blank=True)
    plans = models.TextField("แนวทางพัฒนาในภาคเรียนต่อไป", blank=True)
    support = models.TextField("สิ่งที่ต้องการให้สำนักงานเขตสนับสนุน", blank=True)
    counts = models.JSONField(default=dict)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveSmallIntegerField("ฉบับที่", default=0)
    stamp = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("ส่งเมื่อ", null=True)
    updated_at = models.DateTimeField()

    objects = InternalSummaryQuerySet.as_manager()

    class Meta:
        ordering = ["-academic_year", "-term", "school__name_sort"]
        constraints = [
            models.UniqueConstraint(fields=["school", "academic_year", "term"], name="one_summary_per_school_and_term"),
        ]

    def __str__(self) -> str:
        return f"สรุปนิเทศภายใน {self.school} ภาคเรียนที่ {self.term}/{self.academic_year}"


class InternalSummaryRevision(models.Model):
    """What was sent, as it was sent."""

    summary = models.ForeignKey(InternalSummary, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    content_hash = models.CharField(max_length=64)
    snapshot = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["summary", "-number"]
        constraints = [models.UniqueConstraint(fields=["summary", "number"], name="one_summary_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.summary} ฉบับที่ {self.number}"
