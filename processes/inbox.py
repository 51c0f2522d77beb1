"""What actions put into the one inbox: mine to do, and reported ones for me to check."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.approvals import InboxItem
from core.thai.dates import thai_date
from processes.models import Action
from processes.queries import waiting_for_check, waiting_for_owner

SOON = timedelta(days=14)


def _place(action: Action) -> str:
    return str(action.school) if action.school else action.source_label


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    today = timezone.localdate()
    for action in waiting_for_owner(user, district).order_by("created_at")[:200]:
        late = action.due_on is not None and action.due_on < today
        yield InboxItem(
            kind="action",
            kind_label="เรื่องที่ต้องดำเนินการ",
            key=str(action.pk),
            title=action.text,
            detail=_place(action),
            url=reverse("processes:action", args=[action.pk]),
            since=action.created_at,
            sender=action.source_label,
            state="late" if late else "open",
            state_label="เลยกำหนด" if late else "รอดำเนินการ",
            act_label="แจ้งผล",
            deadline_note=f"กำหนด {thai_date(action.due_on, 'short')}" if action.due_on else "",
        )
    for action in waiting_for_check(user, district):
        yield InboxItem(
            kind="action_check",
            kind_label="ตรวจผลการดำเนินการ",
            key=str(action.pk),
            title=action.text,
            detail=_place(action),
            url=reverse("processes:action", args=[action.pk]),
            since=action.done_at or action.created_at,
            sender=action.owner_label,
            state="reviewing",
            state_label="รอตรวจ",
            act_label="ตรวจหลักฐาน",
        )
