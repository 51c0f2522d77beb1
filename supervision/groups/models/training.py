"""อบรม สัมมนา และพัฒนาตนเอง of the office's people, kept by each for themselves; certificates hang on
Pointer("training", pk)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.thai.dates import date_range
from supervision.groups.querysets import TrainingQuerySet


class Training(models.Model):
    """One entry of a person's own log. Hours are those the organiser certifies, 0 where none were."""

    class Kind(models.TextChoices):
        COURSE = "course", "อบรม"
        SEMINAR = "seminar", "ประชุมสัมมนาทางวิชาการ"
        ONLINE = "online", "อบรมออนไลน์"
        STUDY_VISIT = "visit", "ศึกษาดูงาน"
        SPEAKER = "speaker", "เป็นวิทยากร"
        DEGREE = "degree", "ศึกษาต่อ"
        OWN = "own", "ศึกษาด้วยตนเองและชุมชนการเรียนรู้ (PLC)"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="trainings")
    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="trainings")
    kind = models.CharField("ประเภท", max_length=8, choices=Kind, default=Kind.COURSE)
    title = models.CharField("เรื่อง", max_length=300)
    starts_on = models.DateField("วันที่")
    ends_on = models.DateField("ถึงวันที่")
    hours = models.DecimalField("จำนวนชั่วโมง", max_digits=6, decimal_places=1, default=0)
    organiser = models.CharField("หน่วยงานที่จัด", max_length=200, blank=True)
    place = models.CharField("สถานที่", max_length=200, blank=True)
    use = models.TextField("การนำไปใช้", blank=True)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    stamp = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["person", "-starts_on"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="training_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(hours__gte=0, hours__lte=5000), name="training_hours_possible"),
            models.UniqueConstraint(
                fields=["person", "title", "starts_on"],
                condition=Q(cancelled_at__isnull=True),
                name="training_written_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def days_label(self) -> str:
        return date_range(self.starts_on, self.ends_on)
