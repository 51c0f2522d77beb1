"""What this app tells the others when the program starts."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from core import audit, navigation, slots
from core.approvals import InboxItem, register_inbox
from core.pointers import Provider, register_provider
from core.slots import Block
from evidence.proofs import register_source
from qa.followup import cycle
from qa.followup.models import FollowUp
from qa.followup.proofs import FOLLOW_UPS
from qa.sar.models import Sar
from schools.scope import holds, people_keys, reach

ACTS = {
    "quality_follow_up.begun": "เริ่มแบบ",
    "quality_follow_up.submitted": "ส่งให้โรงเรียน",
    "quality_follow_up.reopened": "นำกลับมาแก้ไข",
    "quality_follow_up.acknowledged": "โรงเรียนรับทราบ",
    "quality_follow_up.cancelled": "ยกเลิก: {reason}",
}
_DOCUMENTS: dict[str, str] = {
    FollowUp.Form.SYSTEM: "qa-follow-up", FollowUp.Form.ASSESSMENT: "qa-assessment", FollowUp.Form.REPORT: "qa-report",
}  # fmt: skip
_MOST = 50
_SHOWN = 4


def _found(key: str) -> FollowUp:
    return FollowUp.objects.select_related("school__district").get(pk=int(key))


def inbox(user: Any, district: Any) -> Iterable[InboxItem]:
    """Forms a principal has to acknowledge, and an assessor's own drafts."""
    rows = FollowUp.objects.of_district(district).select_related("school", "assessor")
    own = reach(user, "visit.acknowledge").schools
    if own:
        for row in rows.filter(school__in=own, state=FollowUp.State.SUBMITTED).order_by("submitted_at")[:_MOST]:
            yield InboxItem(
                "quality_follow_up", "รับทราบแบบติดตาม", str(row.pk), row.get_form_display(), f"ผู้ประเมิน {row.assessor}",
                reverse("followup:page", args=[row.pk]), row.submitted_at or row.updated_at, row.school.name,
                act_label="อ่านและรับทราบ",
            )  # fmt: skip
    keys = people_keys(user)
    if keys and holds(user, "quality.follow", district=district):
        drafts = rows.filter(assessor__in=keys, state=FollowUp.State.DRAFT).order_by("created_at")
        for row in drafts[:_MOST]:
            yield InboxItem(
                "quality_follow_up_draft", "ร่างแบบติดตาม", str(row.pk), row.get_form_display(), row.school.name,
                reverse("followup:record", args=[row.pk]), row.created_at, row.school.name, act_label="กรอกต่อ",
            )  # fmt: skip


def school_block(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    """The latest forms of a school on its page."""
    rows = FollowUp.objects.visible_to(request.user).standing().filter(school=school)
    found = list(rows.select_related("assessor", "response__band").order_by("-done_on", "-pk")[:_SHOWN])
    begin = holds(request.user, "quality.follow", school=school)
    return {"follow_ups": found, "may_begin": begin} if found or begin else None


def gathering_block(request: HttpRequest, gathering: Any) -> dict[str, Any] | None:
    """A focus group looks at the schools' SARs of its academic year: each with its state, one tap away."""
    rows = (
        Sar.objects.visible_to(request.user)
        .standing()
        .filter(call__academic_year=gathering.academic_year, school__gatherings__gathering=gathering)
    )
    found = list(rows.select_related("call", "school").order_by("school__name_sort", "pk"))
    return {"sars": found, "year": gathering.academic_year} if found else None


def register_all() -> None:
    audit.register(ACTS)
    register_provider(
        "quality_follow_up",
        Provider(
            label=lambda key: str(_found(key)),
            url=lambda key: reverse("followup:page", args=[key]),
            may_view=lambda user, key: FollowUp.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _found(key).school.district.code,
            printed=lambda key: (_DOCUMENTS[_found(key).form], {"followup": key}),
        ),
    )
    register_inbox("quality_follow_up", inbox)
    register_source(FOLLOW_UPS)
    cycle.register_pages()
    navigation.register(
        navigation.NavItem(
            "follow-up", "ติดตามประกันคุณภาพ", "followup:list", "clipboard-check", order=70, section=navigation.QUALITY,
            capabilities=("district.read", "school.read"),
        )
    )  # fmt: skip
    slots.register("gathering.main", Block("followup.sars", 10, gathering_block, "qa/followup/_gathering.html"))
    slots.register("school.main", Block("followup.school", 46, school_block, "qa/followup/_school.html"))
