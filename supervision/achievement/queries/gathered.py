"""What others ask of this desk: the work its people did, and its sets of questions by words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.search import Hit
from schools.models import District, WorkGroup, WorkTask
from schools.work_sources import WorkRow
from supervision.achievement.models import AssessmentCheck, BankItem, ResultImport

GROUP, SCHOOL_TASK, DISTRICT_TASK = "group-2", "task-2.1", "task-2.2"


def keys_of(district: District, group: str) -> tuple[int | None, dict[str, int]]:
    """The work group of that reference key, and its tasks by theirs; two queries."""
    found = WorkGroup.objects.of_district(district).filter(reference_key=group).first()
    if found is None:
        return None, {}
    return found.pk, dict(WorkTask.objects.filter(work_group=found).values_list("reference_key", "pk"))


def people_of(district: District, users: Iterable[int]) -> dict[int, int]:
    """Account → its person in the office."""
    rows = district.people.filter(user__in=set(users))
    return dict(rows.values_list("user_id", "pk"))


def work(district: District, start: date, end: date) -> Iterable[WorkRow]:
    """Imports that were confirmed, checks that were told, sets put into the bank."""
    group, tasks = keys_of(district, GROUP)
    runs = list(
        ResultImport.objects.of_district(district).filter(
            state=ResultImport.State.APPLIED, applied_at__date__gte=start, applied_at__date__lte=end
        ).defer("rehearsal")
    )  # fmt: skip
    people = people_of(district, (run.uploaded_by_id for run in runs if run.uploaded_by_id))
    for run in runs:
        who = people.get(run.uploaded_by_id or 0)
        yield WorkRow(
            timezone.localdate(run.applied_at), f"นำเข้าผลการทดสอบ {run.file_name}", reverse("achievement:index"),
            people=(who,) if who else (), task=tasks.get(DISTRICT_TASK), work_group=group, state="นำเข้าแล้ว",
        )  # fmt: skip
    checks = AssessmentCheck.objects.of_district(district).done().filter(checked_on__range=(start, end))
    for check in checks.select_related("school"):
        yield WorkRow(
            check.checked_on, f"ตรวจการวัดและประเมินผล {check.school.name}",
            reverse("achievement:check", args=[check.pk]), people=(check.reviewer_id,), task=tasks.get(SCHOOL_TASK),
            work_group=group, state=check.get_state_display(),
        )  # fmt: skip
    items = (
        BankItem.objects.of_district(district).in_use().filter(created_at__date__gte=start, created_at__date__lte=end)
    )
    for item in items:
        yield WorkRow(
            timezone.localdate(item.created_at), f"คลังข้อสอบ: {item.title}",
            reverse("achievement:item", args=[item.pk]), people=(item.owner_id,) if item.owner_id else (),
            work_group=group, subject_group=item.subject_group_id, state=item.get_state_display(),
        )  # fmt: skip


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Sets of questions in sight, by title or indicator."""
    rows = BankItem.objects.visible_to(user).of_district(district).in_use().select_related("subject_group")
    rows = rows.filter(Q(title__icontains=text) | Q(indicator__icontains=text))
    return [
        Hit(
            "คลังข้อสอบ", row.title, reverse("achievement:item", args=[row.pk]),
            (row.subject_group.name, row.grade, row.indicator), "clipboard-list",
        )
        for row in rows.order_by("-updated_at", "-pk")[:limit]
    ]  # fmt: skip
