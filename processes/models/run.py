"""การดำเนินงานตามกระบวนงาน: one procedure in one year of an office, cluster or school, step by step."""

from django.conf import settings
from django.db import models

from processes.querysets import RunQuerySet


class Run(models.Model):
    """A run keeps the version it was opened with. `year` is พ.ศ. of the procedure's kind of year."""

    class State(models.TextChoices):
        OPEN = "open", "กำลังดำเนินการ"
        DONE = "done", "ครบทุกขั้น"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="runs")
    procedure = models.ForeignKey("processes.Procedure", on_delete=models.PROTECT, related_name="runs")
    version = models.ForeignKey("processes.ProcedureVersion", on_delete=models.PROTECT, related_name="runs")
    cluster = models.ForeignKey("schools.Cluster", null=True, on_delete=models.PROTECT, related_name="runs")
    school = models.ForeignKey("schools.School", null=True, on_delete=models.PROTECT, related_name="runs")
    year_kind = models.CharField("รอบปี", max_length=8)
    year = models.PositiveIntegerField("ปี")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.OPEN)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "pk"]
        indexes = [models.Index(fields=["district", "procedure", "year"]), models.Index(fields=["school", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "year", "district", "cluster", "school"],
                condition=~models.Q(state="cancelled"),
                nulls_distinct=False,
                name="one_run_per_place_and_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure.name} {self.place} {self.year}"

    @property
    def place(self) -> str:
        """Whose run it is, in words."""
        return str(self.school or self.cluster or self.district)


class RunStep(models.Model):
    """Where a run stands at one step."""

    class State(models.TextChoices):
        WAITING = "waiting", "ยังไม่เริ่ม"
        DOING = "doing", "กำลังทำ"
        DONE = "done", "เสร็จแล้ว"
        SKIPPED = "skipped", "ไม่ต้องทำ"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="steps")
    step = models.ForeignKey("processes.Step", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    state = models.CharField("สถานะ", max_length=8, choices=State, default=State.WAITING)
    planned_on = models.DateField("กำหนดแล้วเสร็จ", null=True, blank=True)
    done_on = models.DateField("เสร็จเมื่อ", null=True, blank=True)
    owner = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="run_steps"
    )
    note = models.TextField("บันทึก", blank=True)
    stamp = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["run", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "step"], name="one_state_per_run_and_step")]

    def __str__(self) -> str:
        return f"{self.run}: {self.step}"

    @property
    def is_finished(self) -> bool:
        return self.state in (self.State.DONE, self.State.SKIPPED)
