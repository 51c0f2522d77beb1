"""Boundaries of academic years and terms: reference data each office may correct for itself."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from schools.querysets import ScopedQuerySet


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class AcademicTerm(models.Model):
    """One term, both days included. A day between two terms counts to the one before it (ระเบียบ ศธ. 2549)."""

    district = models.ForeignKey("schools.District", on_delete=models.CASCADE, related_name="terms")
    academic_year = models.PositiveIntegerField("ปีการศึกษา (พ.ศ.)")
    term = models.PositiveSmallIntegerField("ภาคเรียนที่")
    starts_on = models.DateField("วันเปิดภาคเรียน")
    ends_on = models.DateField("วันปิดภาคเรียน")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["district", "academic_year", "term"], name="one_row_per_term"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_start"),
            ExclusionConstraint(
                name="terms_do_not_overlap",
                expressions=[
                    ("district", RangeOperators.EQUAL),
                    (
                        DateRange("starts_on", "ends_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"ภาคเรียนที่ {self.term}/{self.academic_year}"
