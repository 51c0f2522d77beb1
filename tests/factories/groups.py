"""Years of tasks, training logs and published reports, reached through services."""

from datetime import date
from typing import Any

from schools.models import Person, SubjectGroup, WorkGroup, WorkTask
from schools.services.reference import number_sort
from supervision.groups import services
from supervision.groups.models import GroupYear, TaskYear, Training

YEAR = 2567
DAY = date(2024, 6, 14)  # of ปีงบประมาณ 2567


def a_work_group(district: Any, *, number: int = 4, name: str = "กลุ่มงานนิเทศ", tasks: int = 2) -> WorkGroup:
    group = WorkGroup.objects.create(district=district, number=number, name=name)
    for place in range(1, tasks + 1):
        code = f"{number}.{place}"
        WorkTask.objects.create(work_group=group, number=code, number_sort=number_sort(code), name=f"งานที่ {code}")
    return group


def a_subject_group(district: Any, *, name: str = "ภาษาไทย") -> SubjectGroup:
    return SubjectGroup.objects.create(district=district, position=1, name=name)


def opened(head: Any, district: Any, *, year: int = YEAR, now: Any) -> list[TaskYear]:
    """The task years of an office's year, in order."""
    services.open_year(district, actor=head, year=year, now=now)
    rows = TaskYear.objects.of_district(district).for_fiscal_year(year)
    return list(rows.select_related("task__work_group", "line__subject_group", "district").in_order())


def done(row: TaskYear, by: Any, *, now: Any) -> TaskYear:
    return services.save_task(row, actor=by, state="done", plan="แผนของปี", result="ทำเสร็จตามแผน น้ำใจดี", now=now)


def a_published_group(head: Any, district: Any, *, now: Any) -> GroupYear:
    """The first work group's year with its summary, open to schools and everyone."""
    row = GroupYear.objects.of_district(district).filter(work_group__isnull=False).order_by("pk")[0]
    services.save_summary(row, actor=head, summary="สรุปของกลุ่ม", now=now)
    return services.publish_group(row, actor=head, schools=True, public=True, now=now)


def a_training(person: Person, by: Any, *, title: str = "อบรมการโค้ช", on: date = DAY, **more: Any) -> Training:
    values = {"kind": "course", "hours": 6, "ends_on": on} | more
    return services.log_training(person, actor=by, title=title, starts_on=on, **values)
