"""Means of tests as results others paint with colours or count as an indicator.

Options: every paper of an exam together ("onet"), the plain mean of those a school sat that year, or one paper by key
("onet:12").
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Avg
from django.urls import reverse

from core.keys import number_of
from schools.results import Because, ResultKind, register_result
from supervision.achievement.models import ExamResult, Paper

KEY = "tests"


def _rows(option: str) -> Any:
    code, _, paper = option.partition(":")
    rows = ExamResult.objects.of_schools().filter(paper__exam__code=code).order_by()
    return rows.filter(paper=number_of(paper) or 0) if paper else rows


def _options(district: Any) -> list[tuple[str, str]]:
    """Exams and papers some school of the office has a result of; one query."""
    held = ExamResult.objects.of_district(district).of_schools().order_by().values("paper")
    papers = list(Paper.objects.filter(pk__in=held).select_related("exam"))
    found = dict.fromkeys((paper.exam.code, f"{paper.exam.short_name} เฉลี่ยทุกวิชา") for paper in papers)
    found |= dict.fromkeys((f"{paper.exam.code}:{paper.pk}", str(paper)) for paper in papers)
    return list(found)


def _years(district: Any, option: str) -> list[int]:
    rows = _rows(option).of_district(district).order_by("-academic_year")
    return list(rows.values_list("academic_year", flat=True).distinct())


def _values(district: Any, year: int, option: str) -> Mapping[int, Decimal]:
    rows = _rows(option).of_district(district).filter(academic_year=year)
    return dict(rows.values_list("school").annotate(Avg("mean")))


def _explain(school: Any, year: int, option: str) -> Sequence[Because]:
    url = reverse("achievement:school", args=[school.pk])
    rows = _rows(option).filter(school=school, academic_year=year).select_related("paper__exam").order_by("paper")
    return [Because(f"{row.paper} ผู้เข้าสอบ {row.sat} คน", f"{row.mean:.2f}", url) for row in rows]


def register() -> None:
    register_result(
        ResultKind(
            key=KEY, thai="ผลการทดสอบ", unit="คะแนน", lowest=Decimal(0), highest=Decimal(100), options=_options,
            years=_years, values=_values, explain=_explain,
        )
    )  # fmt: skip
