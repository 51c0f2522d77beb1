"""The district's summary, the schools behind its numbers, sources side by side, and what the reports say in words."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.access import requires
from core.filters import TextFilter
from core.tables import TITLE, Column, Table
from qa.levels.models import ExternalResult, SchoolLevel
from qa.levels.permissions import may_read_school
from qa.levels.queries.behind import behind
from qa.levels.queries.beside import beside, years_of_school
from qa.levels.queries.pictures import overall_chart, standards_chart, trend_chart
from qa.levels.queries.scope import told
from qa.levels.queries.summary import Summary
from qa.levels.queries.synthesis import synthesise
from qa.levels.texts import texts_of
from qa.levels.views.base import address, drawn, summary_asked
from qa.standards.models import EducationLevel
from schools.models import School
from schools.scope import holds
from schools.views.common import require

SHOWN = 12


def _choices(found: Summary) -> dict[str, Any]:
    """The three choices every page of figures offers."""
    years = sorted({found.year, *found.years_held}, reverse=True)
    return {
        "found": found,
        "years": years,
        "levels": EducationLevel.choices,
        "sources": SchoolLevel.Source.choices,
        "query": urlencode(address(found)),
    }


@requires("district.read")
@require_safe
def summary_page(request: HttpRequest) -> HttpResponse:
    """Counts and percentages of one year, level and source, and what they leave out."""
    found = summary_asked(request)
    checks = found.checks
    user, district = request.user, found.district
    context: dict[str, Any] = _choices(found)
    if found.has_levels:
        context |= {
            "total": found.total,
            "overall": drawn(found.overall_table, found),
            "tables": [drawn(table, found) for table in (found.standard_table, *found.group_tables) if table.lines],
            "trend": [(block, drawn(block.table, found), trend_chart(block)) for block in found.trend],
            "chart": overall_chart(found),
            "items_chart": standards_chart(found),
        }
    context |= {
        "checks": checks,
        "missing": [told(school) for school in checks.missing[:SHOWN]],
        "more_missing": max(0, len(checks.missing) - SHOWN),
        "other_sets": [one for one in found.sets_held if one != found.set],
        "may_print": holds(user, "report.run", district=district),
        "may_import": holds(user, "import.run", district=district),
        "document": reverse("reports:document", args=["qa-district-summary"]),
    }
    return render(request, "qa/levels/summary.html", context)


class BehindTable(Table):
    """The schools a number counts; `levels` says what each has."""

    row_template = "qa/levels/_behind_row.html"
    default_sort = "school"
    unit = "โรงเรียน"
    empty = "ไม่มีโรงเรียนตามจำนวนนี้"
    columns = (
        Column("school", "โรงเรียน", sort="name_sort", phone=TITLE),
        Column("code", "รหัสโรงเรียน"),
        Column("cluster", "กลุ่ม"),
        Column("amphoe", "อำเภอ"),
        Column("level", "ระดับคุณภาพ"),
    )
    filters = (TextFilter("q", "ค้นหาโรงเรียน", fields=("name",)),)


@requires("district.read")
@require_safe
def schools_page(request: HttpRequest) -> HttpResponse:
    """The list behind a number of the summary."""
    found = summary_asked(request)
    levels, words = behind(found, request.GET.dict())
    rows = School.objects.visible_to(request.user).filter(pk__in=levels).select_related("cluster", "amphoe")
    table = BehindTable(request, rows, title="โรงเรียน", levels=levels)
    for row in table.rows:
        row.told_level = levels[row.pk]
    context = {**_choices(found), "table": table, "words": words, "count": len(levels)}
    return render(request, "qa/levels/schools.html", context)


@requires("district.read")
@require_safe
def beside_page(request: HttpRequest) -> HttpResponse:
    """Self-assessment, the office and the assessor from outside, school by school."""
    found = summary_asked(request)
    rows = beside(found.district, found.scope.schools, level=found.level, year=found.year)
    wanted = request.GET.get("only") == "differs"
    shown = [row for row in rows if row.differs] if wanted else rows
    context = {
        **_choices(found), "rows": shown, "differs": sum(row.differs for row in rows), "only": wanted, "all": len(rows)
    }  # fmt: skip
    return render(request, "qa/levels/beside.html", context)


@requires("district.read")
@require_safe
def synthesis_page(request: HttpRequest) -> HttpResponse:
    """Strengths and points to improve of the reports, most frequent first."""
    found = summary_asked(request)
    texts = texts_of(found.district, found.year, found.level, found.source)
    topics = synthesise(texts, [(one.pk, str(one)) for one in found.standards])
    context = {**_choices(found), "topics": topics, "schools": len({text.school for text in texts})}
    return render(request, "qa/levels/synthesis.html", context)


@requires("district.read", "school.read")
@require_safe
def school_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One school: its levels over the years and what was found from outside."""
    schools = School.objects.visible_to(request.user).select_related("district__settings")
    school: School = get_object_or_404(schools, pk=pk)
    require(may_read_school(request.user, school))
    results = (
        ExternalResult.objects.visible_to(request.user)
        .filter(school=school)
        .select_related("round", "scale_level")
        .prefetch_related("standards", "advice__action")
    )
    context = {
        "school": school,
        "years": years_of_school(request.user, school),
        "sources": SchoolLevel.Source.choices,
        "results": results,
    }
    return render(request, "qa/levels/school.html", context)
