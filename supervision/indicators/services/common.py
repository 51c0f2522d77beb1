"""What the acts on models and sets share: the row held until the transaction ends, refusals, the audit line."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from core.stamps import held_since
from supervision.indicators.models import IndicatorSet, QualityModel
from supervision.indicators.permissions import is_used, may_write
from supervision.indicators.states import SET_STATES

MODEL, SET = "quality_model", "indicator_set"


def set_pointer(row: IndicatorSet) -> Pointer:
    return Pointer(SET, str(row.pk), str(row))


def allow(actor: Any, district: Any) -> None:
    if not may_write(actor, district):
        raise NotAllowed("จัดทำรูปแบบและตัวชี้วัดได้เฉพาะ ผอ.กลุ่มนิเทศฯ")


def person(actor: Any) -> Any:
    """The account to be kept on a row; the machine has none."""
    return None if actor is audit.SYSTEM else actor


def locked_model(model: QualityModel, *, actor: Any) -> QualityModel:
    found = QualityModel.objects.select_for_update(of=("self",)).select_related("district").get(pk=model.pk)
    allow(actor, found.district)
    return found


def locked_set(row: IndicatorSet, *, actor: Any, stamp: int | None = None) -> IndicatorSet:
    """The set as it stands; NotAllowed, or StaleRevision when it moved on since the page with `stamp` was opened."""
    rows = IndicatorSet.objects.select_for_update(of=("self",)).select_related("model__district")
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise DomainError("ไม่พบชุดตัวชี้วัดนี้แล้ว อาจมีผู้ลบร่างไปก่อน")
    allow(actor, found.model.district)
    held_since(found, stamp, actor=actor)
    return found


def locked_draft(row: IndicatorSet, *, actor: Any, stamp: int | None = None) -> IndicatorSet:
    found = locked_set(row, actor=actor)
    if not SET_STATES.allows(found.state, "edit") or is_used(found):
        raise DomainError("ชุดนี้ประกาศใช้หรือถูกใช้แล้ว จึงแก้ไม่ได้ กรุณาทำฉบับใหม่จากชุดนี้แล้วแก้ที่ฉบับใหม่")
    held_since(found, stamp, actor=actor)
    return found


def one_line(text: str, *, field: str, most: int, empty: str = "") -> str:
    """Without line breaks and doubled blanks; `empty` is the refusal of an empty one."""
    found = " ".join(str(text).split())
    if not found and empty:
        raise DomainError(empty, field=field)
    if len(found) > most:
        raise DomainError(f"ยาวได้ไม่เกิน {most} ตัวอักษร", field=field)
    return found


def save_set(held: IndicatorSet, act: str, *, actor: Any, now: datetime | None, **data: Any) -> IndicatorSet:
    """Write the set with its next stamp and leave an audit line."""
    held.stamp += 1
    held.updated_at = now or timezone.now()
    held.save()
    trace_set(held, act, actor=actor, at=held.updated_at, **data)
    return held


def trace_set(row: IndicatorSet, act: str, *, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"{SET}.{act}", target=set_pointer(row),
        district_code=row.model.district.code, data=data, at=at,
    )  # fmt: skip


def trace_model(model: QualityModel, act: str, *, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"{MODEL}.{act}", target=Pointer(MODEL, str(model.pk), model.name),
        district_code=model.district.code, data=data, at=at,
    )  # fmt: skip
