"""ประชามติ: a secret poll of a named group. Who voted is kept, what anybody voted is not: a vote is a count of its
option, made in the same transaction as the mark that the elector has voted."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from supervision.recognition.querysets import PollQuerySet


class Poll(models.Model):
    """`electorate` says which group was named, in words; its electors are fixed as rows when it opens."""

    class State(models.TextChoices):
        OPEN = "open", "เปิดลงคะแนน"
        CLOSED = "closed", "ปิดแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    award = models.ForeignKey("recognition.Award", on_delete=models.PROTECT, related_name="polls")
    question = models.CharField("คำถาม", max_length=300)
    electorate = models.CharField("ผู้มีสิทธิออกเสียง", max_length=300)
    opens_at = models.DateTimeField("เปิด")
    closes_at = models.DateTimeField("ปิด")
    abstained = models.PositiveIntegerField("ไม่ออกเสียง", default=0)
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.OPEN)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = PollQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["award"], condition=Q(state="open"), name="one_open_poll_per_award"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="poll_closes_after_it_opens"),
        ]

    def __str__(self) -> str:
        return f"ประชามติ {self.question}"

    def takes_votes(self, now: datetime) -> bool:
        return self.state == self.State.OPEN and self.opens_at <= now < self.closes_at

    def is_over(self, now: datetime) -> bool:
        """Its time ran out or somebody closed it: only then is the result told."""
        return self.state == self.State.CLOSED or (self.state == self.State.OPEN and now >= self.closes_at)


class PollOption(models.Model):
    """`votes` is all there is of a vote: no row joins an elector and an option."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField("ลำดับ")
    nomination = models.ForeignKey(
        "recognition.Nomination", null=True, blank=True, on_delete=models.PROTECT, related_name="options"
    )
    school = models.ForeignKey("schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("ตัวเลือก", max_length=300)
    votes = models.PositiveIntegerField("คะแนน", default=0)

    class Meta:
        ordering = ["poll", "position"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "position"], name="one_option_per_place"),
            models.UniqueConstraint(
                fields=["poll", "school", "person"], nulls_distinct=False, name="one_option_of_one"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Elector(models.Model):
    """Somebody of the named group. No moment of voting is kept: beside the counts it could tell the vote."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="electors")
    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="poll_seats")
    has_voted = models.BooleanField("ออกเสียงแล้ว", default=False)

    class Meta:
        ordering = ["poll", "person__name_sort", "pk"]
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="one_vote_each")]

    def __str__(self) -> str:
        return str(self.person)
