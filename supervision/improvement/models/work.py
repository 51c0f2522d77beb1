"""แผนการขับเคลื่อน (M) and บันทึกความร่วมมือ (H) of a programme."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schools.querysets import ScopedQuerySet


class RolloutActivity(models.Model):
    """A line of the rollout plan: what, who, from–to. `done_on` and `result` say it was done; one that will not be is
    cancelled with why."""

    programme = models.ForeignKey("improvement.Programme", on_delete=models.CASCADE, related_name="rollout")
    title = models.CharField("กิจกรรม", max_length=300)
    detail = models.TextField("รายละเอียด", blank=True)
    owner = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="rollout_activities"
    )
    owner_text = models.CharField("ผู้รับผิดชอบ", max_length=200, blank=True)
    starts_on = models.DateField("ตั้งแต่วันที่")
    ends_on = models.DateField("ถึงวันที่")
    budget = models.DecimalField("งบประมาณ (บาท)", max_digits=12, decimal_places=2, null=True, blank=True)
    spent = models.DecimalField("ใช้จริง (บาท)", max_digits=12, decimal_places=2, null=True, blank=True)
    done_on = models.DateField("ทำเสร็จเมื่อ", null=True, blank=True)
    result = models.TextField("ผล", blank=True)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="rollout_ends_after_start"),
            models.CheckConstraint(
                condition=(Q(budget__isnull=True) | Q(budget__gte=0)) & (Q(spent__isnull=True) | Q(spent__gte=0)),
                name="rollout_money_not_negative",
            ),
            models.UniqueConstraint(
                fields=["programme", "title", "starts_on"], condition=Q(cancel_reason=""), name="one_rollout_per_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owner_label(self) -> str:
        return str(self.owner) if self.owner else self.owner_text


class Cooperation(models.Model):
    """Who helped with what (สุขกับงาน สานความร่วมมือ): of a school, or of the office where `school` is empty. Its
    pictures hang on Pointer("improvement_cooperation", pk)."""

    class Side(models.TextChoices):
        INSIDE = "inside", "ในสังกัด"
        OUTSIDE = "outside", "นอกสังกัด"

    programme = models.ForeignKey("improvement.Programme", on_delete=models.CASCADE, related_name="cooperations")
    school = models.ForeignKey(
        "schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="cooperations"
    )
    side = models.CharField("ผู้ร่วมมือ", max_length=7, choices=Side, default=Side.OUTSIDE)
    body = models.ForeignKey(
        "schools.OutsideBody", null=True, blank=True, on_delete=models.PROTECT, related_name="cooperations"
    )
    partner = models.CharField("หน่วยงาน/ผู้ร่วมมือ", max_length=250, blank=True)
    activity = models.CharField("กิจกรรม", max_length=300)
    who = models.CharField("ผู้ร่วมดำเนินการ", max_length=300, blank=True)
    held_on = models.DateField("วันที่")
    reached = models.PositiveIntegerField("ผู้ได้รับประโยชน์ (คน)", null=True, blank=True)
    result = models.TextField("ผลที่เกิดขึ้น", blank=True)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["programme", "-held_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False) | ~Q(partner=""), name="cooperation_names_its_partner"
            ),
        ]

    def __str__(self) -> str:
        return self.activity

    @property
    def partner_label(self) -> str:
        return str(self.body) if self.body else self.partner
