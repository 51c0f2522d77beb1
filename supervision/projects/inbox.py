"""What projects put into the one inbox: rounds to close and to score, for who keeps the project."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.approvals import InboxItem
from schools.models import Assignment
from schools.scope import holds, people_keys
from supervision.projects.models import SelectionRound
from supervision.projects.permissions import keeps_all

_MOST = 50


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    """Rounds past their day, and rounds whose applications wait for points."""
    if not holds(user, "project.write", district=district):
        return
    today = timezone.localdate()
    rows = SelectionRound.objects.filter(
        project_year__district=district, project_year__state__in=("planned", "running")
    )
    rows = rows.filter(state="scoring") | rows.filter(state="open", closes_on__lt=today)
    if not keeps_all(user, district):
        keys = people_keys(user)
        assigned = Assignment.objects.in_force(today).filter(person__in=keys, kind="project").values("project")
        named = rows.filter(project_year__owners__person__in=keys) | rows.filter(project_year__project__in=assigned)
        rows = SelectionRound.objects.filter(pk__in=named.values("pk"))
    for row in rows.select_related("project_year__project").order_by("updated_at")[:_MOST]:
        scoring = row.state == SelectionRound.State.SCORING
        yield InboxItem(
            "selection_round", "รอบคัดเลือกโรงเรียน", str(row.pk), row.title, str(row.project_year),
            reverse("projects:round", args=[row.pk]), row.updated_at, "ผู้รับผิดชอบโครงการ",
            "reviewing" if scoring else "late",
            "รอให้คะแนน" if scoring else "เลยวันปิดรับสมัคร", act_label="ให้คะแนน" if scoring else "ปิดรับสมัคร",
        )  # fmt: skip
