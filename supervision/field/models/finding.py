"""What a visit finds, what became of earlier findings, and the ready advice a low level proposes.

What has to be done about a finding is an action of `processes`."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from schools.querysets import ScopedQuerySet
from supervision.field.querysets import FindingQuerySet


class Finding(models.Model):
    """Owner and due date are written here while the visit is a draft; sending it opens the action with them."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False, help_text="ให้โดยเครื่องที่เขียน")
    visit = models.ForeignKey("field.Visit", on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField("ข้อค้นพบ")
    recommendation = models.TextField("ข้อเสนอแนะ", blank=True)
    owner = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_label = models.CharField("ผู้รับผิดชอบ", max_length=200, blank=True)
    due_on = models.DateField("กำหนดแล้วเสร็จ", null=True, blank=True)
    action = models.OneToOneField("processes.Action", null=True, on_delete=models.PROTECT, related_name="finding")

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["visit", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class FindingCheck(models.Model):
    """What the team of a later visit saw of an action that was still open: it heads their form."""

    class Verdict(models.TextChoices):
        FIXED = "fixed", "แก้แล้ว"
        PARTLY = "partly", "แก้บางส่วน"
        NOT_YET = "not_yet", "ยังไม่แก้"

    visit = models.ForeignKey("field.Visit", on_delete=models.PROTECT, related_name="checks")
    action = models.ForeignKey("processes.Action", on_delete=models.PROTECT, related_name="checks")
    verdict = models.CharField("ผลการติดตาม", max_length=8, choices=Verdict)
    note = models.TextField("บันทึก", blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["visit", "pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "action"], name="one_check_per_visit_and_action")]

    def __str__(self) -> str:
        return f"{self.action}: {self.get_verdict_display()}"


class Advice(models.Model):
    """คลังข้อเสนอแนะ of an office: a rating of `item_code` at or below `at_most` proposes this finding.

    Tied to the item's code, not to its row, so it lives on through new versions of the instrument.
    """

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="advice")
    instrument = models.ForeignKey("instruments.Instrument", on_delete=models.PROTECT, related_name="advice")
    item_code = models.CharField("รหัสข้อ", max_length=60)
    at_most = models.SmallIntegerField("เมื่อระดับไม่เกิน")
    finding = models.TextField("ข้อค้นพบที่เสนอ")
    recommendation = models.TextField("ข้อเสนอแนะที่เสนอ", blank=True)
    owner_label = models.CharField("ผู้รับผิดชอบที่เสนอ", max_length=200, default="ผู้อำนวยการโรงเรียน")
    due_days = models.PositiveSmallIntegerField("ให้แล้วเสร็จภายใน (วัน)", default=30)
    is_active = models.BooleanField("ใช้งาน", default=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["instrument", "item_code", "at_most"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "item_code", "at_most"], condition=Q(is_active=True), name="one_advice_per_level"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_code} ≤ {self.at_most}: {self.finding}"
