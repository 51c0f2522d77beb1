"""What SARs put into the one inbox."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.approvals import InboxItem
from core.thai.dates import thai_date
from qa.sar.models import Sar, SarCall
from qa.sar.services.common import sar_url
from schools.queries import person_of, schools_of
from schools.scope import holds, reach

_MOST = 100
S = Sar.State


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    today = timezone.localdate()
    own = reach(user, "sar.submit").schools
    if own:
        rows = (
            Sar.objects.filter(school__in=own, call__district=district, call__state__in=("open", "closed"))
            .unanswered()
            .select_related("call", "school")
            .order_by("call__due_on", "pk")
        )
        for sar in rows[:_MOST]:
            if sar.accepts(today):
                yield _to_write(sar, today)
    waiting = Sar.objects.filter(call__district=district, state=S.SUBMITTED).exclude(
        call__state=SarCall.State.CANCELLED
    ).exclude(submitted_by=user.pk)  # fmt: skip
    if holds(user, "sar.call", district=district):
        yield from _per_call(waiting)
    elif holds(user, "sar.review", district=district):
        person = person_of(user, district)
        if person is None:
            return
        rows = waiting.filter(school__in=schools_of(person, today).values("pk"))
        for sar in rows.select_related("call", "school", "submitted_by").order_by("submitted_at", "pk")[:_MOST]:
            yield _to_review(sar)


def _to_write(sar: Sar, today: date) -> InboxItem:
    late = sar.is_late(today)
    note = f"{'เลยกำหนด' if late else 'กำหนด'} {thai_date(sar.due_on, 'short')}"
    since = sar.call.opened_at or sar.updated_at
    if sar.confirmed_at is None:
        return InboxItem(
            "sar_confirm", "รับทราบประกาศเรียก SAR", str(sar.pk), str(sar.call), sar.school.name, sar_url(sar), since,
            "สำนักงานเขต", "late" if late else "waiting", "เลยกำหนด" if late else "รอรับทราบ",
            act_label="รับทราบและเริ่มเขียน", deadline_note=note,
        )  # fmt: skip
    returned = sar.state == S.RETURNED
    state = "returned" if returned else "late" if late else sar.state
    return InboxItem(
        "sar_write", "SAR ที่ต้องส่ง", str(sar.pk), str(sar.call), f"“{sar.reason}”" if returned else sar.school.name,
        sar_url(sar), (sar.decided_at if returned else None) or since,
        "ผู้ตรวจ SAR" if returned else "สำนักงานเขต", state,
        "เลยกำหนด" if state == "late" else sar.get_state_display(),
        act_label="แก้ไขแล้วส่งใหม่" if returned else "เขียนและส่ง",
        deadline_note=note,
    )  # fmt: skip


def _to_review(sar: Sar) -> InboxItem:
    return InboxItem(
        "sar_review", "ตรวจ SAR", str(sar.pk), f"SAR {sar.school.name}", f"{sar.call} · ฉบับที่ {sar.revision}",
        reverse("sar:review", args=[sar.pk]), sar.submitted_at or sar.updated_at, str(sar.submitted_by or "โรงเรียน"),
        act_label="ตรวจ",
    )  # fmt: skip


def _per_call(waiting: Any) -> Iterable[InboxItem]:
    """For the group director one line a call, not one a school: the supervisors review them."""
    held: dict[int, list[Sar]] = {}
    for sar in waiting.select_related("call").order_by("submitted_at")[:1000]:
        held.setdefault(sar.call_id, []).append(sar)
    for rows in held.values():
        call = rows[0].call
        yield InboxItem(
            "sar_reviews", "SAR รอตรวจ", str(call.pk), str(call), f"{len(rows)} โรงเรียนส่งแล้ว รอศึกษานิเทศก์ตรวจ",
            f"{reverse('sar:call', args=[call.pk])}?state=submitted#schools",
            rows[0].submitted_at or rows[0].updated_at,
            "โรงเรียน", act_label="ดูรายชื่อ",
        )  # fmt: skip
