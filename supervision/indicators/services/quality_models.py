"""Models of improvement: a new one on a procedure, a copy with its steps and indicators under a name of its own, its
front, in and out of use."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError
from processes.models import Procedure
from processes.services import copy_procedure
from schools.services.locks import lock_district
from supervision.indicators.models import QualityModel
from supervision.indicators.services.common import allow, locked_model, one_line, person, trace_model
from supervision.indicators.services.sets import new_edition

FRONT = ("name", "purpose", "goal_label", "extra_label", "procedure")


@transaction.atomic
def make_model(district: Any, *, actor: Any, values: Mapping[str, Any], now: datetime | None = None) -> QualityModel:
    """A model of the office. `values`: see FRONT; `procedure` is an office-level procedure of the same office."""
    allow(actor, district)
    lock_district(district.pk)
    made = QualityModel(
        district=district, code=_free_code(district), created_by=person(actor), updated_at=now or timezone.now()
    )
    _fill(made, {"purpose": "", "goal_label": "", "extra_label": "", **values})
    made.save()
    trace_model(made, "made", actor=actor, at=made.updated_at)
    return made


@transaction.atomic
def copy_model(
    source: QualityModel, *, actor: Any, values: Mapping[str, Any], now: datetime | None = None
) -> QualityModel:
    """A model with a copy of the procedure (steps and their working pages) and of the newest indicators as a draft.

    `values` must give another `name`; goal_label, extra_label and purpose may differ. The copies are the office's own:
    nothing done to them touches `source`.
    """
    allow(actor, source.district)
    lock_district(source.district_id)
    name = one_line(values.get("name", ""), field="name", most=200, empty="กรุณาตั้งชื่อรูปแบบใหม่")
    _refuse_taken(source.district, name)
    procedure = copy_procedure(source.procedure, actor=actor, name=name, now=now)
    front = {word: getattr(source, word) for word in FRONT} | dict(values) | {"name": name, "procedure": procedure}
    made = make_model(source.district, actor=actor, values=front, now=now)
    newest = source.sets.published().order_by("-number").first() or source.sets.order_by("-number").first()
    if newest is not None:
        new_edition(newest, actor=actor, model=made, now=now)
    trace_model(made, "copied", actor=actor, at=made.updated_at, source=source.name)
    return made


@transaction.atomic
def edit_model(
    model: QualityModel, *, actor: Any, values: Mapping[str, Any], now: datetime | None = None
) -> QualityModel:
    """Rename it, say what it is for, or lead it to another procedure; years that run keep the steps they began with."""
    held = locked_model(model, actor=actor)
    _fill(held, values)
    held.updated_at = now or timezone.now()
    held.save()
    trace_model(held, "written", actor=actor, at=held.updated_at)
    return held


@transaction.atomic
def set_active(model: QualityModel, *, actor: Any, active: bool, now: datetime | None = None) -> QualityModel:
    """Out of use: no new year begins with it; years that run go on. Twice is once."""
    held = locked_model(model, actor=actor)
    if held.is_active != active:
        held.is_active, held.updated_at = active, now or timezone.now()
        held.save(update_fields=["is_active", "updated_at"])
        trace_model(held, "used" if active else "retired", actor=actor, at=held.updated_at)
    return held


def _fill(row: QualityModel, values: Mapping[str, Any]) -> None:
    if unknown := set(values) - set(FRONT):
        raise ValueError(f"unknown: {sorted(unknown)}")
    for name, value in values.items():
        setattr(row, name, value)
    row.name = one_line(row.name, field="name", most=200, empty="กรุณาระบุชื่อรูปแบบ")
    row.goal_label = one_line(row.goal_label, field="goal_label", most=60)
    row.extra_label = one_line(row.extra_label, field="extra_label", most=60)
    row.purpose = row.purpose.strip()
    _refuse_taken(row.district, row.name, but=row.pk)
    procedure = row.procedure if row.procedure_id else None
    if procedure is None or procedure.district_id != row.district_id:
        raise DomainError("กรุณาเลือกกระบวนงานของสำนักงาน", field="procedure")
    if procedure.level != Procedure.Level.OFFICE:
        raise DomainError("ขั้นตอนของรูปแบบต้องเป็นกระบวนงานที่สำนักงานเขตดำเนินการ", field="procedure")


def _refuse_taken(district: Any, name: str, *, but: int | None = None) -> None:
    if QualityModel.objects.of_district(district).filter(name=name).exclude(pk=but or 0).exists():
        raise DomainError("มีรูปแบบชื่อนี้แล้ว", field="name")


def _free_code(district: Any) -> str:
    taken = set(QualityModel.objects.of_district(district).values_list("code", flat=True))
    return next(code for number in range(1, 100_000) if (code := f"model-{number}") not in taken)
