"""A meeting of a committee, alone or as one of a series."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kotpn.meetings.querysets import MeetingQuerySet
from schools.querysets import ScopedQuerySet


class MeetingSeries(models.Model):
    """The meetings a committee plans for a fiscal year together."""

    committee = models.ForeignKey("kotpn_committee.Committee", on_delete=models.PROTECT, related_name="series")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ (พ.ศ.)")
    title = models.CharField("ชื่อชุดการประชุม", max_length=200)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "fiscal_year", "title"], name="one_series_per_title")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.fiscal_year}"


class Meeting(models.Model):
    """`number`/`year` is the ครั้งที่ as printed; `year` follows the committee's numbering. Times are of the place."""

    class State(models.TextChoices):
        PLANNED = "planned", "กำลังเตรียม"
        INVITED = "invited", "เชิญแล้ว"
        OPEN = "open", "กำลังประชุม"
        CLOSED = "closed", "เลิกประชุมแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    committee = models.ForeignKey("kotpn_committee.Committee", on_delete=models.PROTECT, related_name="meetings")
    series = models.ForeignKey(MeetingSeries, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField("ครั้งที่")
    year = models.PositiveSmallIntegerField("ปีของเลขครั้งที่ (พ.ศ.)")
    title = models.CharField("ชื่อการประชุม", max_length=300, blank=True, help_text="เว้นว่าง = ประชุมตามชื่อคณะ")
    held_on = models.DateField("วันประชุม")
    time_from = models.TimeField("เวลาเริ่ม")
    time_to = models.TimeField("เวลาเลิกโดยประมาณ", null=True, blank=True)
    place = models.CharField("สถานที่", max_length=300)
    online_url = models.URLField("ที่อยู่ประชุมออนไลน์", blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.PLANNED)
    invited_on = models.DateField("วันส่งหนังสือเชิญ", null=True)
    opened_at = models.TimeField("เริ่มประชุมเวลา", null=True)
    closed_at = models.TimeField("เลิกประชุมเวลา", null=True)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    # The register of letters gives the number where there is one; until then it is typed in.
    letter_number = models.CharField("ที่หนังสือเชิญ", max_length=100, blank=True)
    stamp = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["committee", "held_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "year", "number"], condition=~Q(state="cancelled"), name="one_meeting_per_number"
            ),
            models.CheckConstraint(
                condition=Q(time_to__isnull=True) | Q(time_to__gt=F("time_from")), name="meeting_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="meeting_closed_after_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"การประชุม {self.committee} {self.occasion}"

    @property
    def occasion(self) -> str:
        """ครั้งที่ 2/2567."""
        return f"ครั้งที่ {self.number}/{self.year}"

    @property
    def district(self) -> models.Model:
        found: models.Model = self.committee.district
        return found
