"""What visits put into the one inbox: to acknowledge, to close, returned to me, drafts left lying."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.approvals import InboxItem
from core.thai.dates import thai_date
from schools.scope import holds, reach
from supervision.field.models import Visit
from supervision.field.permissions import closing_people, may_acknowledge, may_decide

STALE_DRAFT = timedelta(days=3)
_MOST = 200


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    rows = Visit.objects.of_district(district).select_related("school", "lead__user", "district__settings")
    schools = reach(user, "visit.acknowledge").schools
    limit = district.settings.acknowledge_days
    today = timezone.localdate()
    if schools:
        for visit in rows.awaiting_school().filter(school__in=schools).order_by("submitted_at")[:_MOST]:
            if may_acknowledge(user, visit):
                yield _item(visit, "visit_acknowledge", "รับทราบการนิเทศ", visit.submitted_at, "submitted", "ส่งแล้ว",
                            "รับทราบ", limit=limit)  # fmt: skip
    closes = holds(user, "visit.close", district=district)
    if closes or holds(user, "plan.decide", district=district):
        waiting = rows.awaiting_close(today - timedelta(days=limit)).prefetch_related("members")
        closing: frozenset[int] = frozenset() if closes else closing_people(district.pk)
        if not closes:
            waiting = waiting.with_people(closing)
        for visit in waiting.order_by("submitted_at")[:_MOST]:
            if may_decide(user, visit, closing=closing):
                seen = visit.state == Visit.State.ACKNOWLEDGED
                yield _item(
                    visit, "visit_close", "ปิดเรื่องการนิเทศ",
                    visit.acknowledged_at if seen else visit.submitted_at,
                    "acknowledged" if seen else "late", "รับทราบแล้ว" if seen else "โรงเรียนไม่ได้รับทราบ", "ปิดเรื่อง",
                    limit=district.settings.approval_remind_days if seen else limit,
                )  # fmt: skip
    mine = rows.worked_on_by(user)
    for visit in mine.filter(state=Visit.State.RETURNED).order_by("updated_at")[:_MOST]:
        yield _item(visit, "visit_returned", "บันทึกที่ต้องแก้ไข", visit.updated_at, visit.state_code, visit.state_label,
                    "แก้ไขแล้วส่งใหม่", detail=f"“{visit.return_reason}”")  # fmt: skip
    old = timezone.now() - STALE_DRAFT
    for visit in mine.filter(state=Visit.State.DRAFT, updated_at__lt=old).order_by("updated_at")[:_MOST]:
        yield _item(visit, "visit_draft", "บันทึกที่ยังไม่ส่ง", visit.updated_at, "draft", "ร่าง", "เขียนต่อ")


def _item(  # noqa: PLR0917 (one line of the inbox, in the order it is read)
    visit: Visit,
    kind: str,
    kind_label: str,
    since: datetime | None,
    state: str,
    state_label: str,
    act: str,
    *,
    limit: int = 0,
    detail: str = "",
) -> InboxItem:
    return InboxItem(
        kind=kind,
        kind_label=kind_label,
        key=str(visit.pk),
        title=f"{visit.topic} {visit.school.name}",
        detail=detail or f"นิเทศเมื่อ {thai_date(visit.visited_on, 'short')}",
        url=reverse("field:visit", args=[visit.pk]),
        since=since or visit.updated_at,
        sender=str(visit.lead),
        state=state,
        state_label=state_label,
        limit_days=limit,
        act_label=act,
    )
