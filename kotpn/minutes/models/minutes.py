"""รายงานการประชุม (แบบที่ 11): one text per item, checked, circulated, adopted at the next meeting, then locked."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kotpn.minutes.querysets import EntryQuerySet, MinutesQuerySet


class Minutes(models.Model):
    """`content_hash` is fixed when they are circulated: what stands there later and differs shows as changed."""

    class State(models.TextChoices):
        DRAFT = "draft", "กำลังจด"
        CHECKING = "checking", "รอตรวจ"
        RETURNED = "returned", "ให้แก้ไข"
        CIRCULATED = "circulated", "แจ้งเวียนแล้ว"
        ADOPTED = "adopted", "รับรองแล้ว"

    meeting = models.OneToOneField("kotpn_meetings.Meeting", on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    due_on = models.DateField("กำหนดส่ง", null=True)
    recorder = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorder_name = models.CharField("ผู้จดรายงานการประชุม", max_length=250, blank=True)
    recorder_post = models.CharField("ตำแหน่งผู้จด", max_length=300, blank=True)
    checker = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checker_name = models.CharField("ผู้ตรวจรายงานการประชุม", max_length=250, blank=True)
    checker_post = models.CharField("ตำแหน่งผู้ตรวจ", max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    return_reason = models.TextField("เหตุที่ให้แก้ไข", blank=True)
    circulated_at = models.DateTimeField(null=True)
    remarks_until = models.DateField("แจ้งขอแก้ไขได้ถึง", null=True)
    adopted_at = models.DateTimeField(null=True)
    adopted_in = models.ForeignKey(
        "kotpn_meetings.Meeting", null=True, on_delete=models.PROTECT, related_name="adopted_minutes"
    )
    revision = models.PositiveIntegerField(default=1)
    content_hash = models.CharField(max_length=64, blank=True)
    reminded_on = models.DateField(null=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__held_on"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="adopted") | Q(adopted_in__isnull=False), name="adopted_in_a_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"รายงาน{self.meeting}"


class Entry(models.Model):
    """What was said to one item. `stamp` is the base a writer saves against; two writers never overwrite each other."""

    item = models.OneToOneField("kotpn_meetings.AgendaItem", on_delete=models.CASCADE, related_name="entry")
    text = models.TextField("ข้อความในรายงานการประชุม", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["item"]

    def __str__(self) -> str:
        return f"{self.item}: {self.text[:60]}"


class EntryVersion(models.Model):
    """A text as it stood before it was changed by somebody else, or before a correction."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    stamp = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-stamp"]
        constraints = [models.UniqueConstraint(fields=["entry", "stamp"], name="one_version_per_stamp")]

    def __str__(self) -> str:
        return f"{self.entry_id} #{self.stamp}"


class Remark(models.Model):
    """What the checker or a member asks to be put right: แก้ไขวาระที่ … ข้อ …"""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="remarks")
    item = models.ForeignKey(
        "kotpn_meetings.AgendaItem", null=True, blank=True, on_delete=models.CASCADE, related_name="remarks"
    )
    text = models.TextField("ข้อสังเกต")
    by_member = models.BooleanField("กรรมการแจ้งหลังแจ้งเวียน", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField("ผลการแก้ไข", blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Amendment(models.Model):
    """A change the adopting meeting made to the minutes: recorded, the text itself is left as it was circulated."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="amendments")
    meeting = models.ForeignKey("kotpn_meetings.Meeting", on_delete=models.PROTECT, related_name="amendments")
    item = models.ForeignKey(
        "kotpn_meetings.AgendaItem", null=True, blank=True, on_delete=models.PROTECT, related_name="amendments"
    )
    before = models.TextField("ข้อความเดิม", blank=True)
    after = models.TextField("แก้ไขเป็น")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.after[:80]
