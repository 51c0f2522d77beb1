"""The plan of three to five years; its yearly plan is the part of one year."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schools.querysets import ScopedQuerySet


class QualityPlan(models.Model):
    """`content_hash` is of the content as it stands, `approved_*` of what was last approved, so a later change shows as
    แก้ไขหลังอนุมัติ. Results are no content: they are written while the plan is carried out."""

    class YearKind(models.TextChoices):
        FISCAL = "fiscal", "ปีงบประมาณ"
        ACADEMIC = "academic", "ปีการศึกษา"

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "รอพิจารณา"
        RETURNED = "returned", "ตีกลับ"
        APPROVED = "approved", "อนุมัติแล้ว"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="quality_plans")
    title = models.CharField("ชื่อแผน", max_length=300)
    year_kind = models.CharField("ปีที่ใช้", max_length=8, choices=YearKind, default=YearKind.FISCAL)
    year_from = models.PositiveIntegerField("ตั้งแต่ปี (พ.ศ.)")
    year_to = models.PositiveIntegerField("ถึงปี (พ.ศ.)")
    aim = models.TextField("เป้าประสงค์", blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    content_hash = models.CharField(max_length=64, blank=True)
    approved_revision = models.PositiveIntegerField(null=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)
    lock_version = models.PositiveIntegerField(default=1)
    cancel_reason = models.TextField(blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-year_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "year_kind", "year_from"],
                condition=~Q(state="cancelled"),
                name="one_quality_plan_per_first_year",
            ),
            models.CheckConstraint(
                condition=Q(year_to__gte=F("year_from") + 2, year_to__lte=F("year_from") + 4),
                name="quality_plan_of_three_to_five_years",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> range:
        return range(self.year_from, self.year_to + 1)

    @property
    def years_label(self) -> str:
        return f"{self.get_year_kind_display()} {self.year_from}–{self.year_to}"

    @property
    def changed_after_approval(self) -> bool:
        return bool(self.approved_hash) and self.content_hash != self.approved_hash

    @property
    def state_code(self) -> str:
        """Name of the chip's look: "changed" where an approved plan was changed since."""
        return "changed" if self.state == self.State.APPROVED and self.changed_after_approval else str(self.state)

    @property
    def state_label(self) -> str:
        return "แก้ไขหลังอนุมัติ" if self.state_code == "changed" else str(self.get_state_display())
