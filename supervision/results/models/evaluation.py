"""ประเมินผล (step E): the rules of a programme's evaluation, who judges which schools, their sheets and scores."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from schools.querysets import ScopedQuerySet
from supervision.results.querysets import AssessorQuerySet, SheetQuerySet


class Evaluation(models.Model):
    """`spread_limit` is how far two assessors' values of one indicator may lie apart, in percent of its scale, before
    somebody must moderate. `rank_by` are the fair groups; equal scores share a rank (1, 2, 2, 4) unless `tie_by`
    names a second criterion: "gain", or "area:" and an area's code."""

    class RankBy(models.TextChoices):
        ALL = "all", "ทุกโรงเรียนรวมกัน"
        SIZE = "size", "แยกตามขนาดโรงเรียน"
        KIND = "kind", "แยกตามประเภทโรงเรียน"
        SIZE_KIND = "size_kind", "แยกตามขนาดและประเภท"

    class Shown(models.TextChoices):
        OWN = "own", "โรงเรียนเห็นลำดับของตนและการกระจายของทั้งเขต"
        ALL = "all", "ประกาศลำดับทุกโรงเรียน"

    programme = models.OneToOneField("improvement.Programme", on_delete=models.CASCADE, related_name="evaluation")
    opens_on = models.DateField("เปิดประเมิน")
    closes_on = models.DateField("ปิดประเมิน")
    assessors_wanted = models.PositiveSmallIntegerField("ผู้ประเมินต่อโรงเรียนอย่างน้อย (คน)", default=2)
    spread_limit = models.DecimalField(
        "คะแนนต่างกันได้ไม่เกิน (ร้อยละของคะแนนเต็ม)", max_digits=5, decimal_places=2, default=Decimal(20)
    )
    rank_by = models.CharField("จัดลำดับ", max_length=9, choices=RankBy, default=RankBy.SIZE)
    tie_by = models.CharField("เมื่อคะแนนเท่ากัน เรียงตาม", max_length=40, blank=True)
    shown = models.CharField("เมื่อเผยแพร่", max_length=3, choices=Shown, default=Shown.OWN)
    stamp = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")), name="evaluation_closes_after_it_opens"
            )
        ]

    def __str__(self) -> str:
        return f"ประเมินผล {self.programme}"


class Assessor(models.Model):
    """Who judges: the schools of a cluster, one school, or all of them where neither is named."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="assessors")
    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="quality_assessments")
    standing = models.CharField("ในฐานะ", max_length=200, blank=True, help_text="เช่น ก.ต.ป.น., อ.ก.ต.ป.น., ศึกษานิเทศก์")
    cluster = models.ForeignKey(
        "schools.Cluster", null=True, blank=True, on_delete=models.PROTECT, related_name="quality_assessors"
    )
    school = models.ForeignKey(
        "schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="quality_assessors"
    )
    ended_reason = models.TextField("เหตุที่พ้นหน้าที่", blank=True)

    objects = AssessorQuerySet.as_manager()

    class Meta:
        ordering = ["evaluation", "person__name_sort", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "person", "cluster", "school"], nulls_distinct=False, name="one_duty_per_assessor"
            ),
            models.CheckConstraint(
                condition=Q(cluster__isnull=True) | Q(school__isnull=True), name="assessor_of_cluster_or_school"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Sheet(models.Model):
    """One school judged once: by the school itself (`person` empty), or by one assessor."""

    class State(models.TextChoices):
        DRAFT = "draft", "กำลังให้คะแนน"
        SUBMITTED = "submitted", "ส่งแล้ว"

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="sheets")
    participation = models.ForeignKey(
        "improvement.Participation", on_delete=models.PROTECT, related_name="evaluation_sheets"
    )
    person = models.ForeignKey("schools.Person", null=True, on_delete=models.PROTECT, related_name="evaluation_sheets")
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.DRAFT)
    comment = models.TextField("ข้อสังเกตและข้อเสนอแนะ", blank=True)
    reopened_reason = models.TextField("เหตุที่เปิดแก้ไข", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["evaluation", "participation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "participation", "person"], nulls_distinct=False, name="one_sheet_per_judge"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participation.school}: {self.person or 'โรงเรียนประเมินตนเอง'}"


class Score(models.Model):
    """An indicator's value on a sheet, or that it does not concern this school, with the reason in `note`."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="scores")
    indicator = models.ForeignKey("quality_indicators.Indicator", on_delete=models.PROTECT, related_name="scores")
    value = models.DecimalField("คะแนน", max_digits=9, decimal_places=2, null=True, blank=True)
    not_applicable = models.BooleanField("ไม่เกี่ยวข้อง", default=False)
    note = models.TextField("หลักฐานและเหตุผล", blank=True)

    class Meta:
        ordering = ["sheet", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "indicator"], name="one_score_per_sheet_and_indicator"),
            models.CheckConstraint(
                condition=Q(not_applicable=False) | Q(value__isnull=True), name="not_applicable_has_no_score"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


class Moderation(models.Model):
    """The value people agreed on where assessors lay too far apart, with the reason; one for each school and
    indicator, so two at once are refused."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="moderations")
    participation = models.ForeignKey("improvement.Participation", on_delete=models.PROTECT, related_name="moderations")
    indicator = models.ForeignKey("quality_indicators.Indicator", on_delete=models.PROTECT, related_name="moderations")
    value = models.DecimalField("คะแนนที่ตกลงกัน", max_digits=9, decimal_places=2)
    reason = models.TextField("เหตุผล")
    stamp = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["evaluation", "participation", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "participation", "indicator"], name="one_moderation")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"
