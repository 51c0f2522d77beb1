"""Who was there, from when until when, for whom, and who has a conflict of interest in which item."""

from django.db import models
from django.db.models import F, Q

from kotpn.meetings.querysets import OfMeetingQuerySet


class Presence(models.Model):
    """One seat at one meeting. Whoever sits for a member is written by own name; no span: was not there."""

    class Kind(models.TextChoices):
        SELF = "self", "มาด้วยตนเอง"
        SUBSTITUTE = "substitute", "มีผู้แทน"
        ABSENT = "absent", "ไม่มา"

    meeting = models.ForeignKey("kotpn_meetings.Meeting", on_delete=models.CASCADE, related_name="presences")
    member = models.ForeignKey("kotpn_committee.Member", on_delete=models.PROTECT, related_name="presences")
    kind = models.CharField("การมา", max_length=10, choices=Kind)
    substitute_name = models.CharField("ผู้แทน", max_length=250, blank=True)
    substitute_post = models.CharField("ตำแหน่งผู้แทน", max_length=300, blank=True)
    reason = models.CharField("เหตุที่ไม่มา", max_length=300, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["member__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="one_presence_per_seat"),
            models.CheckConstraint(
                condition=~Q(kind="substitute") | ~Q(substitute_name=""), name="a_substitute_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_kind_display()}"


class PresenceSpan(models.Model):
    """In the room from `arrived` until `left`; whoever comes back has another span."""

    presence = models.ForeignKey(Presence, on_delete=models.CASCADE, related_name="spans")
    arrived = models.TimeField("มาถึงเวลา")
    left = models.TimeField("กลับเวลา", null=True, blank=True)

    class Meta:
        ordering = ["arrived"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left__isnull=True) | Q(left__gt=F("arrived")), name="left_after_arriving"
            ),
            models.UniqueConstraint(fields=["presence"], condition=Q(left__isnull=True), name="one_open_span"),
        ]

    def __str__(self) -> str:
        return f"{self.arrived:%H:%M}–{self.left:%H:%M}" if self.left else f"{self.arrived:%H:%M}–"


class OtherPresent(models.Model):
    """ผู้เข้าร่วมประชุม who is no member."""

    meeting = models.ForeignKey("kotpn_meetings.Meeting", on_delete=models.CASCADE, related_name="others")
    position = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("ชื่อ-สกุล", max_length=250)
    post = models.CharField("ตำแหน่ง", max_length=300, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "name"], name="once_among_the_others")]

    def __str__(self) -> str:
        return self.name


class Conflict(models.Model):
    """A member with an interest in an item: they do not count for it."""

    item = models.ForeignKey("kotpn_meetings.AgendaItem", on_delete=models.CASCADE, related_name="conflicts")
    member = models.ForeignKey("kotpn_committee.Member", on_delete=models.PROTECT, related_name="conflicts")
    note = models.CharField("ส่วนได้เสีย", max_length=300, blank=True)

    class Meta:
        ordering = ["member__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="one_conflict_per_item")]

    def __str__(self) -> str:
        return f"{self.member}: {self.item}"
