"""What others ask of this desk: the work its people did, and its sets of questions by words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.search import Hit
from schools.models import District
from schools.work_sources import WorkRow
from supervision.achievement.models import AssessmentCheck, BankItem, ResultImport

GROUP, SCHOOL_TASK, DISTRICT_TASK = "group-2", "task-2.1", "task-2.2"


def work(district: District, start: date, end: date) -> Iterable[WorkRow]:
    """Imports that were confirmed, checks that were told, sets put into the bank."""
    runs = ResultImport.objects.of_district(district).filter(
        state=ResultImport.State.APPLIED, applied_at__date__gte=start, applied_at__date__lte=end
    )
    for run in runs.defer("rehearsal"):
        yield WorkRow(
            timezone.localdate(run.applied_at), f"นำเข้าผลการทดสอบ {run.file_name}", reverse("achievement:index"),
            group_key=GROUP, task_key=DISTRICT_TASK, state="นำเข้าแล้ว", key=run.uploaded_by_id,
        )  # fmt: skip
    checks = AssessmentCheck.objects.of_district(district).done().filter(checked_on__range=(start, end))
    for check in checks.select_related("school"):
        yield WorkRow(
            check.checked_on, f"ตรวจการวัดและประเมินผล {check.school.name}",
            reverse("achievement:check", args=[check.pk]), people=(check.reviewer_id,), group_key=GROUP,
            task_key=SCHOOL_TASK, state=check.get_state_display(),
        )  # fmt: skip
    items = (
        BankItem.objects.of_district(district).in_use().filter(created_at__date__gte=start, created_at__date__lte=end)
    )
    for item in items:
        yield WorkRow(
            timezone.localdate(item.created_at), f"คลังข้อสอบ: {item.title}",
            reverse("achievement:item", args=[item.pk]), people=(item.owner_id,) if item.owner_id else (),
            group_key=GROUP, subject_group=item.subject_group_id, state=item.get_state_display(),
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
