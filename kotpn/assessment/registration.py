"""What this app tells the others when the program starts."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.urls import reverse

from core import approvals, audit, navigation, slots
from core.pointers import Pointer, Provider, register_provider
from evidence.signals import item_withdrawn, uses_changed
from kotpn.assessment import blocks, inbox, proof
from kotpn.assessment.models import Assessment, IssueAnswer
from kotpn.assessment.permissions import owns_any
from kotpn.assessment.services import ASSESSMENT_KIND, announce, assessment_pointer
from kotpn.assessment.services.announcing import look_again, look_again_at
from kotpn.minutes.signals import resolution_changed, resolution_withdrawn
from office.orders.signals import order_cancelled
from schools.scope import register_naming, register_path

ACTIONS = {
    "office_assessment.begun": "เริ่มการประเมินตนเอง ปีงบประมาณ {year}",
    "office_assessment.closing": "กำหนดวันปิดรับหลักฐาน: {day}",
    "office_assessment.owner": "ประเด็นที่ {issue} ผู้รับผิดชอบ: {owner}",
    "office_assessment.judged": "ตัดสินระดับ {level}: {reason}",
    "office_assessment.carried_out": "ประเด็นที่ {issue} {words}",
    "office_assessment.no_evidence": "ประเด็นที่ {issue} เหตุที่ไม่มีหลักฐาน: {reason}",
    "office_assessment.accepted": "ประเด็นที่ {issue} รับหลักฐาน “{line}” {count} รายการ {reason}",
    "office_assessment.refused": "ประเด็นที่ {issue} ไม่ใช้หลักฐาน “{line}” {reason}",
    "office_assessment.dropped": "ประเด็นที่ {issue} ยกเลิกการตัดสินหลักฐาน “{line}”",
    "office_assessment.written": "ประเด็นที่ {issue} {what}",
    "office_assessment.fell": "{what}: {why}",
    "office_assessment.reopened": "เปิดใหม่: {reason}",
    "office_assessment.sent": "ส่ง สพฐ. แล้ว {day} {reference}",
    "office_assessment.cancelled": "ยกเลิก: {reason}",
}


def _assessment(key: str) -> Assessment:
    return Assessment.objects.select_related("district", "indicator").get(pk=int(key))


def register_all() -> None:
    register_path(Assessment, district="district", named=("answers__owner",))
    register_path(IssueAnswer, district="assessment__district", named=("assessment__answers__owner",))
    register_naming("paper.read", owns_any)
    audit.register(ACTIONS)
    approvals.register_kind(ASSESSMENT_KIND)
    approvals.register_inbox(inbox.KIND, inbox.source)
    proof.register()
    slots.register("home.main", blocks.HOME)
    navigation.register(
        navigation.NavItem(
            "office-assessments", "ประเมินตนเองของสำนักงาน", "assessment:index", "checklist", order=150,
            section=navigation.KOTPN, capabilities=("district.read", "paper.read"), visible=_reads,
        )
    )  # fmt: skip
    register_provider(
        "office_assessment",
        Provider(
            label=lambda key: str(_assessment(key)),
            url=lambda key: reverse("assessment:assessment", args=[key]),
            may_view=lambda user, key: Assessment.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _assessment(key).district.code,
            printed=lambda key: ("office-standard", {"assessment": key}),
            thai="การประเมินตนเองของสำนักงาน",
            search=_search,
            snapshot=lambda key: assessment_pointer(_assessment(key)),
        ),
    )
    order_cancelled.connect(_order_cancelled, dispatch_uid="kotpn.assessment.orders")
    resolution_changed.connect(_resolution_moved, dispatch_uid="kotpn.assessment.resolutions")
    resolution_withdrawn.connect(_resolution_moved, dispatch_uid="kotpn.assessment.resolutions")
    item_withdrawn.connect(_item_withdrawn, dispatch_uid="kotpn.assessment.items")
    uses_changed.connect(_evidence_changed, dispatch_uid="kotpn.assessment.evidence")


def _reads(request: Any) -> bool:
    """The office, and whoever answers for an issue; not every reader of published papers."""
    return request.user.has_perm("district.read") or owns_any(request.user)


def _search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Approved and sent ones, newest first; nothing where one school's are asked for."""
    if school is not None:
        return []
    rows = Assessment.objects.visible_to(user).of_district(district).filter(state__in=("approved", "sent"))
    rows = rows.filter(indicator__title__icontains=text).select_related("indicator")
    return [assessment_pointer(row) for row in rows.order_by("-fiscal_year", "-pk")[:limit]]


def _after(look: Callable[[], object]) -> None:
    """Once the act is done: a fault of ours undoes nobody's act, and the daily look finds what it missed."""
    transaction.on_commit(look, robust=True)


def _order_cancelled(sender: Any, *, order: Any, actor: Any, **_: Any) -> None:
    _after(lambda: look_again(order.district_id, "orders", actor=actor))


def _resolution_moved(sender: Any, *, resolution: Any, actor: Any, **_: Any) -> None:
    _after(lambda: look_again(resolution.committee.district_id, "resolutions", actor=actor))


def _item_withdrawn(sender: Any, *, item: Any, actor: Any, **_: Any) -> None:
    _after(lambda: look_again_at(item, actor=actor))


def _evidence_changed(sender: Any, *, kind: str, target: Any, actor: Any, **_: Any) -> None:
    if kind == proof.KEY:
        _after(lambda: announce(target.assessment, by=actor))
