"""Who holds which role where, from when until when. The database refuses overlaps of the same holding."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from accounts.roles import ROLES
from schools.models.years import DateRange
from schools.querysets import AppointmentQuerySet


class Appointment(models.Model):
    """A role of `accounts.roles` held by a person in a district or at a school; both days are included."""

    class Acting(models.TextChoices):
        NO = "", "ดำรงตำแหน่ง"
        IN_CHARGE = "in_charge", "รักษาการ"
        ON_BEHALF = "on_behalf", "ปฏิบัติหน้าที่แทน"

    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField("บทบาท", max_length=40, choices=[(role.code, role.thai) for role in ROLES.values()])
    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="appointments")
    school = models.ForeignKey(
        "schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    starts_on = models.DateField("ตั้งแต่")
    ends_on = models.DateField("ถึง", null=True, blank=True)
    acting = models.CharField("ลักษณะ", max_length=12, choices=Acting, blank=True, default=Acting.NO)
    order_reference = models.CharField("คำสั่งที่", max_length=100, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["district", "role", "starts_on"]
        indexes = [models.Index(fields=["district", "role"]), models.Index(fields=["school", "role"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="appointment_ends_after_start"
            ),
            ExclusionConstraint(
                name="appointments_do_not_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("district", RangeOperators.EQUAL),
                    (Coalesce("school_id", 0), RangeOperators.EQUAL),
                    (
                        DateRange("starts_on", "ends_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.person}"
