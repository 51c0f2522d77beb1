"""Pupils and teachers of a school in one academic year, typed by the office or by the school itself."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from core.thai.years import law_academic_year
from schools.importing.sheets import COUNT_KEYS
from schools.models import School, SchoolYearCount
from schools.permissions import can_write_counts
from schools.services.schools import school_pointer


@transaction.atomic
def set_year_count(
    school: School, *, actor: Any, academic_year: int, values: dict[str, int], today: date | None = None
) -> SchoolYearCount:
    """Enter or correct the counts (COUNT_KEYS) of ปีการศึกษา `academic_year` (พ.ศ.); 0 is a count."""
    school = School.objects.select_for_update(of=("self",)).select_related("district").get(pk=school.pk)
    if actor is not audit.SYSTEM and not can_write_counts(actor, school):
        raise NotAllowed("ท่านแก้ไขจำนวนนักเรียนและครูของโรงเรียนนี้ไม่ได้")
    running, _ = law_academic_year(today or timezone.localdate())
    if not 2500 <= academic_year <= running + 1:
        raise DomainError(f"ปีการศึกษาต้องเป็น พ.ศ. ระหว่าง 2500–{running + 1}", field="academic_year")
    if unknown := set(values) - set(COUNT_KEYS):
        raise ValueError(f"not counts: {sorted(unknown)}")
    for key, value in values.items():
        if not 0 <= value <= 100_000:
            raise DomainError("ต้องเป็นจำนวน 0–100,000", field=key)
    before = SchoolYearCount.objects.filter(school=school, academic_year=academic_year).first()
    if before and all(getattr(before, key) == value for key, value in values.items()):
        return before
    count, _ = SchoolYearCount.objects.update_or_create(school=school, academic_year=academic_year, defaults=values)
    audit.record(
        actor=actor,
        action="school.counts",
        target=school_pointer(school),
        district_code=school.district.code,
        data={
            "year": academic_year,
            "before": {key: getattr(before, key) for key in COUNT_KEYS} if before else None,
            "after": values,
        },
    )
    return count
