"""แนวปฏิบัติที่ดีของโรงเรียน, and the event where schools tell each other of them. The gathering itself is a meeting's."""

from django.conf import settings
from django.db import models

from schools.querysets import ScopedQuerySet
from supervision.recognition.querysets import PracticeQuerySet


class BestPractice(models.Model):
    """What a school did that others may follow; its files hang on Pointer("best_practice", pk)."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "ส่งแล้ว"
        RETURNED = "returned", "ตีกลับ"
        SHOWN = "shown", "เผยแพร่แล้ว"
        WITHDRAWN = "withdrawn", "เลิกเผยแพร่"

    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="best_practices")
    programme = models.ForeignKey(
        "improvement.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="best_practices",
        verbose_name="การขับเคลื่อน",
    )  # fmt: skip
    area = models.ForeignKey(
        "quality_indicators.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="best_practices",
        verbose_name="ด้าน",
    )  # fmt: skip
    title = models.CharField("ชื่อแนวปฏิบัติ", max_length=250)
    background = models.TextField("ความเป็นมาและปัญหา", blank=True)
    doing = models.TextField("วิธีดำเนินการ", blank=True)
    outcome = models.TextField("ผลที่เกิดขึ้น", blank=True)
    advice = models.TextField("ปัจจัยความสำเร็จและข้อแนะนำ", blank=True)
    contact = models.CharField("ผู้ให้ข้อมูล", max_length=200, blank=True)
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.DRAFT)
    reason = models.TextField("เหตุที่ตีกลับหรือเลิกเผยแพร่", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("ส่งเมื่อ", null=True)
    shown_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    shown_at = models.DateTimeField("เผยแพร่เมื่อ", null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["-shown_at", "-updated_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["school", "title"], name="one_best_practice_per_title")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_editable(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class SharingEvent(models.Model):
    """กิจกรรมแลกเปลี่ยนเรียนรู้ of a programme: a gathering of meetings, tied to it by Pointer("programme_sharing", pk)."""

    programme = models.ForeignKey("improvement.Programme", on_delete=models.PROTECT, related_name="sharing_events")
    gathering = models.OneToOneField("meetings.Gathering", on_delete=models.PROTECT, related_name="sharing_event")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-gathering__held_on", "-pk"]

    def __str__(self) -> str:
        return str(self.gathering)


class SharedPractice(models.Model):
    """A best practice that is told at the event; its line stands in the gathering's programme."""

    event = models.ForeignKey(SharingEvent, on_delete=models.CASCADE, related_name="practices")
    practice = models.ForeignKey(BestPractice, on_delete=models.PROTECT, related_name="events")
    item = models.OneToOneField(
        "meetings.ProgrammeItem", null=True, on_delete=models.SET_NULL, related_name="shared_practice"
    )

    class Meta:
        ordering = ["event", "item__day", "item__time_from", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "practice"], name="told_once_at_an_event")]

    def __str__(self) -> str:
        return str(self.practice)
