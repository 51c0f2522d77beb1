"""ถอดบทเรียน: what people took from a gathering, in the same four questions each time."""

from django.conf import settings
from django.db import models


class Lesson(models.Model):
    """One telling; several people may each write theirs. `saved_by` wrote it first."""

    gathering = models.ForeignKey("meetings.Gathering", on_delete=models.CASCADE, related_name="lessons")
    by_label = models.CharField("ผู้ถอดบทเรียน", max_length=200, help_text="ชื่อกลุ่มหรือผู้สะท้อน เช่น กลุ่มครูปฐมวัย")
    went_well = models.TextField("สิ่งที่ทำได้ดี", blank=True)
    went_badly = models.TextField("สิ่งที่ยังไม่สำเร็จหรือเป็นอุปสรรค", blank=True)
    learned = models.TextField("สิ่งที่ได้เรียนรู้", blank=True)
    next_steps = models.TextField("สิ่งที่จะทำต่อไป", blank=True)
    stamp = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["gathering", "pk"]

    def __str__(self) -> str:
        return f"ถอดบทเรียน: {self.by_label}"

    def parts(self) -> list[tuple[str, str]]:
        """(heading, text) of what was written."""
        names = ("went_well", "went_badly", "learned", "next_steps")
        told = [(str(self._meta.get_field(name).verbose_name), getattr(self, name)) for name in names]  # type: ignore[union-attr]  # names of plain fields
        return [(heading, text) for heading, text in told if text]
