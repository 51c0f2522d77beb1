"""A collection round: a published form goes to schools until a day; one row a school, one row a sheet it fills in."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from supervision.rounds.querysets import RoundQuerySet, RoundSchoolQuerySet


class CollectionRound(models.Model):
    """รอบเก็บข้อมูล. `label` names the round among several with the same form, such as ก่อนเปิดภาคเรียน and หลังเปิดภาคเรียน."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        OPEN = "open", "เปิดรับ"
        CLOSED = "closed", "ปิดรอบแล้ว"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    class Audience(models.TextChoices):
        ALL = "all", "ทุกโรงเรียน"
        CLUSTER = "cluster", "ตามกลุ่มโรงเรียน"
        KIND = "kind", "ตามประเภทโรงเรียน"
        SIZE = "size", "ตามขนาดโรงเรียน"
        APPLY = "apply", "โรงเรียนสมัครเข้าร่วมเอง"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="collection_rounds")
    version = models.ForeignKey(
        "instruments.InstrumentVersion", on_delete=models.PROTECT, related_name="collection_rounds"
    )
    title = models.CharField("ชื่อรอบ", max_length=200)
    label = models.CharField("รอบที่ใช้เปรียบเทียบ", max_length=80, blank=True)
    note = models.TextField("คำชี้แจงถึงโรงเรียน", blank=True)
    opens_on = models.DateField("เปิดวันที่")
    due_on = models.DateField("กำหนดส่ง")
    closes_on_due = models.BooleanField("ปิดรับเมื่อพ้นกำหนด", default=False)
    remind_before = models.PositiveSmallIntegerField("เตือนก่อนครบกำหนด (วัน)", default=3)
    remind_every = models.PositiveSmallIntegerField("หลังเลยกำหนดเตือนทุก (วัน)", default=7)
    audience = models.CharField("ส่งถึง", max_length=8, choices=Audience, default=Audience.ALL)
    chosen = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    academic_year = models.PositiveIntegerField("ปีการศึกษา")
    term = models.PositiveSmallIntegerField("ภาคเรียนที่")
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on", "-pk"]
        indexes = [models.Index(fields=["district", "state", "due_on"])]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("opens_on")), name="round_due_after_opening"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.label})" if self.label else self.title

    def accepts(self, today: date) -> bool:
        """Whether schools may fill in and submit on that day."""
        if self.state != self.State.OPEN or today < self.opens_on:
            return False
        return today <= self.due_on or not self.closes_on_due

    def is_late(self, today: date) -> bool:
        return today > self.due_on


class RoundSchool(models.Model):
    """A school in a round. `late` is fixed at the first submission: a return and a second one do not wash it off."""

    class State(models.TextChoices):
        WAITING = "waiting", "ยังไม่เริ่ม"
        FILLING = "filling", "กำลังกรอก"
        PRINCIPAL = "principal", "รอ ผอ.โรงเรียน"
        SUBMITTED = "submitted", "ส่งแล้ว"
        RETURNED = "returned", "ตีกลับ"
        ACCEPTED = "accepted", "รับแล้ว"
        EXCUSED = "excused", "ยกเว้น"

    round = models.ForeignKey(CollectionRound, on_delete=models.CASCADE, related_name="schools")
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="round_entries")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.WAITING)
    late = models.BooleanField("ส่งช้า", default=False)
    applied = models.BooleanField("สมัครเอง", default=False)
    revision = models.PositiveSmallIntegerField("ฉบับที่", default=0)
    content_hash = models.CharField(max_length=64, blank=True)
    reason = models.TextField("เหตุผลที่ตีกลับหรือยกเว้น", blank=True)
    comment = models.TextField("ข้อความจากโรงเรียน", blank=True)
    submitted_at = models.DateTimeField("ส่งเมื่อ", null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reminded_on = models.DateField("เตือนล่าสุด", null=True)
    updated_at = models.DateTimeField()

    objects = RoundSchoolQuerySet.as_manager()

    class Meta:
        ordering = ["round", "school__name_sort", "pk"]
        indexes = [models.Index(fields=["school", "state"])]
        constraints = [models.UniqueConstraint(fields=["round", "school"], name="one_row_per_school_and_round")]

    def __str__(self) -> str:
        return f"{self.school} · {self.round}"

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def is_with_office(self) -> bool:
        return self.state in (self.State.SUBMITTED, self.State.ACCEPTED)


S = RoundSchool.State
EDITABLE = frozenset({S.WAITING, S.FILLING, S.PRINCIPAL, S.RETURNED})
"""The school may still write."""
UNANSWERED = EDITABLE
"""The office has no answer that stands."""
ANSWERED = frozenset({S.SUBMITTED, S.ACCEPTED})
"""Counted in the results."""


class RoundSheet(models.Model):
    """One filled-in form of a school's row. `about` holds the class or the person once; `stamp` counts its saves."""

    entry = models.ForeignKey(RoundSchool, on_delete=models.CASCADE, related_name="sheets")
    response = models.OneToOneField("instruments.Response", on_delete=models.PROTECT, related_name="round_sheet")
    about = models.CharField(max_length=80, blank=True)
    stamp = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["entry", "pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "about"], name="one_round_sheet_per_subject")]

    def __str__(self) -> str:
        return f"{self.entry} {self.about}".strip()


class RoundRevision(models.Model):
    """What a school sent, word for word, each time it sent something else than before."""

    entry = models.ForeignKey(RoundSchool, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    content_hash = models.CharField(max_length=64)
    snapshot = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["entry", "-number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="one_round_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.entry} ฉบับที่ {self.number}"
