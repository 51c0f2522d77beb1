"""รอบคัดเลือก: criteria with weights, schools that apply or are put forward, their scores, who was chosen."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from supervision.projects.models.year import ProjectYear
from supervision.projects.querysets import ApplicationQuerySet, SelectionRoundQuerySet


class SelectionRound(models.Model):
    """`seats` is how many schools there is room for, None as many as pass; `pass_mark` a percentage of all points."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        OPEN = "open", "รับสมัคร"
        SCORING = "scoring", "ให้คะแนน"
        ANNOUNCED = "announced", "ประกาศผลแล้ว"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    project_year = models.ForeignKey(ProjectYear, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField("ชื่อรอบคัดเลือก", max_length=200)
    about = models.TextField("คุณสมบัติและวิธีสมัคร", blank=True)
    closes_on = models.DateField("รับสมัครถึงวันที่", null=True, blank=True)
    seats = models.PositiveSmallIntegerField(
        "จำนวนโรงเรียนที่รับ",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="ว่างไว้คือรับทุกโรงเรียนที่ผ่านเกณฑ์",
    )
    pass_mark = models.DecimalField(
        "เกณฑ์ผ่าน (ร้อยละของคะแนนรวม)", max_digits=5, decimal_places=2, default=0,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    announced_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)
    updated_at = models.DateTimeField()

    objects = SelectionRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pass_mark__range=(0, 100)), name="pass_mark_is_a_percentage"),
            models.UniqueConstraint(
                fields=["project_year", "title"], condition=~Q(state="cancelled"), name="one_round_per_title"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """`highest` points can be given; they count `weight` of all weights. `at_least` points are needed to pass."""

    round = models.ForeignKey(SelectionRound, on_delete=models.CASCADE, related_name="criteria")
    text = models.CharField("เกณฑ์", max_length=300)
    weight = models.DecimalField("น้ำหนัก", max_digits=6, decimal_places=2, default=1)
    highest = models.DecimalField("คะแนนเต็ม", max_digits=6, decimal_places=2, default=5)
    at_least = models.DecimalField(
        "ต้องได้อย่างน้อย", max_digits=6, decimal_places=2, null=True, blank=True, help_text="ว่างไว้คือไม่กำหนดขั้นต่ำของข้อนี้"
    )

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__gt=0, highest__gt=0), name="criterion_counts_for_something")
        ]

    def __str__(self) -> str:
        return self.text


class Application(models.Model):
    """A school in a round, by itself or put forward by the office; `percent` and `rank` are of the announcement."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", "สมัครแล้ว"
        WITHDRAWN = "withdrawn", "ถอนแล้ว"
        SELECTED = "selected", "ได้รับคัดเลือก"
        REFUSED = "refused", "ไม่ได้รับคัดเลือก"

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="applications")
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="applications")
    by_office = models.BooleanField("สำนักงานเขตเสนอชื่อ", default=False)
    text = models.TextField("ความพร้อมและผลงาน")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.SUBMITTED)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    percent = models.DecimalField("คะแนนรวม (ร้อยละ)", max_digits=5, decimal_places=2, null=True)
    rank = models.PositiveSmallIntegerField("อันดับ", null=True)
    why = models.CharField("เหตุผล", max_length=300, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["round", "school__name_sort"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "school"], condition=~Q(state="withdrawn"), name="one_application_per_school"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school} · {self.round}"


class Score(models.Model):
    """The points the selectors agreed on for one criterion."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    points = models.DecimalField("คะแนน", max_digits=6, decimal_places=2)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion"], name="one_score_per_criterion"),
            models.CheckConstraint(condition=Q(points__gte=0), name="points_are_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
