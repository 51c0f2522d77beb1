"""ทะเบียนสื่อและนวัตกรรม: what schools and supervisors made, how it was judged, who used it. Files hang on
Pointer("learning_medium", pk)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from supervision.media.querysets import MediumQuerySet, MediumReviewQuerySet


class Medium(models.Model):
    """One medium or innovation of a school, or of the office (school empty)."""

    class Kind(models.TextChoices):
        MEDIUM = "medium", "สื่อการเรียนรู้"
        INNOVATION = "innovation", "นวัตกรรม"
        DIGITAL = "digital", "สื่อดิจิทัลและเทคโนโลยี"
        EXERCISE = "exercise", "แบบฝึกและใบงาน"
        VIDEO = "video", "วีดิทัศน์"

    class Grade(models.TextChoices):
        EARLY = "early", "ปฐมวัย"
        LOWER = "p1-3", "ป.1–ป.3"
        UPPER = "p4-6", "ป.4–ป.6"
        MIDDLE = "m1-3", "ม.1–ม.3"
        HIGH = "m4-6", "ม.4–ม.6"
        TEACHERS = "teachers", "ครูและบุคลากร"

    class Licence(models.TextChoices):
        FREE = "free", "ใช้และดัดแปลงได้ ระบุที่มา"
        AS_IS = "as-is", "ใช้ได้ตามต้นฉบับ ระบุที่มา"
        ASK = "ask", "ใช้ได้เมื่อติดต่อขออนุญาตเจ้าของ"
        PRIVATE = "private", "ใช้ภายในเจ้าของเท่านั้น"

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "รอพิจารณา"
        RETURNED = "returned", "ตีกลับ"
        LISTED = "listed", "ขึ้นทะเบียนแล้ว"
        WITHDRAWN = "withdrawn", "เลิกใช้"

    class Level(models.IntegerChoices):
        BEST = 5, "ดีเยี่ยม"
        VERY_GOOD = 4, "ดีมาก"
        GOOD = 3, "ดี"
        FAIR = 2, "พอใช้"
        POOR = 1, "ปรับปรุง"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="media")
    school = models.ForeignKey(
        "schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="media", verbose_name="โรงเรียน"
    )
    owner = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="media",
        verbose_name="เจ้าของผลงาน",
    )  # fmt: skip
    makers = models.CharField("ผู้ร่วมจัดทำ", max_length=300, blank=True)
    title = models.CharField("ชื่อผลงาน", max_length=250)
    kind = models.CharField("ชนิด", max_length=10, choices=Kind, default=Kind.MEDIUM)
    subject_group = models.ForeignKey(
        "schools.SubjectGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="media",
        verbose_name="กลุ่มสาระ",
    )  # fmt: skip
    grades = ArrayField(models.CharField(max_length=8, choices=Grade), default=list, verbose_name="ใช้กับ")
    work_group = models.ForeignKey(
        "schools.WorkGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="media",
        verbose_name="กลุ่มงาน",
    )  # fmt: skip
    task = models.ForeignKey(
        "schools.WorkTask", null=True, blank=True, on_delete=models.PROTECT, related_name="media",
        verbose_name="งานตามขอบข่าย",
    )  # fmt: skip
    project = models.ForeignKey(
        "schools.Project", null=True, blank=True, on_delete=models.PROTECT, related_name="media",
        verbose_name="โครงการ",
    )  # fmt: skip
    problem = models.TextField("ปัญหาที่แก้และจุดประสงค์", blank=True)
    usage = models.TextField("วิธีใช้", blank=True)
    outcome = models.TextField("ผลที่เกิดกับผู้เรียน", blank=True)
    licence = models.CharField("การอนุญาตให้ใช้", max_length=8, choices=Licence, default=Licence.AS_IS)
    url = models.URLField("ลิงก์", max_length=2000, blank=True)
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.DRAFT)
    for_schools = models.BooleanField("โรงเรียนในสังกัดใช้ร่วมกัน", default=False, editable=False)
    round = models.PositiveSmallIntegerField("ครั้งที่ส่ง", default=0, editable=False)
    reason = models.TextField("เหตุที่ตีกลับหรือเลิกใช้", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("ส่งเมื่อ", null=True)
    listed_at = models.DateTimeField("ขึ้นทะเบียนเมื่อ", null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = MediumQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        indexes = [
            models.Index(fields=["district", "state", "-updated_at"]),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="medium_title_trigrams"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "school", "title"], condition=~Q(state="withdrawn"), nulls_distinct=False,
                name="one_medium_per_title_and_owner",
            ),
            models.CheckConstraint(
                condition=Q(for_schools=False) | (Q(state="listed") & ~Q(licence="private")),
                name="only_listed_media_are_shared",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_editable(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.RETURNED)

    @property
    def place(self) -> str:
        """Whose it is: the school's name, or the office."""
        return self.school.name if self.school is not None else "สำนักงานเขต"

    @property
    def grade_words(self) -> str:
        return ", ".join(label for value, label in self.Grade.choices if value in self.grades)


class Review(models.Model):
    """What one reviewer found of a medium as it was sent the nth time: a level and why, with the sheet of an
    instrument where one was asked for."""

    medium = models.ForeignKey(Medium, on_delete=models.CASCADE, related_name="reviews")
    round = models.PositiveSmallIntegerField("ครั้งที่ส่ง")
    reviewer = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="media_reviews")
    version = models.ForeignKey(
        "instruments.InstrumentVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="แบบประเมิน",
    )  # fmt: skip
    response = models.OneToOneField(
        "instruments.Response", null=True, on_delete=models.PROTECT, related_name="media_review"
    )
    level = models.PositiveSmallIntegerField("ระดับ", choices=Medium.Level, null=True, blank=True)
    opinion = models.TextField("ความเห็นและข้อเสนอแนะ", blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due = models.DateField("ให้ผลภายใน", null=True, blank=True)
    done_at = models.DateTimeField("ให้ผลเมื่อ", null=True)

    objects = MediumReviewQuerySet.as_manager()

    class Meta:
        ordering = ["medium", "-round", "reviewer__name_sort", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["medium", "round", "reviewer"], name="once_a_reviewer_of_a_round"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(level__isnull=False), name="a_finished_review_has_a_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.medium} · {self.reviewer}"


class MediumUse(models.Model):
    """One use: who, where, what came of it."""

    medium = models.ForeignKey(Medium, on_delete=models.PROTECT, related_name="uses")
    school = models.ForeignKey(
        "schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="media_uses",
        verbose_name="โรงเรียนที่ใช้",
    )  # fmt: skip
    used_on = models.DateField("วันที่ใช้")
    user_name = models.CharField("ผู้ใช้", max_length=200)
    place = models.CharField("ชั้น กลุ่ม หรือสถานที่", max_length=200, blank=True)
    learners = models.PositiveIntegerField("จำนวนผู้เรียน (คน)", null=True, blank=True)
    result = models.TextField("ผลการใช้")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["medium", "-used_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["medium", "school", "used_on", "user_name", "place"], nulls_distinct=False,
                name="one_use_once_noted",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.medium} · {self.user_name}"
