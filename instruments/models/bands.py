"""How a score is put into words. A band is [its lower bound, the next band's lower bound), the top one closed."""

from django.db import models

from schools.querysets import ScopedQuerySet


class BandSet(models.Model):
    """Bands over the percentage, the mean or the total, applied to the unrounded value (facts §6.4)."""

    class Basis(models.TextChoices):
        PERCENT = "percent", "ร้อยละของคะแนนเต็ม"
        MEAN = "mean", "ค่าเฉลี่ย"
        TOTAL = "total", "คะแนนรวม"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="band_sets")
    name = models.CharField("ชื่อเกณฑ์", max_length=150)
    basis = models.CharField("คิดจาก", max_length=8, choices=Basis)
    lowest = models.DecimalField("ค่าต่ำสุด", max_digits=10, decimal_places=4)
    highest = models.DecimalField("ค่าสูงสุด", max_digits=10, decimal_places=4)
    source = models.CharField("ที่มา", max_length=300, blank=True)
    note = models.TextField("หมายเหตุ", blank=True)
    is_active = models.BooleanField("ใช้งาน", default=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="one_band_set_per_name")]

    def __str__(self) -> str:
        return self.name


class Band(models.Model):
    band_set = models.ForeignKey(BandSet, on_delete=models.CASCADE, related_name="bands")
    lower = models.DecimalField("ตั้งแต่", max_digits=10, decimal_places=4)
    label = models.CharField("ระดับ", max_length=60)
    level = models.PositiveSmallIntegerField("ลำดับระดับ (1 ต่ำสุด)")

    class Meta:
        ordering = ["band_set", "lower"]
        constraints = [
            models.UniqueConstraint(fields=["band_set", "lower"], name="one_band_per_lower_bound"),
            models.UniqueConstraint(fields=["band_set", "level"], name="one_band_per_level"),
        ]

    def __str__(self) -> str:
        return self.label
