"""กลุ่มสีคุณภาพ: an office's own cut points for any result there is for each school (facts §4; Phatthalung 2)."""

from django.conf import settings
from django.db import models

from schools.querysets import ScopedQuerySet


class ColourScheme(models.Model):
    """`result` and `option` name a result of `schools.results`; without an option it holds for every option that has
    none of its own. `lower_limit` is the office's คะแนนขีดจำกัดล่าง: a school below it is marked whatever its colour."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="colour_schemes")
    result = models.CharField("ผลที่ใช้จัดกลุ่ม", max_length=40)
    option = models.CharField(max_length=80, blank=True)
    name = models.CharField("ชื่อเกณฑ์", max_length=150)
    lower_limit = models.DecimalField("คะแนนขีดจำกัดล่าง", max_digits=9, decimal_places=2, null=True, blank=True)
    source = models.CharField("ที่มา", max_length=300, blank=True)
    is_example = models.BooleanField("ตัวอย่าง ปรับได้", default=False)
    stamp = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["result", "option", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["district", "result", "option"], name="one_colour_scheme_per_result")
        ]

    def __str__(self) -> str:
        return self.name


class ColourBand(models.Model):
    """[its lower bound, the next band's lower bound), the top one closed at the highest value there is."""

    class Colour(models.TextChoices):
        BLUE = "blue", "น้ำเงิน"
        GREEN = "green", "เขียว"
        YELLOW = "yellow", "เหลือง"
        ORANGE = "orange", "แสด"
        RED = "red", "แดง"

    scheme = models.ForeignKey(ColourScheme, on_delete=models.CASCADE, related_name="bands")
    colour = models.CharField("สี", max_length=6, choices=Colour)
    lower = models.DecimalField("ตั้งแต่", max_digits=9, decimal_places=2)
    label = models.CharField("ความหมาย", max_length=100, blank=True)

    class Meta:
        ordering = ["scheme", "-lower"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "colour"], name="one_band_per_colour"),
            models.UniqueConstraint(fields=["scheme", "lower"], name="one_colour_per_lower_bound"),
        ]

    def __str__(self) -> str:
        return self.get_colour_display()
