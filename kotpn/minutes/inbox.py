"""What minutes and resolutions put into the one inbox."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.approvals import InboxItem
from core.thai.dates import thai_date
from kotpn.committee.permissions import may_keep
from kotpn.minutes.models import Minutes, Remark, Resolution
from kotpn.minutes.permissions import may_check, may_close, may_write
from kotpn.minutes.queries import waiting_for_close, waiting_for_owner

_MOST = 200


def minutes_source(user: Any, district: Any) -> Iterable[InboxItem]:
    """To check, to correct, to answer what members said."""
    rows = (
        Minutes.objects.visible_to(user)
        .of_district(district)
        .select_related("meeting__committee", "recorder", "sent_by")
    )
    today = timezone.localdate()
    for row in rows.filter(state__in=("draft", "returned", "checking"))[:_MOST]:
        checking = row.state == Minutes.State.CHECKING
        if not (may_check(user, row) if checking else may_write(user, row)):
            continue
        late = row.due_on is not None and row.due_on < today
        yield _minutes_item(row, checking=checking, late=late)
    open_remarks = Remark.objects.filter(
        settled_at=None, by_member=True, minutes__in=rows.filter(state=Minutes.State.CIRCULATED).order_by()
    )
    for remark in open_remarks.select_related("minutes__meeting__committee", "minutes__recorder", "by")[:_MOST]:
        if may_write(user, remark.minutes):
            yield InboxItem(
                kind="minutes_remark", kind_label="ข้อแก้ไขรายงานการประชุม", key=str(remark.pk), title=remark.text,
                detail=str(remark.minutes), url=reverse("minutes:minutes", args=[remark.minutes.meeting_id]),
                since=remark.at, sender=str(remark.by), state="open", state_label="รอตอบ", act_label="ตอบ",
            )  # fmt: skip


def _minutes_item(row: Minutes, *, checking: bool, late: bool) -> InboxItem:
    begun = timezone.make_aware(datetime.combine(row.meeting.held_on, row.meeting.closed_at or time(16)))
    returned = row.state == Minutes.State.RETURNED
    return InboxItem(
        kind="minutes", kind_label="รายงานการประชุม", key=str(row.pk), title=str(row),
        detail=row.return_reason if returned else row.meeting.place,
        url=reverse("minutes:minutes", args=[row.meeting_id]), since=(row.sent_at or begun) if checking else begun,
        sender=str(row.sent_by or row.recorder_name) if checking else row.meeting.committee.short_name,
        state="reviewing" if checking else "returned" if returned else "late" if late else "draft",
        state_label="รอตรวจ" if checking else "ให้แก้ไข" if returned else "เลยกำหนด" if late else "กำลังจด",
        act_label="ตรวจ" if checking else "จดต่อ",
        deadline_note=f"กำหนด {thai_date(row.due_on, 'short')}" if row.due_on else "",
    )  # fmt: skip


def resolution_source(user: Any, district: Any) -> Iterable[InboxItem]:
    """Mine to do, and told done for me to close."""
    today = timezone.localdate()
    for row in waiting_for_owner(user, district).order_by("created_at")[:_MOST]:
        late = row.due_on is not None and row.due_on < today
        yield _resolution_item(
            row, kind="resolution", kind_label="มติที่ต้องดำเนินการ", since=row.created_at,
            state="late" if late else "open", state_label="เลยกำหนด" if late else "กำลังดำเนินการ", act_label="แจ้งผล",
        )  # fmt: skip
    if may_keep(user, district):
        for row in waiting_for_close(district).order_by("done_at")[:_MOST]:
            if may_close(user, row):
                yield _resolution_item(
                    row, kind="resolution_check", kind_label="ตรวจผลตามมติ", since=row.done_at or row.created_at,
                    state="reviewing", state_label="รอตรวจ", act_label="ตรวจหลักฐาน",
                )  # fmt: skip


def _resolution_item(
    row: Resolution, *, kind: str, kind_label: str, since: datetime, state: str, state_label: str, act_label: str
) -> InboxItem:
    return InboxItem(
        kind=kind, kind_label=kind_label, key=str(row.pk), title=f"{row.reference} {row.text}",
        detail=f"{row.committee.short_name} {row.meeting.occasion}", url=reverse("minutes:resolution", args=[row.pk]),
        since=since, sender=row.owner_label or row.committee.short_name, state=state, state_label=state_label,
        act_label=act_label, deadline_note=f"กำหนด {thai_date(row.due_on, 'short')}" if row.due_on else "",
    )  # fmt: skip
