"""ระเบียบวาระการประชุม: sections of a meeting, its items, and the templates they come from."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kotpn.meetings.querysets import AgendaItemQuerySet, OfMeetingQuerySet
from schools.querysets import ScopedQuerySet


class SectionKind(models.TextChoices):
    """What a section is for; its heading is the office's own."""

    CHAIR = "chair", "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"
    ADOPT = "adopt", "เรื่องรับรองรายงานการประชุม"
    ARISING = "arising", "เรื่องสืบเนื่อง"
    INFORM = "inform", "เรื่องเสนอเพื่อทราบ"
    CONSIDER = "consider", "เรื่องเสนอเพื่อพิจารณา"
    OTHER = "other", "เรื่องอื่น ๆ (ถ้ามี)"


class AgendaTemplate(models.Model):
    """Sections an office begins its agendas with; the customary six are shipped."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="agenda_templates")
    committee = models.ForeignKey(
        "kotpn_committee.Committee", null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_templates"
    )
    name = models.CharField("ชื่อแบบ", max_length=150)
    is_active = models.BooleanField("ใช้งาน", default=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_agenda_template_per_name"),
            models.UniqueConstraint(
                fields=["district", "reference_key"],
                condition=~Q(reference_key=""),
                name="agenda_template_shipped_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgendaTemplateSection(models.Model):
    template = models.ForeignKey(AgendaTemplate, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=SectionKind)
    heading = models.CharField(max_length=200)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.heading


class AgendaSection(models.Model):
    """ระเบียบวาระที่ n of one meeting; the number printed is its place."""

    meeting = models.ForeignKey("kotpn_meetings.Meeting", on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField("ลำดับ")
    kind = models.CharField("ชนิด", max_length=8, choices=SectionKind)
    heading = models.CharField("หัวข้อ", max_length=200)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.heading


class AgendaItem(models.Model):
    """One matter. `source_*` is a pointer to the work it was drafted from; `adopts` the meeting whose minutes are put
    to adoption; `point` the decision asked of the committee; the number printed is section.item by place."""

    section = models.ForeignKey(AgendaSection, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField("ลำดับ")
    title = models.CharField("เรื่อง", max_length=400)
    background = models.TextField("ความเป็นมาและสาระสำคัญ", blank=True)
    point = models.TextField("ประเด็นที่เสนอ", blank=True)
    presenter = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    presenter_label = models.CharField("ผู้เสนอ", max_length=250, blank=True)
    minutes_planned = models.PositiveSmallIntegerField("เวลา (นาที)", null=True, blank=True)
    adopts = models.ForeignKey(
        "kotpn_meetings.Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="adopted_in"
    )
    source_kind = models.CharField(max_length=40, blank=True)
    source_key = models.CharField(max_length=64, blank=True)
    source_label = models.CharField(max_length=300, blank=True)
    stamp = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["section__position", "position", "pk"]
        indexes = [models.Index(fields=["source_kind", "source_key"])]

    def __str__(self) -> str:
        return self.title
