"""Results the yearly counts give: how many pupils a teacher has."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse

from schools.models import SchoolYearCount
from schools.results import Because, ResultKind, register_result

KEY = "pupils-per-teacher"
# The end of the scale; a school above it stands at its end, and its explanation says so. Ours, no source states one.
MOST = Decimal(40)


def _rate(row: SchoolYearCount) -> Decimal | None:
    """None where nobody counted a teacher: no rate can be told."""
    return min(Decimal(row.pupils) / row.teachers, MOST) if row.teachers else None


def _years(district: Any, option: str) -> list[int]:
    rows = SchoolYearCount.objects.filter(school__district=district, teachers__gt=0)
    return list(rows.order_by("-academic_year").values_list("academic_year", flat=True).distinct())


def _values(district: Any, year: int, option: str) -> Mapping[int, Decimal]:
    rows = SchoolYearCount.objects.filter(school__district=district, academic_year=year).order_by()
    return {row.school_id: rate for row in rows if (rate := _rate(row)) is not None}


def _explain(school: Any, year: int, option: str) -> Sequence[Because]:
    row = SchoolYearCount.objects.filter(school=school, academic_year=year).first()
    if row is None:
        return []
    url = reverse("schools:school", args=[school.pk])
    found = [
        Because(f"นักเรียนทั้งหมด ปีการศึกษา {year}", f"{row.pupils:,} คน", url),
        Because("ครู", f"{row.teachers:,} คน", url),
    ]
    if not row.teachers:
        return [*found, Because("ไม่มีจำนวนครู", "คำนวณไม่ได้")]
    exact = Decimal(row.pupils) / row.teachers
    found.append(Because("นักเรียน ÷ ครู", f"{exact:.2f}"))
    if exact > MOST:
        found.append(Because(f"เกิน {MOST} คน นับเป็น {MOST}", str(MOST)))
    return found


def register() -> None:
    register_result(
        ResultKind(
            key=KEY, thai="จำนวนนักเรียนต่อครู", unit="คนต่อครู 1 คน", lowest=Decimal(0), highest=MOST,
            options=lambda district: [("all", "ทั้งโรงเรียน")], years=_years, values=_values, explain=_explain,
            lower_is_better=True,
        )
    )  # fmt: skip
