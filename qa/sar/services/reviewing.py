"""The assigned supervisor reads what was sent: words on items, then back to the school with a reason, or accepted."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from evidence import services as evidence
from evidence.models import EvidenceUse
from qa.levels.models import SchoolLevel
from qa.levels.services.record import record_levels
from qa.sar import permissions
from qa.sar.models import Sar, SarComment, SarEvidence, SarItem
from qa.sar.permissions import SAR_STATES
from qa.sar.queries.content import Part, filled
from qa.sar.services.common import locked, tell_school, trace_sar

State = Sar.State


@transaction.atomic
def comment_on(sar: Sar, *, actor: Any, item: SarItem, text: str, now: datetime | None = None) -> SarComment | None:
    """The reviewer's words on one item of the revision under review; empty words take them away."""
    now = now or timezone.now()
    held = _to_review(sar, actor)
    row = SarItem.objects.filter(pk=item.pk, part__sar=held).first()
    if row is None:
        raise DomainError("ประเด็นนี้ไม่อยู่ใน SAR นี้")
    own = SarComment.objects.filter(item=row, revision=held.revision, author=actor)
    if not text.strip():
        own.delete()
        return None
    made, _ = SarComment.objects.update_or_create(
        item=row, revision=held.revision, author=actor, defaults={"text": text.strip()[:5000], "saved_at": now}
    )
    return made


@transaction.atomic
def return_sar(sar: Sar, *, actor: Any, reason: str, now: datetime | None = None) -> Sar:
    """Back to the school with a reason, which always reaches it with the words on single items."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ตีกลับ")
    held = _to_review(sar, actor)
    held.state, held.reason = SAR_STATES.next(held.state, "return"), reason
    _decided(held, actor, now)
    trace_sar(held, "returned", actor=actor, at=now, data={"reason": reason, "revision": held.revision})
    tell_school(held, code="sar.returned", title=f"SAR ถูกส่งกลับให้แก้ไข: {held.call}", body=reason, now=now)
    return held


@transaction.atomic
def accept_sar(sar: Sar, *, actor: Any, now: datetime | None = None) -> Sar:
    """Accept the revision: its levels become the school's own (โรงเรียนประเมินตนเอง). A second click is the same.
    DomainError while evidence of it is returned: that asks for another revision."""
    now = now or timezone.now()
    held = locked(sar)
    if held.state == State.ACCEPTED and held.decided_by_id == actor.pk:
        return held
    held = _to_review(held, actor)
    returned = _of_sar(held).filter(state=EvidenceUse.State.RETURNED).count()
    if returned:
        raise DomainError(f"มีหลักฐานที่ท่านส่งกลับ {returned} รายการ กรุณาตีกลับ SAR ให้โรงเรียนแก้ไข หรือรับหลักฐานนั้นก่อน")
    # Evidence nobody spoke against is accepted with the paper it proves.
    for use in _of_sar(held).filter(state=EvidenceUse.State.WAITING).select_related("item"):
        evidence.accept(use, actor=actor)
    held.state, held.reason = SAR_STATES.next(held.state, "accept"), ""
    _decided(held, actor, now)
    for part in filled(held).parts:
        record_levels(
            held.school, academic_year=held.call.academic_year, level=part.row.level,
            source=SchoolLevel.Source.SELF, set=part.row.set, rows=list(_levels(part)), origin=f"sar:{held.pk}",
            actor=actor, now=now,
        )  # fmt: skip
    trace_sar(held, "accepted", actor=actor, at=now, data={"revision": held.revision})
    tell_school(held, code="sar.accepted", title=f"สำนักงานเขตรับ SAR แล้ว: {held.call}", now=now)
    return held


def _of_sar(sar: Sar) -> Any:
    """Links to evidence that still stands."""
    return SarEvidence.objects.filter(target__part__sar=sar, item__withdrawn_at=None)


def _levels(part: Part) -> Iterator[tuple[Any, Any, Decimal | None, str]]:
    """The overall level, then one a standard and one an item. A stated level has no mean."""
    for standard, verdict in [(None, part.overall), *((one.row.standard, one.verdict) for one in part.sections)]:
        mean = None if verdict.stated or verdict.level is None else verdict.stored_mean
        yield standard, verdict.level, mean, verdict.reason
    for section in part.sections:
        for item in section.scored:
            if item.pk != section.row.pk:
                yield item.standard, item.scale_level, None, item.reason


def _to_review(sar: Sar, actor: Any) -> Sar:
    held = locked(sar)
    if not permissions.may_review(actor, held):
        raise NotAllowed("ตรวจ SAR ได้เฉพาะศึกษานิเทศก์ที่ได้รับมอบหมายโรงเรียนนี้และ ผอ.กลุ่มนิเทศฯ")
    if held.call.state == held.call.State.CANCELLED:
        raise DomainError("ประกาศเรียก SAR นี้ยกเลิกแล้ว")
    if held.state == State.ACCEPTED:
        raise DomainError("รับ SAR นี้แล้ว จึงตรวจอีกไม่ได้")
    if held.state != State.SUBMITTED:
        raise DomainError("SAR นี้ยังไม่ได้ส่ง หรือส่งกลับให้โรงเรียนแล้ว")
    return held


def _decided(sar: Sar, actor: Any, now: datetime) -> None:
    sar.decided_by, sar.decided_at, sar.updated_at = actor, now, now
    sar.save(update_fields=["state", "reason", "decided_by", "decided_at", "updated_at"])
