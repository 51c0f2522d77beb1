"""What gatherings put into the one inbox: minutes a recorder still has to hand in."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.approvals import InboxItem
from core.thai.dates import thai_date
from meetings.models import Gathering
from meetings.services import minutes_days
from schools.scope import people_keys

_MOST = 50


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    keys = people_keys(user)
    if not keys:
        return
    rows = Gathering.objects.of_district(district).minutes_missing(timezone.localdate()).filter(recorder__in=keys)
    found = list(rows.select_related("kind").order_by("held_to", "pk")[:_MOST])
    days = minutes_days(district) if found else 0
    for row in found:
        since = timezone.make_aware(datetime.combine(row.held_to, time(17)))
        yield InboxItem(
            "gathering_minutes", "บันทึกการประชุมที่ต้องส่ง", str(row.pk), row.title,
            f"กำหนดส่ง {thai_date(row.minutes_due(days), 'short')}", f"{_page(row)}#discussed", since, row.kind.name,
            state="draft", state_label="รอบันทึก", limit_days=days, act_label="เขียนบันทึก",
        )  # fmt: skip


def _page(row: Gathering) -> str:
    return reverse("meetings:gathering", args=[row.pk])
