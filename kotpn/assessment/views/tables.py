"""The result tables of a fiscal year, and the schools behind each number of them."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import district_or_404, requires
from core.filters import TextFilter
from core.keys import number_of
from core.tables import TITLE, Column, Table
from core.thai.years import fiscal_year
from kotpn.assessment.result_tables import ResultTables, result_tables
from qa.levels.queries.drawing import draw
from schools.models import School

YEARS = 5


def _asked(request: HttpRequest) -> ResultTables:
    """The tables of the year the address names; of the last that is over, unless it names one."""
    district = district_or_404(request)
    today = timezone.localdate()
    year = number_of(request.GET.get("year"))
    return result_tables(district, year if year and 2400 <= year <= 2700 else fiscal_year(today) - 1, today=today)


def _years(chosen: int) -> list[dict[str, Any]]:
    now = fiscal_year(timezone.localdate())
    here = reverse("assessment:tables")
    return [
        {"label": f"ปีงบประมาณ {year}", "url": f"{here}?year={year}", "count": None, "current": year == chosen}
        for year in sorted({chosen, *range(now, now - YEARS, -1)}, reverse=True)
    ]


@requires("district.read")
@require_safe
def tables(request: HttpRequest) -> HttpResponse:
    """Teams by post, schools by level and size, projects: each number opens its list."""
    found = _asked(request)
    levels = []
    for one in found.levels:
        here = reverse("assessment:table-schools", args=[one.key])

        def behind(where: Any, here: str = here) -> str:
            return f"{here}?{urlencode({'year': found.fiscal_year, **where})}"

        # The line of all schools stands last in each grouping; alone it is a table where there are none.
        levels.append((one, [draw(table, behind) for table in one.tables[1:] or one.tables]))
    context = {"found": found, "levels": levels, "years": _years(found.fiscal_year)}
    return render(request, "kotpn/assessment/tables.html", context)


class SchoolsTable(Table):
    """The schools a number counts, and what each has."""

    row_template = "qa/levels/_behind_row.html"
    default_sort = "school"
    unit = "โรงเรียน"
    empty = "ไม่มีโรงเรียนตามจำนวนนี้"
    columns = (
        Column("school", "โรงเรียน", sort="name_sort", phone=TITLE),
        Column("code", "รหัสโรงเรียน"),
        Column("cluster", "กลุ่ม"),
        Column("amphoe", "อำเภอ"),
        Column("level", "ระดับ"),
    )
    filters = (TextFilter("q", "ค้นหาโรงเรียน", fields=("name",)),)


@requires("district.read")
@require_safe
def table_schools(request: HttpRequest, key: str) -> HttpResponse:
    """The list behind a number of a table by level."""
    found = _asked(request)
    one = found.level(key)
    if one is None:
        raise Http404
    where = request.GET.dict()
    levels = {school.pk: word for school, word in one.behind(where)}
    rows = School.objects.visible_to(request.user).filter(pk__in=levels).select_related("cluster", "amphoe")
    table = SchoolsTable(request, rows, title="โรงเรียน")
    for row in table.rows:
        row.told_level = levels[row.pk]
    context = {"found": found, "one": one, "table": table, "words": one.said(where), "count": len(levels)}
    context["year"] = str(found.fiscal_year)
    return render(request, "kotpn/assessment/table_schools.html", context)
