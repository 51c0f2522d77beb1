"""Opening a ปีงบประมาณ: a row for each group and each of its tasks, with last year's owners."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from core.thai.years import fiscal_range, fiscal_year
from schools.models import Assignment, District, SubjectGroup, WorkGroup, WorkTask
from schools.services.locks import lock_district
from supervision.groups.models import GroupYear, SubjectLine, TaskOwner, TaskYear
from supervision.groups.permissions import may_lead
from supervision.groups.services.lines import load_lines

# A year is opened at most this long ahead or back.
YEARS_AROUND = 5


@dataclass(frozen=True)
class _Opening:
    """Which year of which groups, by whom and when."""

    district: District
    year: int
    actor: Any
    now: datetime
    work: list[WorkGroup]
    subjects: list[SubjectGroup]


@transaction.atomic
def open_year(district: District, *, actor: Any, year: int, now: datetime | None = None) -> int:
    """Open what is missing of the year and give how many tasks were added: a second click, or a task that was added to
    the list since, adds only that. Owners are last year's; in a task's first year those assigned to its group."""
    now = now or timezone.now()
    if not may_lead(actor, district):
        raise NotAllowed("เปิดปีของงานในกลุ่มได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    if abs(year - fiscal_year(timezone.localdate(now))) > YEARS_AROUND:
        raise DomainError(f"เปิดได้เฉพาะปีงบประมาณที่ห่างจากปีนี้ไม่เกิน {YEARS_AROUND} ปี", field="year")
    lock_district(district.pk)
    load_lines(district)
    work = WorkGroup.objects.of_district(district).filter(is_active=True)
    subjects = SubjectGroup.objects.of_district(district).filter(is_active=True)
    opening = _Opening(district, year, actor, now, list(work), list(subjects))
    groups, added = _groups(opening), _tasks(opening)
    _give_owners(opening, added)
    if groups or added:
        pointer = Pointer("task_years", f"{district.pk}-{year}", f"งานของกลุ่ม ปีงบประมาณ {year}")
        audit.record(
            actor=actor, action="task_years.opened", target=pointer, district_code=district.code,
            data={"year": year, "count": len(added)}, at=now,
        )  # fmt: skip
    return len(added)


def _groups(of: _Opening) -> int:
    rows = GroupYear.objects.of_district(of.district).for_fiscal_year(of.year)
    have = set(rows.values_list("work_group", "subject_group"))
    common = {"district": of.district, "fiscal_year": of.year, "opened_by": of.actor, "opened_at": of.now}
    made = [GroupYear(work_group=one, **common) for one in of.work if (one.pk, None) not in have]
    made += [GroupYear(subject_group=one, **common) for one in of.subjects if (None, one.pk) not in have]
    return len(GroupYear.objects.bulk_create(made))


def _tasks(of: _Opening) -> list[TaskYear]:
    have = set(TaskYear.objects.of_district(of.district).for_fiscal_year(of.year).values_list("task", "line"))
    common = {
        "district": of.district, "fiscal_year": of.year, "saved_by": of.actor, "created_at": of.now,
        "updated_at": of.now,
    }  # fmt: skip
    tasks = WorkTask.objects.filter(work_group__in=of.work, is_active=True).select_related("work_group")
    lines = SubjectLine.objects.filter(subject_group__in=of.subjects, is_active=True).select_related("subject_group")
    made = [TaskYear(task=one, **common) for one in tasks if (one.pk, None) not in have]
    made += [TaskYear(line=one, **common) for one in lines if (None, one.pk) not in have]
    return list(TaskYear.objects.bulk_create(made))


def _give_owners(of: _Opening, rows: list[TaskYear]) -> None:
    before: dict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    owners = TaskOwner.objects.filter(
        task_year__district=of.district, task_year__fiscal_year=of.year - 1, person__is_active=True
    )
    for task, line, person in owners.values_list("task_year__task", "task_year__line", "person"):
        before[task, line].append(person)
    first, _ = fiscal_range(of.year)
    today = max(first, timezone.localdate(of.now))
    work: dict[int | None, list[int]] = defaultdict(list)
    subject: dict[int | None, list[int]] = defaultdict(list)
    held = Assignment.objects.in_force(today).filter(district=of.district, person__is_active=True)
    for group, of_subject, person in held.filter(kind__in=("work_group", "subject_group")).values_list(
        "work_group", "subject_group", "person"
    ):
        (work[group] if group else subject[of_subject]).append(person)
    made = []
    for row in rows:
        people = before.get((row.task_id, row.line_id))
        if people is None:
            of_work, of_subject = row.group_keys
            people = work[of_work] if of_work else subject[of_subject]
        made += [TaskOwner(task_year=row, person_id=person) for person in dict.fromkeys(people)]
    TaskOwner.objects.bulk_create(made)
