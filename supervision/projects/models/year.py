"""A project of the office's register in one fiscal year."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schools.models.published import Published
from supervision.projects.querysets import ProjectYearQuerySet

# What a person writes of a project before it begins, and of what came of it.
PLAN_TEXTS = ("rationale", "objectives")
REPORT_TEXTS = ("result", "problems", "suggestions")


class ProjectYear(Published):
    """One of the office's projects in one ปีงบประมาณ. Published is its report."""

    class State(models.TextChoices):
        PLANNED = "planned", "กำลังเตรียม"
        RUNNING = "running", "กำลังดำเนินงาน"
        DONE = "done", "สิ้นสุดแล้ว"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="project_years")
    project = models.ForeignKey(
        "schools.Project", on_delete=models.PROTECT, related_name="years", verbose_name="โครงการ"
    )
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ")
    starts_on = models.DateField("เริ่มดำเนินงาน")
    ends_on = models.DateField("สิ้นสุดการดำเนินงาน")
    work_group = models.ForeignKey(
        "schools.WorkGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="กลุ่มงาน"
    )
    subject_group = models.ForeignKey(
        "schools.SubjectGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="กลุ่มสาระการเรียนรู้",
    )  # fmt: skip
    rationale = models.TextField("หลักการและเหตุผล", blank=True)
    objectives = models.TextField("วัตถุประสงค์", blank=True)
    result = models.TextField("ผลการดำเนินงาน", blank=True)
    problems = models.TextField("ปัญหาและอุปสรรค", blank=True)
    suggestions = models.TextField("ข้อเสนอแนะ", blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.PLANNED)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    stamp = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ProjectYearQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "project__number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "fiscal_year"], name="one_year_per_project"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="project_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.project.name} ปีงบประมาณ {self.fiscal_year}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.PLANNED, self.State.RUNNING)
