"""Figures of a period's monitoring: the office's, area by area, and a school's own."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.approvals.content import plain
from kotpn.monitoring.models import AREAS, PlanArea, ResultReport
from qa.levels.queries.summary import summary
from qa.levels.queries.told import overall_of
from schools.models import School
from supervision.field.queries import AreaWork, Period, coverage, read_period, work_by_area

EDUCATION = ("basic", "early")


def period_of(report: ResultReport) -> Period:
    """The period; ValueError for a code no period has, which is a fault of ours."""
    found = read_period(report.committee.district, report.period_code)
    if found is None:
        raise ValueError(f"no period {report.period_code}")
    return found


def academic_year_of(period: Period) -> int:
    """Whose quality levels belong to the period: its own academic year, else the one that ended in the fiscal year."""
    return period.academic_year if period.academic_year is not None else (period.fiscal_year or 0) - 1


def quality_lines(district: Any, academic_year: int) -> list[dict[str, Any]]:
    """Schools by level of each education level's self-assessment, as the district summary counts them; without any
    level told the education level is left out."""
    found = []
    for level in EDUCATION:
        one = summary(district, level=level, year=academic_year)
        if one.has_levels:
            cells = [{"word": word.word, "n": n} for word, n in zip(one.scale, one.total.counts, strict=True)]
            found.append(
                {
                    "level": one.level_label, "year": academic_year, "schools": len(one.scope.schools), "cells": cells,
                    "not_assessed": one.total.not_assessed, "other": one.total.other, "missing": one.total.missing,
                }
            )  # fmt: skip
    return found


def figures_of(report: ResultReport, *, today: date) -> dict[str, Any]:
    """Everything a reader gets in numbers, JSON-ready; counts only, nobody's score."""
    district, period = report.committee.district, period_of(report)
    found = coverage(district, period, today=today)
    total = found.total
    return {
        "as_of": found.as_of,
        "needed": found.needed,
        "schools": total.schools,
        "done": total.done,
        "visits": total.visits,
        "distance": total.distance,
        "percent": total.percent,
        "never": total.never,
        "findings": total.findings,
        "findings_late": total.findings_late,
        "areas": [area_figures(row) for row in work_by_area(district, period, today=today)],
        "quality": quality_lines(district, academic_year_of(period)),
    }


def area_figures(row: AreaWork) -> dict[str, Any]:
    return {
        "area": row.area, "label": row.label, "visits": row.visits, "schools": row.schools, "findings": row.findings,
        "unfinished": row.unfinished, "late": row.late, "rated": row.rated,
        "level": f"{row.level:.2f}" if row.level is not None else "",
    }  # fmt: skip


def content_of(report: ResultReport, *, today: date) -> dict[str, Any]:
    """Texts and figures as they are put to the committee."""
    rows = {row.area: row for row in report.areas.all()}
    found: dict[str, Any] = plain(
        {
            "title": report.title,
            "period": report.period_label,
            "summary": report.summary,
            "suggestions": report.suggestions,
            "areas": [
                {
                    "area": area, "label": AREAS[area], "found": rows[area].found, "problems": rows[area].problems,
                    "suggestions": rows[area].suggestions,
                }
                for area in PlanArea.values
            ],
            "figures": figures_of(report, today=today),
        }
    )  # fmt: skip
    return found


def shown(report: ResultReport, *, today: date) -> dict[str, Any]:
    """What stands on page and paper: live while a draft, as it was sent afterwards."""
    if report.state == ResultReport.State.DRAFT or report.frozen is None:
        return content_of(report, today=today)
    frozen: dict[str, Any] = report.frozen
    return frozen


def own_figures(report: ResultReport, schools: Sequence[School], *, today: date) -> dict[int, dict[str, Any]]:
    """What each school is shown of itself: its visits and findings by area, and its own levels of the year."""
    district, period = report.committee.district, period_of(report)
    levels = overall_of([school.pk for school in schools], academic_year_of(period))
    return {
        school.pk: plain(
            {
                "areas": [area_figures(row) for row in work_by_area(district, period, today=today, school=school)],
                "levels": levels.get(school.pk, []),
            }
        )
        for school in schools
    }
