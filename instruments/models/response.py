"""Answer sheets. The score columns are worked out from the answers by the scoring service and only cached here."""

import uuid

from django.db import models
from django.db.models import Q

from instruments.querysets import ResponseQuerySet


class Response(models.Model):
    """One instrument version filled in once, about a school, a class or a person; without a school it is a gathering's
    evaluation by somebody who is not named, and only the gathering leads to it.

    `is_internal`: a school's own classroom supervision. Such a sheet never leaves the school: no page, figure, export
    or document of the office reads it (instruments.permissions.readable, instruments.querysets).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey("instruments.InstrumentVersion", on_delete=models.PROTECT, related_name="responses")
    school = models.ForeignKey(
        "schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="responses"
    )
    classroom = models.CharField("ห้องเรียน", max_length=40, blank=True, help_text="เช่น ป.1/1")
    person = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="responses"
    )
    answered = models.PositiveSmallIntegerField("จำนวนข้อที่ให้คะแนน", default=0)
    total = models.DecimalField(max_digits=10, decimal_places=3, null=True)
    highest = models.DecimalField("คะแนนเต็มของข้อที่ให้คะแนน", max_digits=10, decimal_places=3, null=True)
    mean = models.DecimalField(max_digits=12, decimal_places=8, null=True)
    percent = models.DecimalField(max_digits=12, decimal_places=8, null=True)
    band = models.ForeignKey("instruments.Band", null=True, on_delete=models.PROTECT, related_name="+")
    is_internal = models.BooleanField("นิเทศภายในของโรงเรียน", default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["version", "school"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False) | Q(person__isnull=True, classroom="", is_internal=False),
                name="sheet_without_school_names_nobody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} · {self.school or 'ไม่ระบุผู้ตอบ'}"


class Answer(models.Model):
    """One item's answer. `number` for ratings, yes/no (1/0), choice and numbers; `text` otherwise; `values` for many
    choices or a place; `not_observed` leaves the item out of every score."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey("instruments.Item", on_delete=models.PROTECT, related_name="answers")
    number = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    text = models.TextField(blank=True)
    values = models.JSONField(null=True)
    not_observed = models.BooleanField(default=False)
    note = models.TextField("บันทึก", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "item"], name="one_answer_per_item"),
            models.CheckConstraint(
                condition=Q(not_observed=False) | Q(number__isnull=True), name="not_observed_has_no_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.number if self.number is not None else self.text}"
