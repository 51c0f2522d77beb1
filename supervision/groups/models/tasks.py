"""A year of each numbered task: who owns it, what is planned, how it stands, what came of it; and of each group."""

from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import Q

from evidence.models import EvidenceUse
from schools.models.published import Published
from schools.querysets import ScopedQuerySet
from supervision.groups.querysets import GroupYearQuerySet, TaskYearQuerySet


class SubjectLine(models.Model):
    """A standing line of work of a subject group; the manual numbers tasks of work groups only, so these are ours and
    each office edits them."""

    subject_group = models.ForeignKey("schools.SubjectGroup", on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField("ลำดับ")
    name = models.CharField("งาน", max_length=300)
    is_active = models.BooleanField("ใช้งาน", default=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["subject_group", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["subject_group", "name"], name="one_subject_line_per_name"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.name}"


class GroupYear(Published):
    """A group's ปีงบประมาณ that was opened: of one work group or one subject group. `summary` begins its yearly
    report."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="group_years")
    work_group = models.ForeignKey(
        "schools.WorkGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="years"
    )
    subject_group = models.ForeignKey(
        "schools.SubjectGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="years"
    )
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ (พ.ศ.)")
    summary = models.TextField("สรุปผลการดำเนินงานของกลุ่ม", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = GroupYearQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "work_group__number", "subject_group__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(work_group__isnull=False, subject_group__isnull=True)
                | Q(work_group__isnull=True, subject_group__isnull=False),
                name="group_year_of_one_group",
            ),
            models.UniqueConstraint(
                fields=["work_group", "fiscal_year"], condition=Q(work_group__isnull=False), name="work_group_year_once"
            ),
            models.UniqueConstraint(
                fields=["subject_group", "fiscal_year"],
                condition=Q(subject_group__isnull=False),
                name="subject_group_year_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} ปีงบประมาณ {self.fiscal_year}"

    @property
    def group(self) -> models.Model:
        """The work group or subject group."""
        return cast("models.Model", self.work_group or self.subject_group)  # one of them, by a constraint


class TaskYear(Published):
    """One task of a group in one ปีงบประมาณ: a numbered task of a work group, or a line of a subject group."""

    class State(models.TextChoices):
        WAITING = "waiting", "ยังไม่เริ่ม"
        DOING = "doing", "กำลังทำ"
        DONE = "done", "เสร็จ"
        POSTPONED = "postponed", "เลื่อน"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="task_years")
    task = models.ForeignKey("schools.WorkTask", null=True, blank=True, on_delete=models.PROTECT, related_name="years")
    line = models.ForeignKey(SubjectLine, null=True, blank=True, on_delete=models.PROTECT, related_name="years")
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ (พ.ศ.)")
    plan = models.TextField("แผนของปีนี้", blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.WAITING)
    reason = models.TextField("เหตุที่เลื่อน", blank=True)
    result = models.TextField("ผลการดำเนินงาน", blank=True)
    problems = models.TextField("ปัญหา อุปสรรค และข้อเสนอแนะ", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = TaskYearQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "task__number_sort", "line__position", "pk"]
        indexes = [models.Index(fields=["district", "fiscal_year"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(task__isnull=False, line__isnull=True) | Q(task__isnull=True, line__isnull=False),
                name="task_year_of_one_task",
            ),
            models.UniqueConstraint(
                fields=["task", "fiscal_year"], condition=Q(task__isnull=False), name="one_year_per_task"
            ),
            models.UniqueConstraint(
                fields=["line", "fiscal_year"], condition=Q(line__isnull=False), name="one_year_per_subject_line"
            ),
            models.CheckConstraint(condition=~Q(state="postponed") | ~Q(reason=""), name="postponed_with_reason"),
            models.CheckConstraint(condition=~Q(state="done") | ~Q(result=""), name="done_with_result"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def number(self) -> str:
        return self.task.number if self.task else str(self._line.position)

    @property
    def state_code(self) -> str:
        """Name of the chip's look."""
        return {"doing": "running", "postponed": "due"}.get(self.state, str(self.state))

    @property
    def name(self) -> str:
        return self.task.name if self.task else self._line.name

    @property
    def group(self) -> models.Model:
        """The work group or subject group it belongs to."""
        return self.task.work_group if self.task else self._line.subject_group

    @property
    def group_keys(self) -> tuple[int | None, int | None]:
        """Of the work group and of the subject group; one of them."""
        return (self.task.work_group_id, None) if self.task else (None, self._line.subject_group_id)

    @property
    def _line(self) -> SubjectLine:
        """The line of a row without a task: a constraint gives it one."""
        return cast("SubjectLine", self.line)


class TaskOwner(models.Model):
    """Who answers for a task this year; an owner writes its plan and result."""

    task_year = models.ForeignKey(TaskYear, on_delete=models.CASCADE, related_name="owners")
    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="owned_tasks")

    class Meta:
        ordering = ["task_year", "person__name_sort", "pk"]
        constraints = [models.UniqueConstraint(fields=["task_year", "person"], name="owner_once")]

    def __str__(self) -> str:
        return str(self.person)


class TaskYearEvidence(EvidenceUse):
    """What proves that a task was done."""

    target = models.ForeignKey(TaskYear, on_delete=models.PROTECT, related_name="evidence")
