"""Write the levels of one school for one academic year, as one paper gave them."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError
from core.pointers import Pointer
from qa.levels.models import SchoolLevel
from qa.standards.models import EducationLevel, ScaleLevel, Standard, StandardSet
from schools.models import School


class Row(NamedTuple):
    """`standard` None is the whole, `scale_level` None is ไม่ประเมิน; `mean` is the unrounded mean where there is one."""

    standard: Standard | None
    scale_level: ScaleLevel | None
    mean: Decimal | None = None
    reason: str = ""


def level_pointer(school: School) -> Pointer:
    return Pointer("school", str(school.pk), school.name)


@transaction.atomic
def record_levels(
    school: School,
    *,
    academic_year: int,
    level: str,
    source: str,
    set: StandardSet,
    rows: Iterable[tuple[Standard | None, ScaleLevel | None, Decimal | None, str]],
    origin: str,
    actor: Any,
    now: datetime | None = None,
) -> list[SchoolLevel]:
    """Replace what the school has for that year (พ.ศ.), level and source; gives the rows in force afterwards.

    Who may is the question of the caller, who knows the paper (`origin`, a pointer as kind:key). The same rows again
    change nothing and leave no trace. DomainError for a scale or a standard of another set, a standard twice, a set
    of another level of teaching, and a school that does not teach the level.
    """
    wanted = [Row(*row) for row in rows]
    _check(school, level=level, source=source, chosen=set, rows=wanted)
    School.objects.select_for_update().get(pk=school.pk)
    held = SchoolLevel.objects.filter(school=school, academic_year=academic_year, level=level, source=source)
    before = list(held)
    if {_words(row) for row in before} == {_wanted(set, row) for row in wanted} and len(before) == len(wanted):
        return before
    now = now or timezone.now()
    held.delete()
    made = SchoolLevel.objects.bulk_create(
        SchoolLevel(
            school=school,
            academic_year=academic_year,
            level=level,
            source=source,
            set=set,
            standard=row.standard,
            scale_level=row.scale_level,
            mean=row.mean,
            reason=row.reason.strip(),
            origin=origin[:80],
            saved_by=None if actor is audit.SYSTEM else actor,
            updated_at=now,
        )
        for row in wanted
    )
    whole = next((row for row in wanted if row.standard is None), None)
    audit.record(
        actor=actor,
        action="levels.recorded",
        target=level_pointer(school),
        district_code=school.district.code,
        data={
            "year": academic_year,
            "level": EducationLevel(level).label,
            "source": SchoolLevel.Source(source).label,
            "word": (whole.scale_level.word if whole.scale_level else "ไม่ประเมิน") if whole else "-",
            "rows": len(wanted),
            "replaced": len(before),
            "origin": origin,
        },
        at=now,
    )
    return made


def _words(row: SchoolLevel) -> tuple[Any, ...]:
    return (row.set_id, row.standard_id, row.scale_level_id, row.mean, row.reason)


def _wanted(chosen: StandardSet, row: Row) -> tuple[Any, ...]:
    mean = None if row.mean is None else Decimal(row.mean).quantize(Decimal("0.000001"))
    return (
        chosen.pk,
        row.standard.pk if row.standard else None,
        row.scale_level.pk if row.scale_level else None,
        mean,
        row.reason.strip(),
    )


def _check(school: School, *, level: str, source: str, chosen: StandardSet, rows: list[Row]) -> None:
    if level not in EducationLevel.values:
        raise DomainError("ไม่รู้จักระดับการศึกษานี้", field="level")
    if source not in SchoolLevel.Source.values:
        raise DomainError("ไม่รู้จักที่มาของระดับคุณภาพนี้", field="source")
    if chosen.district_id != school.district_id:
        raise DomainError("ชุดมาตรฐานนี้เป็นของสำนักงานเขตอื่น", field="set")
    word = EducationLevel(level).label
    if chosen.level != level:
        raise DomainError(f"ชุดมาตรฐาน “{chosen}” ไม่ใช่ของระดับ{word}", field="set")
    if not teaches(school, level):
        raise DomainError(f"{school} ไม่ได้เปิดสอนระดับ{word}", field="school")
    seen = []
    for row in rows:
        if row.scale_level is not None and row.scale_level.set_id != chosen.pk:
            raise DomainError(
                f"ระดับ “{row.scale_level}” เป็นคำของชุด “{row.scale_level.set}” ไม่ใช่ของชุด “{chosen}”", field="scale_level"
            )
        if row.standard is not None and row.standard.set_id != chosen.pk:
            raise DomainError(f"มาตรฐาน “{row.standard}” ไม่อยู่ในชุด “{chosen}”", field="standard")
        if row.scale_level is None and row.mean is not None:
            raise DomainError("รายการที่ไม่ประเมินมีค่าเฉลี่ยไม่ได้", field="mean")
        key = row.standard.pk if row.standard else None
        if key in seen:
            raise DomainError(f"มีระดับของ “{row.standard or 'ภาพรวม'}” ซ้ำ", field="standard")
        seen.append(key)


def teaches(school: School, level: str) -> bool:
    """Whether the school teaches that level, whatever the year."""
    return bool(School.objects.teaching(level).filter(pk=school.pk).exists())


def record_overall(
    school: School,
    *,
    academic_year: int,
    level: str,
    source: str,
    scale_level: ScaleLevel,
    origin: str,
    actor: Any,
    now: datetime | None = None,
) -> list[SchoolLevel]:
    """Set the overall level alone; what the school has per standard in the same set stays."""
    chosen = scale_level.set
    held = SchoolLevel.objects.filter(
        school=school, academic_year=academic_year, level=level, source=source, set=chosen, standard__isnull=False
    ).select_related("standard", "scale_level")
    kept = [Row(row.standard, row.scale_level, row.mean, row.reason) for row in held]
    return record_levels(
        school, academic_year=academic_year, level=level, source=source, set=chosen,
        rows=[Row(None, scale_level), *kept], origin=origin, actor=actor, now=now,
    )  # fmt: skip
