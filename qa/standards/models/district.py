"""How standards of the office become its own: sent to the approving body, endorsed with a resolution, announced."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schools.querysets import ScopedQuerySet


class QualitySettings(models.Model):
    """What one office does its own way in quality assurance."""

    district = models.OneToOneField("schools.District", on_delete=models.CASCADE, related_name="quality_settings")
    approving_body = models.CharField(
        "องค์คณะที่ให้ความเห็นชอบมาตรฐานของเขต", max_length=200, default="กพท.", help_text="เช่น กพท. กศจ. อ.ก.ต.ป.น."
    )

    def __str__(self) -> str:
        return f"การตั้งค่าประกันคุณภาพ {self.district}"


class DistrictPaper(models.Model):
    """The way of one set of family `district`; `body` is the approving body's name when it was sent."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SENT = "sent", "เสนอองค์คณะแล้ว"
        RETURNED = "returned", "ส่งกลับให้แก้ไข"
        ENDORSED = "endorsed", "เห็นชอบแล้ว รอประกาศ"
        ANNOUNCED = "announced", "ประกาศแล้ว"

    set = models.OneToOneField("qa_standards.StandardSet", on_delete=models.CASCADE, related_name="paper")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    body = models.CharField("องค์คณะ", max_length=200, blank=True)
    meeting = models.CharField("การประชุมครั้งที่", max_length=60, blank=True)
    meeting_on = models.DateField("วันประชุม", null=True)
    resolution = models.TextField("มติ", blank=True)
    reason = models.TextField("เหตุที่ส่งกลับ", blank=True)
    number = models.CharField("เลขที่ประกาศ", max_length=60, blank=True)
    announced_on = models.DateField("วันที่ประกาศ", null=True)
    announcer_name = models.CharField(max_length=200, blank=True)
    announcer_post = models.CharField(max_length=200, blank=True)
    announcement = models.ForeignKey(
        "office_orders.Order", null=True, blank=True, on_delete=models.PROTECT, related_name="standards_papers",
        verbose_name="ประกาศในทะเบียน",
    )  # fmt: skip
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    endorsed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "pk"]
        indexes = [models.Index(fields=["state"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("endorsed", "announced"))
                | (Q(meeting_on__isnull=False) & ~Q(meeting="") & ~Q(resolution="")),
                name="endorsed_with_meeting_and_resolution",
            ),
            models.CheckConstraint(
                condition=~Q(state="announced") | Q(announced_on__isnull=False), name="announced_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"ประกาศ{self.set}"
