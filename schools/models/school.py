"""A school, its yearly counts, the size band they give, and what happened to it over the years."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from schools.models.lists import shipped_once
from schools.querysets import SchoolQuerySet, ScopedQuerySet

# From อนุบาล to มัธยม, in order.
LEVELS = tuple([f"อ.{n}" for n in (1, 2, 3)] + [f"ป.{n}" for n in range(1, 7)] + [f"ม.{n}" for n in range(1, 7)])


class School(models.Model):
    """Codes are text (zeros stay); both are optional and unique within the office. `name_breaks` is the name with "·"
    at the points where a long name may break on screen."""

    class Kind(models.TextChoices):
        PRIMARY = "primary", "ประถมศึกษา"
        EXPANDED = "expanded", "ขยายโอกาส"
        SECONDARY = "secondary", "มัธยมศึกษา"
        SPECIAL = "special", "การศึกษาพิเศษ"
        OTHER = "other", "อื่น ๆ"

    class Status(models.TextChoices):
        OPEN = "open", "เปิด"
        CLOSED = "closed", "ปิด"
        MERGED = "merged", "รวม"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="schools")
    # Null, not "", where a code is unknown: unknown codes must not collide in the unique constraints.
    code10 = models.CharField("รหัสโรงเรียน 10 หลัก", max_length=10, null=True, blank=True)  # noqa: DJ001 (see above)
    smis8 = models.CharField("รหัส SMIS 8 หลัก", max_length=8, null=True, blank=True)  # noqa: DJ001 (see above)
    name = models.CharField("ชื่อโรงเรียน", max_length=200)
    name_breaks = models.CharField("ชื่อพร้อมจุดตัดบรรทัด", max_length=220, blank=True)
    name_sort = models.CharField(max_length=400, editable=False)
    cluster = models.ForeignKey(
        "schools.Cluster", null=True, blank=True, on_delete=models.PROTECT, related_name="schools"
    )
    amphoe = models.ForeignKey(
        "schools.Amphoe", null=True, blank=True, on_delete=models.PROTECT, related_name="schools"
    )
    tambon = models.CharField("ตำบล", max_length=100, blank=True)
    kind = models.CharField("ประเภท", max_length=12, choices=Kind, default=Kind.PRIMARY)
    level_from = models.CharField("เปิดสอนตั้งแต่", max_length=10, blank=True, help_text="เช่น อ.2")
    level_to = models.CharField("ถึง", max_length=10, blank=True, help_text="เช่น ป.6 หรือ ม.3")
    latitude = models.DecimalField("ละติจูด", max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField("ลองจิจูด", max_digits=8, decimal_places=5, null=True, blank=True)
    status = models.CharField("สถานะ", max_length=8, choices=Status, default=Status.OPEN)
    opened_on = models.DateField("วันที่เปิด", null=True, blank=True)
    closed_on = models.DateField("วันที่ปิดหรือรวม", null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name_sort", "pk"]
        indexes = [
            models.Index(fields=["district", "name_sort", "id"]),
            models.Index(fields=["district", "cluster"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["district", "code10"], name="one_school_per_code10"),
            models.UniqueConstraint(fields=["district", "smis8"], name="one_school_per_smis8"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__gte=Decimal("-90"), latitude__lte=Decimal("90")),
                name="latitude_in_range",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__gte=Decimal("-180"), longitude__lte=Decimal("180")),
                name="longitude_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open_on(self, day: date) -> bool:
        """Whether it teaches on that day (`open_on` for one that is read already)."""
        return (self.opened_on is None or self.opened_on <= day) and (self.closed_on is None or self.closed_on > day)

    @property
    def levels(self) -> str:
        """อ.2–ป.6; one level alone once, empty where nobody entered them."""
        first, last = self.level_from, self.level_to
        return f"{first}–{last}" if first and last and first != last else first

    def teaches(self, level: str) -> bool:
        """Whether the register of today says so; a school whose levels nobody entered may teach any."""
        if self.level_from not in LEVELS or self.level_to not in LEVELS:
            return True
        return LEVELS.index(self.level_from) <= LEVELS.index(level) <= LEVELS.index(self.level_to)


class SchoolYearCount(models.Model):
    """Pupils and teachers of one school in one academic year; 0 is a count, absence is not."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="year_counts")
    academic_year = models.PositiveIntegerField("ปีการศึกษา (พ.ศ.)")
    pre_primary = models.PositiveIntegerField("นักเรียนก่อนประถม", default=0)
    primary = models.PositiveIntegerField("นักเรียนประถม", default=0)
    lower_secondary = models.PositiveIntegerField("นักเรียนมัธยมต้น", default=0)
    upper_secondary = models.PositiveIntegerField("นักเรียนมัธยมปลาย", default=0)
    teachers = models.PositiveIntegerField("ครู", default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-academic_year"]
        constraints = [models.UniqueConstraint(fields=["school", "academic_year"], name="one_count_per_school_year")]

    def __str__(self) -> str:
        return f"{self.school} {self.academic_year}: {self.pupils}"

    @property
    def pupils(self) -> int:
        return self.pre_primary + self.primary + self.lower_secondary + self.upper_secondary


class SizeScheme(models.Model):
    """A way to band schools by pupils (facts §7.4); the office chooses one, its reports name it."""

    district = models.ForeignKey("schools.District", on_delete=models.CASCADE, related_name="size_schemes")
    name = models.CharField("ชื่อเกณฑ์", max_length=150)
    source = models.CharField("ที่มา", max_length=300, blank=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_size_scheme_per_name"),
            shipped_once("size_scheme_shipped_once", "district"),
        ]

    def __str__(self) -> str:
        return self.name


class SizeBand(models.Model):
    """From `at_least` pupils up to the next band's `at_least`, that one excluded."""

    scheme = models.ForeignKey(SizeScheme, on_delete=models.CASCADE, related_name="bands")
    at_least = models.PositiveIntegerField("ตั้งแต่ (คน)")
    label = models.CharField("ขนาด", max_length=60)

    class Meta:
        ordering = ["scheme", "at_least"]
        constraints = [models.UniqueConstraint(fields=["scheme", "at_least"], name="one_band_per_bound")]

    def __str__(self) -> str:
        return self.label


class SchoolChange(models.Model):
    """An act on a school with its date: what it was before, what it became, what became of its work."""

    class Kind(models.TextChoices):
        OPENED = "opened", "เปิด"
        RENAMED = "renamed", "เปลี่ยนชื่อ"
        CLOSED = "closed", "ปิด"
        MERGED = "merged", "รวมกับโรงเรียนอื่น"
        SPLIT = "split", "แยกเป็นโรงเรียนใหม่"
        REOPENED = "reopened", "เปิดอีกครั้ง"
        MOVED = "moved", "ย้ายกลุ่ม"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    effective_on = models.DateField("มีผลวันที่")
    old_name = models.CharField(max_length=200, blank=True)
    new_name = models.CharField(max_length=200, blank=True)
    other = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField("อ้างถึงคำสั่ง/ประกาศ", max_length=200, blank=True)
    note = models.TextField("หมายเหตุ", blank=True)
    effects = models.JSONField(default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="ว่าง = คำสั่งของระบบ"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-effective_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.school} {self.effective_on}"
