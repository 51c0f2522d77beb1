"""แบบ 7.1, 7.2 and 7.3: what the office saw, assessed and reported of a school's own quality assurance (facts §3.3)."""

from django.conf import settings
from django.db import models

from qa.followup.querysets import FollowUpQuerySet


class FollowUp(models.Model):
    """One of the three forms of a school in an academic year, filled in by an assessor of the office.

    `exemplary` is the assessor's word that others may learn from the school, with what in. `stamp` counts the saves.
    """

    class Form(models.TextChoices):
        SYSTEM = "7.1", "แบบ 7.1 นิเทศติดตามระบบ"
        ASSESSMENT = "7.2", "แบบ 7.2 ประเมินผลระบบ"
        REPORT = "7.3", "แบบ 7.3 รายงานผล"

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "รอโรงเรียนรับทราบ"
        ACKNOWLEDGED = "acknowledged", "โรงเรียนรับทราบแล้ว"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="quality_follow_ups")
    academic_year = models.PositiveIntegerField("ปีการศึกษา (พ.ศ.)")
    form = models.CharField("แบบ", max_length=3, choices=Form)
    round_no = models.PositiveSmallIntegerField("ครั้งที่", default=1)
    version = models.ForeignKey("instruments.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    response = models.OneToOneField(
        "instruments.Response", null=True, on_delete=models.PROTECT, related_name="quality_follow_up"
    )
    done_on = models.DateField("วันที่ดำเนินการ")
    assessor = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="quality_follow_ups")
    exemplary = models.BooleanField("เป็นแบบอย่างได้", default=False)
    exemplary_in = models.CharField("เป็นแบบอย่างในเรื่อง", max_length=300, blank=True)
    state = models.CharField("สถานะ", max_length=12, choices=State, default=State.DRAFT)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    school_comment = models.TextField("ความเห็นของโรงเรียน", blank=True)
    stamp = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField("ส่งเมื่อ", null=True)
    acknowledged_at = models.DateTimeField("รับทราบเมื่อ", null=True)
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on", "-pk"]
        indexes = [models.Index(fields=["academic_year", "form", "state"]), models.Index(fields=["school", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "academic_year", "form", "round_no"],
                condition=~models.Q(state="cancelled"),
                name="one_follow_up_per_school_form_and_round",
            )
        ]

    def __str__(self) -> str:
        return f"แบบ {self.form} {self.school} ปีการศึกษา {self.academic_year}"

    @property
    def is_editable(self) -> bool:
        return self.state == self.State.DRAFT
