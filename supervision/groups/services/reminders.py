"""What nobody would be reminded of: tasks of the year that have no owner or no plan. The head is told, once a year."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.thai.years import fiscal_range, fiscal_year
from schools.models import District
from schools.queries import holders
from supervision.groups.models import GroupYear, TaskOwner, TaskYear

WAIT = timedelta(days=14)
"""Owners are named and plans are written in the weeks after a year is opened; later it was forgotten."""


def tell_of_bare_tasks(*, now: datetime | None = None) -> int:
    """Over all offices, once for each office and ปีงบประมาณ: its head learns, group by group, how many unfinished tasks
    have no owner or no plan two weeks after the year was opened (or began, if that is later). Safe to run twice and
    safe to miss a day. Gives how many notices were made."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    year = fiscal_year(today)
    if today < fiscal_range(year)[0] + WAIT:
        return 0
    opened = GroupYear.objects.for_fiscal_year(year).order_by().values("district").annotate(first=Min("opened_at"))
    due = opened.filter(first__lte=now - WAIT).values("district")
    told = 0
    for district in District.objects.filter(pk__in=due).order_by("pk"):
        lines = _bare(district, year)
        if lines:
            made = notify.send(
                holders("group_director", district, today), code="groups.bare",
                title=f"งานของกลุ่มที่ยังไม่มีผู้รับผิดชอบหรือแผน ปีงบประมาณ {year}", body="\n".join(lines),
                url=f"{reverse('groups:index')}?year={year}", district_code=district.code,
                dedupe_key=f"bare-tasks-{district.pk}-{year}", now=now,
            )  # fmt: skip
            told += len(made)
    return told


def _bare(district: District, year: int) -> list[str]:
    """A line for each group with such tasks, in the groups' order; one query."""
    owned = TaskOwner.objects.filter(task_year=OuterRef("pk"), person__is_active=True)
    rows = TaskYear.objects.of_district(district).for_fiscal_year(year).unfinished().annotate(owned=Exists(owned))
    ownerless: Counter[str] = Counter()
    planless: Counter[str] = Counter()
    for row in rows.select_related("task__work_group", "line__subject_group").in_order():
        group = str(row.group)
        ownerless[group] += not row.owned
        planless[group] += not row.plan.strip()
    words = (("ไม่มีผู้รับผิดชอบ", ownerless), ("ไม่มีแผน", planless))
    return [
        f"{group}: {' '.join(f'{said} {found[group]} งาน' for said, found in words if found[group])}"
        for group in ownerless
        if ownerless[group] or planless[group]
    ]
