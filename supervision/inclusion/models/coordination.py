"""The office's log of coordination on special education (ประสาน ส่งเสริม สนับสนุน)."""

from django.conf import settings
from django.db import models

from schools.querysets import ScopedQuerySet


class Coordination(models.Model):
    """With whom on what, and what came of it; never about a named pupil. Cancelled rows keep their reason."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="coordinations")
    school = models.ForeignKey(
        "schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="coordinations",
        verbose_name="โรงเรียน",
    )  # fmt: skip
    body = models.ForeignKey(
        "schools.OutsideBody", null=True, blank=True, on_delete=models.PROTECT, related_name="coordinations",
        verbose_name="หน่วยงาน",
    )  # fmt: skip
    body_text = models.CharField("หน่วยงานอื่น", max_length=200, blank=True)
    done_on = models.DateField("วันที่ประสาน")
    about = models.CharField("เรื่อง", max_length=300)
    result = models.TextField("ผล", blank=True)
    next_on = models.DateField("ติดตามอีกครั้ง", null=True, blank=True)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True, editable=False)
    stamp = models.PositiveIntegerField(default=1, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on", "-pk"]
        indexes = [models.Index(fields=["district", "done_on"])]

    def __str__(self) -> str:
        return self.about

    @property
    def with_whom(self) -> str:
        return self.body.name if self.body is not None else self.body_text

    @property
    def is_cancelled(self) -> bool:
        return bool(self.cancel_reason)
