"""มติที่ประชุม: numbered through the committee's year, owned, due, followed until it is done."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from evidence.models import EvidenceUse
from kotpn.minutes.querysets import ResolutionQuerySet


class Resolution(models.Model):
    """`in_force`, `needed`, `present`, `conflicted` are the quorum as it was at `decided_at`; without one only an
    observation (ข้อสังเกต) is recorded. `corrects` is the resolution a later one puts right."""

    class Kind(models.TextChoices):
        NOTE = "note", "รับทราบ"
        AGREE = "agree", "เห็นชอบ"
        REVISE = "revise", "ให้แก้ไข"
        REJECT = "reject", "ไม่เห็นชอบ"
        ASSIGN = "assign", "มอบหมาย"
        ADOPT = "adopt", "รับรองรายงานการประชุม"
        OBSERVE = "observe", "ข้อสังเกต (ไม่ครบองค์ประชุม)"

    class Manner(models.TextChoices):
        CONSENSUS = "consensus", "เห็นพ้องกัน"
        VOTE = "vote", "ลงคะแนน"

    class State(models.TextChoices):
        NOTHING = "nothing", "ไม่ต้องติดตาม"
        OPEN = "open", "กำลังดำเนินการ"
        DONE = "done", "แจ้งว่าเสร็จแล้ว"
        CLOSED = "closed", "เสร็จสิ้น"
        CANCELLED = "cancelled", "ยกเลิก"

    meeting = models.ForeignKey("kotpn_meetings.Meeting", on_delete=models.PROTECT, related_name="resolutions")
    item = models.ForeignKey("kotpn_meetings.AgendaItem", on_delete=models.PROTECT, related_name="resolutions")
    committee = models.ForeignKey("kotpn_committee.Committee", on_delete=models.PROTECT, related_name="resolutions")
    number = models.PositiveSmallIntegerField("มติที่", null=True)
    year = models.PositiveSmallIntegerField("ปีของเลขมติ (พ.ศ.)", null=True)
    kind = models.CharField("ชนิด", max_length=8, choices=Kind)
    text = models.TextField("มติที่ประชุม")
    manner = models.CharField("วิธี", max_length=10, choices=Manner, default=Manner.CONSENSUS)
    votes_for = models.PositiveSmallIntegerField("เห็นด้วย", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("ไม่เห็นด้วย", null=True, blank=True)
    votes_abstain = models.PositiveSmallIntegerField("งดออกเสียง", null=True, blank=True)
    decided_at = models.TimeField("เวลาลงมติ")
    in_force = models.PositiveSmallIntegerField("กรรมการที่มีอยู่")
    needed = models.PositiveSmallIntegerField("องค์ประชุม")
    present = models.PositiveSmallIntegerField("อยู่ในที่ประชุม")
    conflicted = models.PositiveSmallIntegerField("มีส่วนได้เสีย", default=0)
    owner = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_label = models.CharField("ผู้รับผิดชอบ", max_length=250, blank=True)
    due_on = models.DateField("กำหนดเสร็จ", null=True, blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.NOTHING)
    # What the resolution opened, followed by pointer: a plan, a finding's action, a process step.
    opened_kind = models.CharField(max_length=40, blank=True)
    opened_key = models.CharField(max_length=64, blank=True)
    opened_label = models.CharField(max_length=300, blank=True)
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # The later meeting that found it done.
    closed_in = models.ForeignKey("kotpn_meetings.Meeting", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField("เหตุที่ยกเลิกหรือส่งกลับ", blank=True)
    reminded_on = models.DateField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number", "-pk"]
        indexes = [
            models.Index(
                fields=["committee", "due_on"], condition=Q(state__in=["open", "done"]), name="resolution_open"
            ),
            GinIndex(fields=["text"], opclasses=["gin_trgm_ops"], name="resolution_text_trigrams"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "year", "number"],
                condition=Q(number__isnull=False),
                name="one_resolution_per_number",
            ),
            models.CheckConstraint(
                condition=Q(kind="observe") | Q(number__isnull=False, year__isnull=False), name="resolution_has_number"
            ),
            models.CheckConstraint(
                condition=~Q(manner="vote") | Q(votes_for__isnull=False, votes_against__isnull=False),
                name="vote_has_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.text[:80]}"

    @property
    def reference(self) -> str:
        """มติที่ 14/2567; an observation has no number."""
        return f"มติที่ {self.number}/{self.year}" if self.number else "ข้อสังเกต"


class ResolutionNote(models.Model):
    """Progress told between meetings."""

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField("ความก้าวหน้า")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class ResolutionEvidence(EvidenceUse):
    target = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="evidence")
