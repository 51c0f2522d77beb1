"""Kinds of gatherings and bodies that gather, as each office calls them, and its rules about minutes."""

from django.db import models

from schools.models.lists import OfficeKind, shipped_once
from schools.querysets import ScopedQuerySet


class GatheringKind(OfficeKind):
    """ประชุม, อบรม, สัมมนา …"""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="gathering_kinds")
    name = models.CharField("ประเภท", max_length=100)

    class Meta(OfficeKind.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_gathering_kind_per_name"),
            shipped_once("gathering_kind_shipped_once", "district"),
        ]


class GatheringBody(OfficeKind):
    """Who gathers: a committee, the executive board, the principals, the group, a network, a subject group."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="gathering_bodies")
    name = models.CharField("คณะหรือกลุ่ม", max_length=150)

    class Meta(OfficeKind.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_gathering_body_per_name"),
            shipped_once("gathering_body_shipped_once", "district"),
        ]


class MeetingRules(models.Model):
    """What an office sets about its gatherings; without a row the defaults hold."""

    MINUTES_DAYS = 3  # สรุปการประชุมส่งภายใน ๓ วัน (สพป.พัทลุง เขต 2, facts §2.3)

    district = models.OneToOneField("schools.District", on_delete=models.CASCADE, related_name="meeting_rules")
    minutes_days = models.PositiveSmallIntegerField("ส่งบันทึกการประชุมภายใน (วัน) หลังวันประชุม", default=MINUTES_DAYS)

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"การตั้งค่าการประชุมของ {self.district}"
