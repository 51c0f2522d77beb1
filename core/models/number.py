"""Running numbers of documents: one counter row per district, series and year, taken under its row lock."""

from django.db import models


class NumberSeries(models.Model):
    district_code = models.CharField(max_length=20)
    series = models.CharField(max_length=60)
    year = models.PositiveIntegerField(help_text="พ.ศ. ของปีที่ชุดเลขใช้ (ปีปฏิทินหรือปีงบประมาณตามชุด)")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district_code", "series", "year"], name="one_counter_per_series_year")
        ]

    def __str__(self) -> str:
        return f"{self.district_code} {self.series} {self.year}: {self.last}"
