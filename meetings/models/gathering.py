"""A gathering of people: of which body, about what, tied to which work, what was said and agreed."""

from datetime import date, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.thai.dates import date_range, thai_time
from core.thai.years import fiscal_year
from meetings.querysets import GatheringQuerySet


def times_label(start: time | None, end: time | None) -> str:
    """09.00–12.00 น., as official papers write it; empty without a start."""
    if start is None:
        return ""
    told = thai_time(start, official=True)
    return f"{told.split()[0]}–{thai_time(end, official=True)}" if end else told


class Gathering(models.Model):
    """Any gathering that has no agenda and quorum of its own (those are a committee's meetings).

    `held_on`, `held_to`, `time_from`, `time_to` and `place` repeat what its batches say: first and last day of all,
    times and place of the first. `stamp` counts the saves of its words, so that two secretaries do not overwrite each
    other.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "นัดแล้ว"
        HELD = "held", "จัดแล้ว"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="gatherings")
    kind = models.ForeignKey(
        "meetings.GatheringKind", on_delete=models.PROTECT, related_name="gatherings", verbose_name="ประเภท"
    )
    body = models.ForeignKey(
        "meetings.GatheringBody", null=True, blank=True, on_delete=models.PROTECT, related_name="gatherings",
        verbose_name="คณะหรือกลุ่มที่ประชุม",
    )  # fmt: skip
    body_text = models.CharField("ระบุคณะหรือกลุ่ม", max_length=200, blank=True)
    title = models.CharField("เรื่อง", max_length=200)
    academic_year = models.PositiveIntegerField("ปีการศึกษาของเรื่องที่ประชุม (พ.ศ.)")
    held_on = models.DateField("วันที่ประชุม")
    held_to = models.DateField("ถึงวันที่")
    time_from = models.TimeField("เวลาเริ่ม", null=True, blank=True)
    time_to = models.TimeField("ถึงเวลา", null=True, blank=True)
    place = models.CharField("สถานที่", max_length=200, blank=True)
    cluster = models.ForeignKey(
        "schools.Cluster", null=True, blank=True, on_delete=models.PROTECT, related_name="gatherings"
    )
    amphoe = models.ForeignKey(
        "schools.Amphoe", null=True, blank=True, on_delete=models.PROTECT, related_name="gatherings"
    )
    principle = models.TextField("หลักการและเหตุผล", blank=True)
    purpose = models.TextField("วัตถุประสงค์", blank=True)
    discussed = models.TextField("บันทึกการประชุม", blank=True)
    budget = models.DecimalField("งบประมาณที่ใช้ (บาท)", max_digits=12, decimal_places=2, null=True, blank=True)
    budget_source = models.CharField("แหล่งงบประมาณ", max_length=200, blank=True)
    work_group = models.ForeignKey(
        "schools.WorkGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="gatherings",
        verbose_name="กลุ่มงาน",
    )  # fmt: skip
    task = models.ForeignKey(
        "schools.WorkTask", null=True, blank=True, on_delete=models.PROTECT, related_name="gatherings",
        verbose_name="งาน",
    )  # fmt: skip
    project = models.ForeignKey(
        "schools.Project", null=True, blank=True, on_delete=models.PROTECT, related_name="gatherings",
        verbose_name="โครงการ",
    )  # fmt: skip
    subject_group = models.ForeignKey(
        "schools.SubjectGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="gatherings",
        verbose_name="กลุ่มสาระการเรียนรู้",
    )  # fmt: skip
    run_step = models.ForeignKey(
        "processes.RunStep", null=True, blank=True, on_delete=models.PROTECT, related_name="gatherings",
        verbose_name="ขั้นของกระบวนงาน",
    )  # fmt: skip
    recorder = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="recorded_gatherings",
        verbose_name="ผู้บันทึกการประชุม",
    )  # fmt: skip
    minutes_at = models.DateTimeField("ส่งบันทึกการประชุมเมื่อ", null=True, blank=True)
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
        indexes = [models.Index(fields=["district", "state", "held_on"]), models.Index(fields=["project", "held_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(time_to__isnull=True)
                | Q(time_from__isnull=True)
                | Q(time_to__gte=F("time_from"))
                | Q(held_to__gt=F("held_on")),
                name="gathering_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(held_to__gte=F("held_on")), name="gathering_last_day_not_before_first"),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0), name="gathering_budget_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def body_label(self) -> str:
        """Which body gathers, in words; empty where nobody said."""
        return self.body_text or (self.body.name if self.body else "")

    @property
    def days_label(self) -> str:
        return date_range(self.held_on, self.held_to)

    @property
    def times_label(self) -> str:
        return times_label(self.time_from, self.time_to)

    @property
    def fiscal_year(self) -> int:
        """ปีงบประมาณ (พ.ศ.) of its first day."""
        return fiscal_year(self.held_on)

    def minutes_due(self, days: int) -> date:
        """The day its minutes are due: `days` after its last day."""
        return self.held_to + timedelta(days=days)


class GatheringSchool(models.Model):
    """A school that is invited."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="schools")
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="gatherings")

    class Meta:
        ordering = ["gathering", "school__name_sort", "pk"]
        constraints = [models.UniqueConstraint(fields=["gathering", "school"], name="one_invitation_per_school")]

    def __str__(self) -> str:
        return str(self.school)


class GatheringTie(models.Model):
    """What of an app to the right it belongs to (a network, a model, a committee's meeting): kind, key and snapshot."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    label = models.CharField("เรื่องที่เกี่ยวข้อง", max_length=300)
    dated_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["gathering", "pk"]
        indexes = [models.Index(fields=["kind", "key"])]
        constraints = [models.UniqueConstraint(fields=["gathering", "kind", "key"], name="one_tie_per_thing")]

    def __str__(self) -> str:
        return self.label


class Agreement(models.Model):
    """ข้อตกลง: with a day it is an action somebody answers for, without one it is a sentence of the record."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="agreements")
    school = models.ForeignKey("schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.TextField("ข้อตกลง")
    action = models.OneToOneField("processes.Action", null=True, on_delete=models.PROTECT, related_name="agreement")

    class Meta:
        ordering = ["gathering", "position"]
        constraints = [models.UniqueConstraint(fields=["gathering", "position"], name="one_agreement_per_position")]

    def __str__(self) -> str:
        return self.text
