"""Say what evidence proves: hang it on a target, take it off, accept or return the link, offer last year's again."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError, NotAllowed
from core.states import StateTable
from evidence.models import EvidenceItem, EvidenceUse
from evidence.permissions import may_take_off
from evidence.signals import uses_changed
from evidence.uses import UseKind, kind_of, use_kind

S = EvidenceUse.State
STATES = StateTable(
    moves={
        S.WAITING: {"accept": S.ACCEPTED, "return": S.RETURNED, "detach": ""},
        S.ACCEPTED: {"return": S.RETURNED},
        S.RETURNED: {"accept": S.ACCEPTED, "offer": S.WAITING, "detach": ""},
    },
    labels={"accept": "รับหลักฐาน", "return": "ส่งหลักฐานกลับ", "detach": "นำหลักฐานออก", "offer": "เสนอหลักฐานใหม่"},
)


def attach(
    kind_key: str, target: Any, item: EvidenceItem, *, actor: Any, carried_from: int | None = None
) -> EvidenceUse:
    """Hang an item on a target. Twice gives the same link; one that was returned is offered again.

    NotAllowed when the actor may not add there; DomainError when the item is withdrawn, belongs to another school than
    the target or is unknown to the actor, or when the target is full.
    """
    kind = use_kind(kind_key)
    with transaction.atomic():
        target = _held(kind, target)
        _check_attach(kind, target, actor)
        _check_item(kind, target, item, actor)
        rows = kind.uses().filter(target=target)
        use: Any = rows.select_for_update(of=("self",)).filter(item=item).first()
        if use is not None:
            if use.state == S.RETURNED:
                use.state, use.reason, use.added_by, use.added_at = S.WAITING, "", actor, timezone.now()
                use.save(update_fields=["state", "reason", "added_by", "added_at"])
                _trace(kind, use, "evidence.attached", actor)
            return use
        if rows.count() >= kind.most:
            raise DomainError(f"ใส่หลักฐานได้ไม่เกิน {kind.most} รายการต่อเรื่อง")
        use = kind.uses().create(
            target=target, item=item, position=(rows.aggregate(top=Max("position"))["top"] or 0) + 1,
            carried_from=carried_from, added_by=actor, added_at=timezone.now(),
        )  # fmt: skip
        _trace(kind, use, "evidence.attached", actor)
    return use


def carry(kind_key: str, target: Any, items: Iterable[EvidenceItem], *, actor: Any) -> list[EvidenceUse]:
    """Offer again what proved the same in an earlier year; each link keeps the year it comes from. DomainError for an
    item that did not prove it then."""
    kind = use_kind(kind_key)
    years: dict[int, int | None] = {}
    for before in kind.previous(target):
        for key in kind.uses().filter(target=before).values_list("item", flat=True):
            years.setdefault(key, kind.year(before))
    chosen = list(items)
    if any(item.pk not in years for item in chosen):
        raise DomainError("หลักฐานบางรายการไม่ได้ใช้กับเรื่องนี้ในปีก่อน กรุณาเปิดหน้านี้ใหม่")
    with transaction.atomic():
        return [attach(kind_key, target, item, actor=actor, carried_from=years[item.pk]) for item in chosen]


def detach(use: EvidenceUse, *, actor: Any) -> None:
    """Take it off again while nobody has accepted it: who hung it there, or the people of its store, where it stays."""
    kind = kind_of(use)
    with transaction.atomic():
        row: Any = kind.uses().select_for_update(of=("self",)).filter(pk=use.pk).first()
        if row is None:
            return
        _check_attach(kind, _held(kind, row.target), actor)
        if not may_take_off(actor, row):
            raise NotAllowed("หลักฐานของหน่วยงานอื่นให้ส่งกลับพร้อมเหตุผล นำออกเองไม่ได้")
        STATES.next(row.state, "detach")
        _trace(kind, row, "evidence.detached", actor)
        row.delete()


def accept(use: EvidenceUse, *, actor: Any) -> EvidenceUse:
    """The reviewer of the target takes the link; nobody takes what they added themselves."""
    return _decide(use, "accept", actor=actor)


def return_use(use: EvidenceUse, *, actor: Any, reason: str) -> EvidenceUse:
    """The reviewer returns the link with a reason, which reaches who added it."""
    if not reason.strip():
        raise DomainError("กรุณาบอกเหตุที่ส่งกลับ", field="reason")
    return _decide(use, "return", actor=actor, reason=reason.strip())


def _decide(use: EvidenceUse, act: str, *, actor: Any, reason: str = "") -> EvidenceUse:
    kind = kind_of(use)
    with transaction.atomic():
        row: Any = kind.uses().select_for_update(of=("self",)).select_related("item").get(pk=use.pk)
        target = kind.target(str(row.target_id))
        if not kind.may_review(actor, target):
            raise NotAllowed("ท่านตรวจหลักฐานของเรื่องนี้ไม่ได้")
        if actor.pk in (row.added_by_id, row.item.added_by_id):
            raise NotAllowed("ท่านเพิ่มหลักฐานนี้เอง จึงตรวจเองไม่ได้")
        state = STATES.next(row.state, act)
        row.state, row.reason, row.decided_by, row.decided_at = state, reason, actor, timezone.now()
        row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        if act == "accept":
            _trace(kind, row, "evidence.accepted", actor)
            return row
        _trace(kind, row, "evidence.returned", actor, reason=reason)
        notify.send(
            [row.added_by], code="evidence.returned", title=f"หลักฐาน {row.item.title} ถูกส่งกลับ",
            body=f"{kind.describe(target)}\nเหตุผล: {reason}", url=kind.url(target), pointer=row.item.pointer,
            district_code=kind.district(target).code,
        )  # fmt: skip
    return row


def _held(kind: UseKind, target: Any) -> Any:
    """The target as it stands now, held until the transaction ends; rows that point to it may come."""
    type(target)._base_manager.select_for_update(of=("self",), no_key=True).get(pk=target.pk)
    return kind.target(str(target.pk))


def _check_attach(kind: UseKind, target: Any, actor: Any) -> None:
    if not (kind.may_view(actor, target) and kind.may_attach(actor, target)):
        raise NotAllowed("ท่านเพิ่มหรือนำหลักฐานของเรื่องนี้ออกไม่ได้ หรือเรื่องนี้ปิดรับแล้ว")


def _check_item(kind: UseKind, target: Any, item: EvidenceItem, actor: Any) -> None:
    """An item of another school or office is unknown here, whoever asks."""
    school = kind.school(target)
    foreign = item.district_id != kind.district(target).pk or (
        school is not None and item.school_id is not None and item.school_id != school.pk
    )
    if foreign or not EvidenceItem.objects.visible_to(actor).filter(pk=item.pk).exists():
        raise DomainError("ไม่พบหลักฐานนี้")
    if item.withdrawn_at is not None:
        raise DomainError("หลักฐานนี้ถูกถอนแล้ว ใช้อีกไม่ได้จนกว่าจะนำกลับมา")


def _trace(kind: UseKind, use: Any, action: str, actor: Any, **data: Any) -> None:
    target = use.target
    audit.record(
        actor=actor, action=action, target=use.item.pointer, district_code=kind.district(target).code,
        data={"target": kind.describe(target), "kind": kind.key, "key": str(target.pk), **data},
    )  # fmt: skip
    uses_changed.send(kind.model, kind=kind.key, target=target, actor=actor)
