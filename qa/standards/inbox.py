"""What standards put into the one inbox."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.approvals import InboxItem
from qa.standards.models import DistrictPaper, SchoolStandards
from qa.standards.permissions import may_announce, may_write_sets
from schools.scope import reach

S = DistrictPaper.State
_MOST = 50


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


def school_source(user: Any, district: Any) -> Iterable[InboxItem]:
    """For the principal: drafts of the school that wait to be declared."""
    own = reach(user, "school.standard.declare").schools
    if not own:
        return
    rows = SchoolStandards.objects.filter(
        school__in=own, school__district=district, state=SchoolStandards.State.DRAFT
    ).select_related("school", "updated_by")
    for row in rows[:_MOST]:
        yield InboxItem(
            "school_standards", "มาตรฐานและค่าเป้าหมาย", str(row.pk),
            f"ปีการศึกษา {row.academic_year} {row.get_level_display()}", row.school.name,
            reverse("standards:school-paper", args=[row.pk]), row.updated_at, str(row.updated_by or ""), "draft",
            "รอประกาศ", act_label="อ่านและประกาศ",
        )  # fmt: skip
