"""What standards put into the one inbox."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.approvals import InboxItem
from qa.standards.models import DistrictPaper
from qa.standards.permissions import may_announce, may_write_sets

S = DistrictPaper.State


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    """For the group director what waits for its resolution or came back; for the office director what to announce."""
    states = [S.SENT, S.RETURNED] if may_write_sets(user, district) else []
    states += [S.ENDORSED] if may_announce(user, district) else []
    if not states:
        return
    rows = DistrictPaper.objects.filter(set__district=district, state__in=states).select_related("set", "sent_by")
    for row in rows:
        act = {S.SENT: "บันทึกมติ", S.RETURNED: "แก้ไข", S.ENDORSED: "อ่านและประกาศ"}[S(row.state)]
        yield InboxItem(
            "district_standards", "มาตรฐานของเขต", str(row.pk), row.set.name, row.reason or f"องค์คณะ {row.body}",
            reverse("standards:paper", args=[row.set_id]), row.updated_at, str(row.sent_by or ""),
            "returned" if row.state == S.RETURNED else "submitted", row.get_state_display(), act_label=act,
        )  # fmt: skip
