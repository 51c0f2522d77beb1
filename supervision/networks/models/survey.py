"""แบบสำรวจความต้องการ: the form, a personal link for each member, and the sheets that came in.

A link says who may answer and whether it was used; a sheet says what was answered. Nothing leads from one to the other,
and of the link only the day it was used is kept, so that a sheet's hour cannot tell whose it is.
"""

from datetime import date

from django.conf import settings
from django.db import models

from schools.querysets import ScopedQuerySet
from supervision.networks.models.network import Member
from supervision.networks.models.year import NetworkYear

LEAST_ANSWERS = 3


class Survey(models.Model):
    """One survey of needs in a network's year. After `open_until`, or once closed, no link takes an answer."""

    year = models.OneToOneField(NetworkYear, on_delete=models.PROTECT, related_name="survey")
    version = models.ForeignKey(
        "instruments.InstrumentVersion", on_delete=models.PROTECT, related_name="network_surveys",
        verbose_name="แบบสำรวจ",
    )  # fmt: skip
    open_until = models.DateField("ตอบได้ถึงวันที่")
    closed_at = models.DateTimeField("ปิดเมื่อ", null=True, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    reminded_on = models.DateField("เตือนล่าสุด", null=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "pk"]

    def __str__(self) -> str:
        return f"{self.version.instrument.name} {self.year}"

    def shows_result(self, today: date) -> bool:
        """Who has answered is known by name, so the figures of one or two, or those before and after one more, would
        tell what that person answered: none while answers may still come, and none of fewer than LEAST_ANSWERS."""
        return not self.takes_answers(today) and self.sheets.count() >= LEAST_ANSWERS

    def takes_answers(self, today: date) -> bool:
        return self.closed_at is None and today <= self.open_until and self.year.is_open and self.year.network.is_active


class Invitation(models.Model):
    """The personal link of a member: used once. `email` is where it was sent, empty when it is handed over."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="invitations")
    token = models.CharField(max_length=32, unique=True, editable=False)
    email = models.EmailField("ส่งไปที่", blank=True)
    sent_on = models.DateField("ส่งเมื่อ", null=True, editable=False)
    reminded_on = models.DateField("เตือนเมื่อ", null=True, editable=False)
    answered_on = models.DateField("ตอบเมื่อ", null=True, editable=False)

    class Meta:
        ordering = ["survey", "pk"]
        constraints = [models.UniqueConstraint(fields=["survey", "member"], name="one_survey_link_per_member")]

    def __str__(self) -> str:
        return self.member.name


class SurveySheet(models.Model):
    """One answered sheet; whose is not kept."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="sheets")
    response = models.OneToOneField("instruments.Response", on_delete=models.PROTECT, related_name="network_sheet")

    class Meta:
        ordering = ["survey", "response"]

    def __str__(self) -> str:
        return str(self.survey)
