"""The yearly call: which academic year, which form, by which sets, until when; it goes to the schools in scope."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from qa.sar.querysets import SarCallQuerySet


class SarCall(models.Model):
    """The office asks its schools for the SAR of one academic year (พ.ศ.). A level of teaching without a set is not
    asked for. The guide is text and the files that hang on the pointer "sar_call"."""

    class Form(models.TextChoices):
        LONG = "long", "ฉบับเต็ม รายมาตรฐานและประเด็นพิจารณา"
        SHORT = "short", "ฉบับย่อ 3 คำถาม ตามกฎกระทรวง พ.ศ. 2561"

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        OPEN = "open", "เปิดรับ"
        CLOSED = "closed", "ปิดรับแล้ว"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="sar_calls")
    academic_year = models.PositiveIntegerField("ปีการศึกษา (พ.ศ.)")
    title = models.CharField("ชื่อ", max_length=200)
    form = models.CharField("แบบของ SAR", max_length=6, choices=Form, default=Form.LONG)
    guide = models.TextField("คำชี้แจงถึงโรงเรียน", blank=True)
    early_set = models.ForeignKey(
        "qa_standards.StandardSet", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="ชุดมาตรฐานระดับปฐมวัย",
    )  # fmt: skip
    basic_set = models.ForeignKey(
        "qa_standards.StandardSet", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="ชุดมาตรฐานระดับขั้นพื้นฐาน",
    )  # fmt: skip
    due_on = models.DateField("กำหนดส่ง")
    ask_evidence = models.BooleanField("ทุกประเด็นที่ประเมินต้องมีหลักฐาน", default=True)
    ask_board = models.BooleanField("ต้องมีความเห็นชอบของคณะกรรมการสถานศึกษา", default=True)
    remind_before = models.PositiveSmallIntegerField("เตือนก่อนครบกำหนด (วัน)", default=7)
    remind_every = models.PositiveSmallIntegerField("หลังเลยกำหนดเตือนทุก (วัน)", default=7)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    objects = SarCallQuerySet.as_manager()

    class Meta:
        ordering = ["-academic_year", "-pk"]
        indexes = [models.Index(fields=["district", "state", "due_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "academic_year"], condition=~Q(state="cancelled"), name="one_sar_call_per_year"
            ),
            models.CheckConstraint(
                condition=Q(early_set__isnull=False) | Q(basic_set__isnull=False), name="sar_call_has_a_set"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def set_keys(self) -> dict[str, int]:
        """Level of teaching → key of the set asked for."""
        given = {"early": self.early_set_id, "basic": self.basic_set_id}
        return {level: key for level, key in given.items() if key is not None}

    def is_late(self, today: date) -> bool:
        return today > self.due_on
