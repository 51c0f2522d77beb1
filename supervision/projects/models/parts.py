"""What hangs on a project of a year: people, indicators, money, activities, notes, schools, evidence."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from evidence.models import EvidenceUse
from supervision.projects.models.year import ProjectYear
from supervision.projects.querysets import ProjectActivityQuerySet


class ProjectOwner(models.Model):
    """Who is responsible; the first one named leads."""

    project_year = models.ForeignKey(ProjectYear, on_delete=models.CASCADE, related_name="owners")
    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="+", verbose_name="ผู้รับผิดชอบ")

    class Meta:
        ordering = ["project_year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project_year", "person"], name="one_owner_row_per_project_and_person")
        ]

    def __str__(self) -> str:
        return str(self.person)


class ProjectIndicator(models.Model):
    project_year = models.ForeignKey(ProjectYear, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField("ตัวชี้วัด", max_length=300)
    unit = models.CharField("หน่วยนับ", max_length=50, help_text="เช่น ร้อยละ โรงเรียน คน")
    target = models.DecimalField("ค่าเป้าหมาย", max_digits=12, decimal_places=2)
    result = models.DecimalField("ผลที่ได้", max_digits=12, decimal_places=2, null=True, blank=True)
    note = models.CharField("หมายเหตุ", max_length=300, blank=True)

    class Meta:
        ordering = ["project_year", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_reached(self) -> bool | None:
        """None while there is no result."""
        return None if self.result is None else self.result >= self.target


class BudgetLine(models.Model):
    """Baht of one source planned for one quarter of the fiscal year (1 = ต.ค.–ธ.ค.)."""

    class Quarter(models.IntegerChoices):
        FIRST = 1, "ไตรมาส 1 (ต.ค.–ธ.ค.)"
        SECOND = 2, "ไตรมาส 2 (ม.ค.–มี.ค.)"
        THIRD = 3, "ไตรมาส 3 (เม.ย.–มิ.ย.)"
        FOURTH = 4, "ไตรมาส 4 (ก.ค.–ก.ย.)"

    project_year = models.ForeignKey(ProjectYear, on_delete=models.CASCADE, related_name="budget_lines")
    quarter = models.PositiveSmallIntegerField("ไตรมาส", choices=Quarter)
    source = models.CharField("แหล่งงบประมาณ", max_length=150)
    amount = models.DecimalField("จำนวนเงิน (บาท)", max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["project_year", "quarter", "source"]
        constraints = [
            models.UniqueConstraint(fields=["project_year", "quarter", "source"], name="one_budget_line_per_source"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_is_more_than_nothing"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="budget_quarter_is_one_of_four"),
        ]

    def __str__(self) -> str:
        return f"{self.get_quarter_display()} {self.source}"


class Spending(models.Model):
    """Baht spent on a day. `over_reason` says why it went above the budget; an entry is cancelled, never deleted."""

    project_year = models.ForeignKey(ProjectYear, on_delete=models.PROTECT, related_name="spendings")
    spent_on = models.DateField("วันที่จ่าย")
    title = models.CharField("รายการ", max_length=300)
    amount = models.DecimalField("จำนวนเงิน (บาท)", max_digits=12, decimal_places=2)
    document = models.CharField("เลขที่เอกสาร", max_length=100, blank=True)
    over_reason = models.TextField("เหตุที่จ่ายเกินงบประมาณ", blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)

    class Meta:
        ordering = ["project_year", "spent_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="spending_is_more_than_nothing")]

    def __str__(self) -> str:
        return self.title


class ProjectActivity(models.Model):
    """A piece of the project's work with its days; a gathering it is held as may be tied to it."""

    class State(models.TextChoices):
        WAITING = "waiting", "ยังไม่เริ่ม"
        DOING = "doing", "กำลังทำ"
        DONE = "done", "เสร็จแล้ว"
        POSTPONED = "postponed", "เลื่อน"
        CANCELLED = "cancelled", "ยกเลิก"

    project_year = models.ForeignKey(ProjectYear, on_delete=models.CASCADE, related_name="activities")
    title = models.CharField("กิจกรรม", max_length=300)
    starts_on = models.DateField("เริ่ม")
    ends_on = models.DateField("สิ้นสุด")
    owner = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="ผู้รับผิดชอบ"
    )
    gathering = models.ForeignKey(
        "meetings.Gathering", null=True, blank=True, on_delete=models.PROTECT, related_name="project_activities",
        verbose_name="การประชุมหรืออบรมที่จัด",
    )  # fmt: skip
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.WAITING)
    reason = models.TextField("เหตุที่เลื่อนหรือยกเลิก", blank=True)
    outcome = models.TextField("ผลที่ได้", blank=True)

    objects = ProjectActivityQuerySet.as_manager()

    class Meta:
        ordering = ["project_year", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="activity_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(state__in=["postponed", "cancelled"]) | ~Q(reason=""), name="put_off_activity_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgressNote(models.Model):
    """How far the whole project was on a day, in percent, and what stands out."""

    project_year = models.ForeignKey(ProjectYear, on_delete=models.CASCADE, related_name="notes")
    noted_on = models.DateField("วันที่")
    percent = models.PositiveSmallIntegerField("ความก้าวหน้า (ร้อยละ)", validators=[MaxValueValidator(100)])
    text = models.TextField("ความก้าวหน้าและปัญหา")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["project_year", "-noted_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(percent__lte=100), name="progress_is_at_most_all")]

    def __str__(self) -> str:
        return f"ร้อยละ {self.percent}"


class ProjectSchool(models.Model):
    """A school that takes part; `application` says how it came in, when it was chosen in a round."""

    project_year = models.ForeignKey(ProjectYear, on_delete=models.PROTECT, related_name="schools")
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="project_years")
    application = models.OneToOneField(
        "projects.Application", null=True, on_delete=models.PROTECT, related_name="place"
    )
    joined_on = models.DateField("เข้าร่วมเมื่อ")
    left_on = models.DateField("ออกเมื่อ", null=True)
    left_reason = models.TextField("เหตุที่ออก", blank=True)

    class Meta:
        ordering = ["project_year", "school__name_sort"]
        constraints = [models.UniqueConstraint(fields=["project_year", "school"], name="one_place_per_school")]

    def __str__(self) -> str:
        return str(self.school)


class ProjectEvidence(EvidenceUse):
    target = models.ForeignKey(ProjectYear, on_delete=models.PROTECT, related_name="evidence")
