"""Official travel: who goes where from when until when, who allowed it, and what came of it.

Time is counted in half-days. A half-day has a number (`half_day`), so days, overlaps and months are sums of numbers.
"""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from office.travel.querysets import TripQuerySet
from schools.querysets import ScopedQuerySet


class Half(models.TextChoices):
    MORNING = "am", "เช้า"
    AFTERNOON = "pm", "บ่าย"


def half_day(day: date, half: str) -> int:
    """Running number of a half-day; the afternoon is one more than the morning."""
    return day.toordinal() * 2 + (1 if half == Half.AFTERNOON else 0)


def day_text(halves: int) -> str:
    """Half-days as days: 3, 2.5."""
    return f"{halves // 2}.5" if halves % 2 else str(halves // 2)


class _HalfDays(Func):
    function = "INT4RANGE"
    output_field = IntegerRangeField()


class Trip(models.Model):
    """A request and, once approved, a trip. `first_half` and `last_half` are the numbers of its first and last
    half-day, written by the services from days and halves. `authority` is the paper by which somebody outside the
    office approved it, where nobody of the office stands above who travels."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", "รออนุมัติ"
        RETURNED = "returned", "ส่งกลับให้แก้ไข"
        APPROVED = "approved", "อนุมัติแล้ว"
        REPORTED = "reported", "รายงานแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    class Vehicle(models.TextChoices):
        OFFICIAL = "official", "รถราชการ"
        OWN = "own", "รถส่วนตัว"
        PUBLIC = "public", "รถโดยสารหรือเครื่องบิน"
        SHARED = "shared", "โดยสารไปกับผู้อื่น"
        NONE = "none", "ไม่ใช้พาหนะ"

    class Cost(models.TextChoices):
        OFFICE = "office", "งบประมาณของสำนักงาน"
        PROJECT = "project", "งบโครงการ"
        HOST = "host", "หน่วยงานผู้จัดออกให้"
        NONE = "none", "ไม่เบิกค่าใช้จ่าย"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="trips")
    year = models.PositiveSmallIntegerField("ปีงบประมาณ (พ.ศ.)")
    number = models.PositiveIntegerField("เลขที่")
    lead = models.ForeignKey(
        "schools.Person", on_delete=models.PROTECT, related_name="led_trips", verbose_name="ผู้ขอและผู้รายงาน"
    )
    purpose = models.CharField("ไปราชการเพื่อ", max_length=300)
    place = models.CharField("สถานที่", max_length=300, blank=True)
    schools = models.ManyToManyField("schools.School", blank=True, related_name="trips", verbose_name="โรงเรียน")
    starts_on = models.DateField("ตั้งแต่วันที่")
    starts_half = models.CharField("ตั้งแต่", max_length=2, choices=Half, default=Half.MORNING)
    ends_on = models.DateField("ถึงวันที่")
    ends_half = models.CharField("ถึง", max_length=2, choices=Half, default=Half.AFTERNOON)
    first_half = models.IntegerField(editable=False)
    last_half = models.IntegerField(editable=False)
    vehicle = models.CharField("พาหนะ", max_length=8, choices=Vehicle, default=Vehicle.OFFICIAL)
    vehicle_note = models.CharField("ทะเบียนรถ ผู้ขับ หรือเที่ยว", max_length=200, blank=True)
    cost_source = models.CharField("ค่าใช้จ่ายจาก", max_length=8, choices=Cost, default=Cost.NONE)
    cost_note = models.CharField("รายละเอียดค่าใช้จ่าย", max_length=300, blank=True)
    cost = models.DecimalField("ประมาณการ (บาท)", max_digits=10, decimal_places=2, null=True, blank=True)
    reference = models.CharField("ตามหนังสือหรือคำสั่ง", max_length=200, blank=True)
    order = models.ForeignKey(
        "office_orders.Order",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="trips",
        verbose_name="คำสั่ง",
    )
    project = models.ForeignKey("schools.Project", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey("schools.WorkTask", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.SUBMITTED)
    reason = models.TextField("เหตุที่ส่งกลับหรือยกเลิก", blank=True)
    authority = models.CharField("อนุมัติโดยหน่วยเหนือ", max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("พิจารณาเมื่อ", null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("ขอเมื่อ")
    updated_at = models.DateTimeField()
    stamp = models.PositiveIntegerField(default=1)

    objects = TripQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(fields=["district", "-starts_on"]),
            models.Index(fields=["district", "ends_on"], condition=Q(state="approved"), name="trip_to_report"),
            GinIndex(fields=["purpose"], opclasses=["gin_trgm_ops"], name="trip_purpose_trigrams"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "number"], name="one_trip_per_number"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"), last_half__gte=F("first_half")), name="trip_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(cost__isnull=True) | Q(cost__gte=0), name="trip_costs_no_less"),
        ]

    def __str__(self) -> str:
        return f"ไปราชการ {self.number}/{self.year} {self.purpose}"

    @property
    def halves(self) -> int:
        return self.last_half - self.first_half + 1

    @property
    def days(self) -> str:
        return day_text(self.halves)

    @property
    def others(self) -> int:
        """How many go besides who asked; reads the people as they were fetched."""
        return len(self.people.all()) - 1

    @property
    def places(self) -> str:
        """Where to, in words; reads the schools as they were fetched."""
        names = [school.name for school in self.schools.all()]
        return ", ".join([*names, *([self.place] if self.place else [])])

    def report_due(self, days: int) -> date:
        """The last day the report is in time."""
        return self.ends_on + timedelta(days=days)

    @property
    def state_code(self) -> str:
        """Name of the chip's look."""
        return "done" if self.state == self.State.REPORTED else str(self.state)


class TripPerson(models.Model):
    """Somebody who goes. The half-days stand here too, so that the database itself keeps a person from being in two
    places, unless somebody said why (`overlap_reason`)."""

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="trip_places")
    first_half = models.IntegerField(editable=False)
    last_half = models.IntegerField(editable=False)
    is_live = models.BooleanField(default=True, editable=False)
    overlap_reason = models.CharField("เหตุที่ซ้อนกับรายการอื่น", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["trip", "pk"]
        indexes = [models.Index(fields=["person", "first_half"])]
        constraints = [
            models.UniqueConstraint(fields=["trip", "person"], name="once_on_a_trip"),
            ExclusionConstraint(
                name="one_place_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        _HalfDays("first_half", "last_half", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(is_live=True, overlap_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class TripReport(models.Model):
    """What came of the trip; its files hang on Pointer("trip", pk)."""

    trip = models.OneToOneField(Trip, on_delete=models.PROTECT, related_name="report")
    did = models.TextField("สิ่งที่ได้ดำเนินการ")
    outcome = models.TextField("ผลที่ได้รับ", blank=True)
    follow_up = models.TextField("สิ่งที่จะดำเนินการต่อ", blank=True)
    problems = models.TextField("ปัญหาและข้อเสนอแนะ", blank=True)
    spent = models.DecimalField("ค่าใช้จ่ายจริง (บาท)", max_digits=10, decimal_places=2, null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("รายงานเมื่อ")
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField("รับทราบเมื่อ", null=True)

    def __str__(self) -> str:
        return f"รายงาน {self.trip}"
