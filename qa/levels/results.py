"""The levels of schools' own assessment, as results others paint with colours or count as an indicator.

Options: an education level for the whole ("basic"), the same or the year before's where the year has none yet, because
a SAR comes after its year has ended ("basic+1"), or one of its standards by number ("basic:1").
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.urls import reverse

from qa.levels.models import SchoolLevel
from qa.standards.models import EducationLevel
from schools.results import Because, ResultKind, register_result

KEY = "qa-level"
LOWEST, HIGHEST = Decimal(1), Decimal(5)


OR_BEFORE = "+1"


def _of_years(option: str, year: int) -> tuple[int, ...]:
    return (year - 1, year) if option.endswith(OR_BEFORE) else (year,)


def _rows(option: str) -> Any:
    """Levels of an option that were given: ไม่ประเมิน is no value."""
    level, _, number = option.removesuffix(OR_BEFORE).partition(":")
    rows = SchoolLevel.objects.filter(source=SchoolLevel.Source.SELF, level=level, scale_level__isnull=False).order_by()
    if number:
        return rows.filter(standard__number=number, standard__parent=None)
    return rows.filter(standard=None)


def _options(district: Any) -> list[tuple[str, str]]:
    """The wholes, and every standard some school of the office has a level of; one query."""
    found = [(level.value, f"{level.label} ระดับโดยรวม") for level in EducationLevel]
    found += [(f"{level.value}{OR_BEFORE}", f"{level.label} ระดับโดยรวม ปีนั้นหรือปีก่อน") for level in EducationLevel]
    rows = (
        SchoolLevel.objects.filter(
            school__district=district, source=SchoolLevel.Source.SELF, standard__isnull=False, standard__parent=None
        )
        .order_by()
        .values_list("level", "standard__number", "standard__title")
        .annotate(last=Max("academic_year"))
        .order_by("level", "standard__number", "last")
    )
    # The same number in an older set may carry another title: the newest year's is shown.
    titles = {(level, number): title for level, number, title, _ in rows}
    for (level, number), title in titles.items():
        found.append((f"{level}:{number}", f"{EducationLevel(level).label} มาตรฐานที่ {number} {title}"))
    return found


def _years(district: Any, option: str) -> list[int]:
    rows = _rows(option).filter(school__district=district).order_by("-academic_year")
    return list(rows.values_list("academic_year", flat=True).distinct())


def _on_five(value: int, top: int) -> Decimal:
    """A scale that does not end at five is laid over one that does; the explanation says so."""
    found = Decimal(value) if top == HIGHEST else Decimal(value) * HIGHEST / top
    return min(max(found, LOWEST), HIGHEST)


def _values(district: Any, year: int, option: str) -> Mapping[int, Decimal]:
    rows = _rows(option).filter(school__district=district, academic_year__in=_of_years(option, year))
    told = rows.annotate(top=Max("set__scale__value")).values_list("school", "scale_level__value", "top")
    # The later year comes last, so it is the one that stays.
    return {school: _on_five(value, top) for school, value, top in told.order_by("academic_year")}


def _explain(school: Any, year: int, option: str) -> Sequence[Because]:
    row = (
        _rows(option)
        .filter(school=school, academic_year__in=_of_years(option, year))
        .order_by("-academic_year")
        .select_related("scale_level", "set", "standard")
        .annotate(top=Max("set__scale__value"))
        .first()
    )
    if row is None:
        return []
    url = reverse("levels:school", args=[school.pk])
    what = f"มาตรฐานที่ {row.standard.number}" if row.standard else "ระดับโดยรวม"
    label = f"{row.get_level_display()} {what} ปีการศึกษา {row.academic_year} ({row.get_source_display()})"
    found = [
        Because(label, f"{row.scale_level.word} ({row.scale_level.value})", url),
        Because("ชุดมาตรฐาน", str(row.set)),
    ]
    if row.top != HIGHEST:
        exact = _on_five(row.scale_level.value, row.top)
        found.append(Because(f"ชุดนี้เต็ม {row.top} เทียบเป็นเต็ม 5", f"{exact:.2f}"))
    return found


def register() -> None:
    register_result(
        ResultKind(
            key=KEY, thai="ระดับคุณภาพจาก SAR", unit="ระดับ", lowest=LOWEST, highest=HIGHEST, options=_options,
            years=_years, values=_values, explain=_explain,
        )
    )  # fmt: skip
