"""What the views share: the year asked for, rows in scope."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from core.keys import number_of
from core.thai.years import fiscal_year
from supervision.groups.models import GroupYear, TaskYear
from supervision.groups.queries import years_opened

READERS = ("district.read", "desk.write")
INDEX = ("groups:index", "งานของกลุ่มงานและกลุ่มสาระ")


def year_of(request: HttpRequest, years: list[int], today: date) -> int:
    """ปีงบประมาณ of the address where it is one that may be, else the running one."""
    asked, now = number_of(request.GET.get("year")), fiscal_year(today)
    return asked if asked is not None and asked in {*years, now, now + 1} else now


def year_pills(request: HttpRequest, district: Any) -> tuple[int, list[dict[str, Any]]]:
    """The year shown, and the years to choose from as components/pills.html draws them."""
    today = timezone.localdate()
    years = years_opened(request.user, district)
    chosen = year_of(request, years, today)
    offered = sorted({fiscal_year(today), chosen, *years}, reverse=True)
    return chosen, [
        {"label": f"ปีงบประมาณ {year}", "url": f"?year={year}", "count": None, "current": year == chosen}
        for year in offered
    ]


def seen_by(user: Any) -> Callable[[Any], Any]:
    """Rows narrowed to what the person may see, for queries that serve papers too."""
    return lambda rows: rows.visible_to(user)


def task_or_404(request: HttpRequest, pk: int) -> TaskYear:
    rows = TaskYear.objects.visible_to(request.user).select_related(
        "district__settings", "task__work_group", "line__subject_group", "saved_by", "published_by"
    )
    found: TaskYear = get_object_or_404(rows, pk=pk)
    return found


def group_or_404(request: HttpRequest, pk: int) -> GroupYear:
    rows = GroupYear.objects.visible_to(request.user).select_related(
        "district__settings", "work_group", "subject_group", "saved_by"
    )
    found: GroupYear = get_object_or_404(rows, pk=pk)
    return found
