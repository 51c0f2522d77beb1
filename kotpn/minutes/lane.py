"""A recorded resolution decides the approval round its agenda item is about (docs/adr/0008)."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone

from core import approvals, audit, notify
from core.errors import DomainError
from core.models import ApprovalDecision
from core.pointers import Pointer
from kotpn.committee.lane import POST, ROUND, carriers, round_of
from kotpn.committee.models import Committee
from kotpn.minutes.models import Resolution
from kotpn.minutes.signals import resolution_changed, resolution_recorded, resolution_withdrawn

# The other kinds leave the lane open for a later meeting.
_DECIDES = {
    Resolution.Kind.AGREE: ApprovalDecision.Decision.APPROVED,
    Resolution.Kind.REVISE: ApprovalDecision.Decision.RETURNED,
    Resolution.Kind.REJECT: ApprovalDecision.Decision.RETURNED,
}
ACTS = {"approval.unmoved": "{authority} ไม่มีผลต่อเรื่องที่เสนอ: {why}"}


def authority_of(resolution: Resolution) -> str:
    """มติ ก.ต.ป.น. ที่ 14/2567 การประชุมครั้งที่ 2/2567."""
    number = f"ที่ {resolution.number}/{resolution.year}"
    return f"มติ {resolution.committee.short_name} {number} การประชุม{resolution.meeting.occasion}"


def decide_lane(sender: Any, *, resolution: Resolution, actor: Any, now: datetime, **more: Any) -> None:
    """The lane is decided in the transaction of the resolution; what cannot be decided never undoes the resolution,
    the secretariat is told why."""
    item = resolution.item
    decision = _DECIDES.get(Resolution.Kind(resolution.kind))
    if item.source_kind != ROUND or decision is None or resolution.committee.kind != Committee.Kind.MAIN:
        return
    authority = authority_of(resolution)
    try:
        kind, round_ = round_of(item.source_key)
    except (ObjectDoesNotExist, ValueError):
        gone = Pointer(ROUND, item.source_key, item.title)
        _tell(resolution, "เรื่องที่เสนอไม่อยู่ในระบบแล้ว", gone, actor=actor, now=now)
        return
    try:
        with transaction.atomic():
            approvals.resolve(
                kind, round_.subject, post=POST, actor=actor, revision=round_.revision,
                content_hash=round_.content_hash, decision=decision, authority=authority,
                reason=f"{authority}: {resolution.text}" if decision == ApprovalDecision.Decision.RETURNED else "",
                now=now,
            )  # fmt: skip
    except DomainError as refusal:
        subject = kind.pointer(round_.subject)
        _tell(resolution, refusal.message, subject, actor=actor, now=now, url=kind.url(round_.subject))


def _tell(resolution: Resolution, why: str, subject: Pointer, *, actor: Any, now: datetime, url: str = "") -> None:
    authority = authority_of(resolution)
    code = resolution.committee.district.code
    audit.record(
        actor=actor, action="approval.unmoved", target=subject, district_code=code,
        data={"authority": authority, "why": why}, at=now,
    )  # fmt: skip
    notify.send(
        carriers(code, timezone.localdate(now)), code="approval.unmoved", title=f"มติไม่มีผลต่อ{subject.label}",
        body=f"{authority}: {why}", url=url, pointer=subject, district_code=code,
        dedupe_key=f"resolution-{resolution.pk}-unmoved", now=now,
    )  # fmt: skip


def _has_decided(resolution: Resolution) -> bool:
    """Whether a lane was decided by this very resolution."""
    if resolution.item.source_kind != ROUND:
        return False
    try:
        kind, round_ = round_of(resolution.item.source_key)
    except (ObjectDoesNotExist, ValueError):
        return False
    every: Any = kind.round_model._base_manager
    rounds = every.filter(subject=round_.subject)
    words = authority_of(resolution)[:200]
    return bool(rounds.filter(decisions__post=POST, decisions__actor=None, decisions__actor_label=words).exists())


def lane_changed(
    sender: Any, *, resolution: Resolution, kind_before: str, actor: Any, now: datetime, **more: Any
) -> None:
    """Words may be put right; the decision itself, once it has moved the paper, only by a later resolution."""
    if _has_decided(resolution):
        if resolution.kind != kind_before:
            raise DomainError("มตินี้มีผลต่อเรื่องที่เสนอแล้ว จึงเปลี่ยนชนิดของมติไม่ได้ ให้ลงมติใหม่ในการประชุมครั้งต่อไป", field="kind")
        return
    decide_lane(sender, resolution=resolution, actor=actor, now=now)


def lane_withdrawn(sender: Any, *, resolution: Resolution, actor: Any, now: datetime, **more: Any) -> None:
    if _has_decided(resolution):
        raise DomainError("มตินี้มีผลต่อเรื่องที่เสนอแล้ว จึงยกเลิกไม่ได้ ให้ลงมติใหม่ในการประชุมครั้งต่อไป")


def register() -> None:
    audit.register(ACTS)
    resolution_recorded.connect(decide_lane, dispatch_uid="committee lane decided")
    resolution_changed.connect(lane_changed, dispatch_uid="committee lane changed")
    resolution_withdrawn.connect(lane_withdrawn, dispatch_uid="committee lane withdrawn")
