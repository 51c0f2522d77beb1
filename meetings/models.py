"""A gathering of people of the office and its schools: when, where, who came, what was agreed.

The plain kind: a focus group per cluster or อำเภอ on drafts of the schools' reports (สพป.พัทลุง เขต 2, ข้อ 4.2).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from meetings.querysets import GatheringQuerySet
from schools.querysets import ScopedQuerySet


class Gathering(models.Model):
    """`stamp` counts the saves of its words, so that two secretaries do not overwrite each other."""

    class Kind(models.TextChoices):
        FOCUS_GROUP = "focus_group", "ประชุมกลุ่ม (Focus Group)"
        MEETING = "meeting", "ประชุม"

    class State(models.TextChoices):
        PLANNED = "planned", "นัดแล้ว"
        HELD = "held", "จัดแล้ว"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="gatherings")
    kind = models.CharField("ประเภท", max_length=12, choices=Kind, default=Kind.FOCUS_GROUP)
    title = models.CharField("เรื่อง", max_length=200)
    academic_year = models.PositiveIntegerField("ปีการศึกษาของเรื่องที่ประชุม (พ.ศ.)")
    held_on = models.DateField("วันที่ประชุม")
    time_from = models.TimeField("เวลาเริ่ม", null=True, blank=True)
    time_to = models.TimeField("ถึงเวลา", null=True, blank=True)
    place = models.CharField("สถานที่", max_length=200, blank=True)
    cluster = models.ForeignKey(
        "schools.Cluster", null=True, blank=True, on_delete=models.PROTECT, related_name="gatherings"
    )
    amphoe = models.ForeignKey(
        "schools.Amphoe", null=True, blank=True, on_delete=models.PROTECT, related_name="gatherings"
    )
    purpose = models.TextField("วัตถุประสงค์", blank=True)
    discussed = models.TextField("สรุปการแลกเปลี่ยน", blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.PLANNED)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    stamp = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = GatheringQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["district", "state", "held_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(time_to__isnull=True) | Q(time_from__isnull=True) | Q(time_to__gte=F("time_from")),
                name="gathering_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class GatheringSchool(models.Model):
    """A school that is invited."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="schools")
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="gatherings")

    class Meta:
        ordering = ["gathering", "school__name_sort", "pk"]
        constraints = [models.UniqueConstraint(fields=["gathering", "school"], name="one_invitation_per_school")]

    def __str__(self) -> str:
        return str(self.school)


class Attendance(models.Model):
    """A person of the office or of an invited school. `came` empty is not noted yet."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="attendances")
    came = models.BooleanField("มาประชุม", null=True)
    note = models.CharField("หมายเหตุ", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["gathering", "person__name_sort", "pk"]
        constraints = [models.UniqueConstraint(fields=["gathering", "person"], name="one_attendance_per_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.gathering}"


class Agreement(models.Model):
    """ข้อตกลง: with a day it is an action somebody answers for, without one it is a sentence of the record."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="agreements")
    school = models.ForeignKey("schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.TextField("ข้อตกลง")
    action = models.OneToOneField("processes.Action", null=True, on_delete=models.PROTECT, related_name="agreement")

    class Meta:
        ordering = ["gathering", "position"]
        constraints = [models.UniqueConstraint(fields=["gathering", "position"], name="one_agreement_per_position")]

    def __str__(self) -> str:
        return self.text
