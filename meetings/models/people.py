"""รุ่น of a gathering with their programme, who does what, who was expected and who came.

Named people are those of the district and of the register of outside people; pupils are only ever counted.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.thai.dates import date_range
from meetings.models.gathering import times_label
from schools.querysets import ScopedQuerySet

WHOLE, MORNING, AFTERNOON = 0, 1, 2
PARTS = {WHOLE: "ทั้งวัน", MORNING: "เช้า", AFTERNOON: "บ่าย"}


class Batch(models.Model):
    """One round of a gathering with its own days, place and people. Every gathering has at least one."""

    gathering = models.ForeignKey("meetings.Gathering", on_delete=models.CASCADE, related_name="batches")
    number = models.PositiveSmallIntegerField("รุ่นที่")
    starts_on = models.DateField("วันที่")
    ends_on = models.DateField("ถึงวันที่")
    time_from = models.TimeField("เวลาเริ่ม", null=True, blank=True)
    time_to = models.TimeField("ถึงเวลา", null=True, blank=True)
    place = models.CharField("สถานที่", max_length=200, blank=True)
    target = models.PositiveIntegerField("จำนวนเป้าหมาย (คน)", null=True, blank=True)
    halves = models.BooleanField("ลงเวลาแยกเช้าและบ่าย", default=False)
    stamp = models.PositiveIntegerField(default=0, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["gathering", "number"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "number"], name="one_batch_per_number"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="batch_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"รุ่นที่ {self.number}"

    @property
    def days_label(self) -> str:
        return date_range(self.starts_on, self.ends_on)

    @property
    def times_label(self) -> str:
        return times_label(self.time_from, self.time_to)

    def days(self) -> list[date]:
        return [self.starts_on + timedelta(days=n) for n in range((self.ends_on - self.starts_on).days + 1)]

    def sessions(self) -> Iterator[tuple[date, int]]:
        """(day, part) of each time people are ticked; part as in PARTS."""
        for day in self.days():
            yield from ((day, part) for part in ((MORNING, AFTERNOON) if self.halves else (WHOLE,)))


class ProgrammeItem(models.Model):
    """A line of กำหนดการ. The speaker is of the district, of the register of outside people, or a few words."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="programme")
    day = models.DateField("วันที่")
    time_from = models.TimeField("ตั้งแต่เวลา")
    time_to = models.TimeField("ถึงเวลา", null=True, blank=True)
    topic = models.CharField("หัวข้อ", max_length=300)
    speaker = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="วิทยากร"
    )
    outside_speaker = models.ForeignKey(
        "schools.OutsidePerson", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="วิทยากรภายนอก",
    )  # fmt: skip
    speaker_text = models.CharField("วิทยากร (ระบุเอง)", max_length=200, blank=True)
    stamp = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["batch", "day", "time_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(time_to__isnull=True) | Q(time_to__gte=F("time_from")),
                name="programme_item_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def times_label(self) -> str:
        return times_label(self.time_from, self.time_to)

    @property
    def speaker_label(self) -> str:
        return str(self.speaker or self.outside_speaker or self.speaker_text)


def one_of_two(name: str) -> models.CheckConstraint:
    """Exactly one of `person` and `outside`."""
    return models.CheckConstraint(
        condition=Q(person__isnull=False, outside__isnull=True) | Q(person__isnull=True, outside__isnull=False),
        name=name,
    )


class Duty(models.Model):
    """Who does what for it: organiser, chair, host, registration. Who is named may write the gathering."""

    gathering = models.ForeignKey("meetings.Gathering", on_delete=models.CASCADE, related_name="duties")
    person = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="gathering_duties"
    )
    outside = models.ForeignKey(
        "schools.OutsidePerson", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    duty = models.CharField("หน้าที่", max_length=150)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["gathering", "position", "pk"]
        verbose_name_plural = "duties"
        constraints = [one_of_two("duty_of_one_person")]

    def __str__(self) -> str:
        return f"{self.who} ({self.duty})"

    @property
    def who(self) -> str:
        return str(self.person or self.outside)


class Participant(models.Model):
    """Somebody expected at a batch. `came` empty is not noted yet; with several sessions it is True once ticked."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )
    outside = models.ForeignKey(
        "schools.OutsidePerson", null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )
    came = models.BooleanField("มาประชุม", null=True)
    note = models.CharField("หมายเหตุ", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["batch", "pk"]
        constraints = [
            one_of_two("participant_is_one_person"),
            models.UniqueConstraint(fields=["batch", "person"], name="one_participant_per_person"),
            models.UniqueConstraint(fields=["batch", "outside"], name="one_participant_per_outside_person"),
        ]

    def __str__(self) -> str:
        return self.who

    @property
    def who(self) -> str:
        return str(self.person or self.outside)

    @property
    def place(self) -> str:
        """School or post of one of the district, post of somebody from outside."""
        if self.person is not None:
            return self.person.school.name if self.person.school else self.person.position
        return self.outside.position if self.outside is not None else ""


class Tick(models.Model):
    """Present at one session: a day, or a half of it."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="ticks")
    day = models.DateField()
    part = models.PositiveSmallIntegerField(default=WHOLE, choices=list(PARTS.items()))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["participant", "day", "part"]
        constraints = [models.UniqueConstraint(fields=["participant", "day", "part"], name="one_tick_per_session")]

    def __str__(self) -> str:
        return f"{self.participant} {self.day}"


class HeadCount(models.Model):
    """People who are counted and not named: 40 pupils, 12 parents, 3 teachers of a school."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="counts")
    school = models.ForeignKey("schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.CharField("กลุ่มคน", max_length=100, help_text="เช่น นักเรียน ครู ผู้ปกครอง")
    expected = models.PositiveIntegerField("คาดไว้ (คน)", null=True, blank=True)
    came = models.PositiveIntegerField("มา (คน)", null=True, blank=True)

    class Meta:
        ordering = ["batch", "school__name_sort", "group", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "school", "group"], nulls_distinct=False, name="one_count_per_school_and_group"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school or ''} {self.group}".strip()
