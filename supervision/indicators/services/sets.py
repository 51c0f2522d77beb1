"""Editions of indicators: an empty first one, a new one from another, its front, a draft thrown away."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from core.errors import DomainError
from supervision.indicators.models import Indicator, IndicatorSet, QualityModel
from supervision.indicators.services.common import (
    locked_draft,
    locked_model,
    one_line,
    person,
    save_set,
    trace_set,
)  # fmt: skip

FRONT = ("name", "year_from", "source", "note")


@transaction.atomic
def make_set(
    model: QualityModel, *, actor: Any, values: Mapping[str, Any] | None = None, now: datetime | None = None
) -> IndicatorSet:
    """The draft there is, or an empty one. `values`: see FRONT; two clicks give one draft."""
    held = locked_model(model, actor=actor)
    draft = held.sets.drafts().first()
    if draft is not None:
        return draft
    made = _draft(held, {"name": f"ตัวชี้วัด {held.name}"[:200], **(values or {})}, actor=actor, now=now)
    trace_set(made, "made", actor=actor, at=made.updated_at)
    return made


@transaction.atomic
def new_edition(
    source: IndicatorSet, *, actor: Any, model: QualityModel | None = None, values: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> IndicatorSet:  # fmt: skip
    """The draft there is, or one with every area and indicator of `source`, for its own model or for `model`."""
    held = locked_model(model or source.model, actor=actor)
    draft = held.sets.drafts().first()
    if draft is not None:
        return draft
    front = {name: getattr(source, name) for name in FRONT} | {"year_from": None}
    made = _draft(held, {**front, **(values or {})}, actor=actor, now=now)
    made.based_on, made.is_example = source, source.is_example
    made.save(update_fields=["based_on", "is_example"])
    areas = _copied(source.areas.all(), set=lambda _: made)
    _copied(Indicator.objects.filter(area__set=source), area=lambda row: areas[row.area_id])
    trace_set(made, "copied", actor=actor, at=made.updated_at, source=str(source))
    return made


@transaction.atomic
def save_front(
    row: IndicatorSet, *, actor: Any, values: Mapping[str, Any], stamp: int | None = None, now: datetime | None = None
) -> IndicatorSet:
    draft = locked_draft(row, actor=actor, stamp=stamp)
    _fill(draft, values)
    return save_set(draft, "written", actor=actor, now=now)


@transaction.atomic
def delete_draft(row: IndicatorSet, *, actor: Any, now: datetime | None = None) -> None:
    """A draft alone; what was put in use stays."""
    draft = locked_draft(row, actor=actor)
    if draft.offspring.exists():
        raise DomainError("มีฉบับที่ทำจากร่างนี้แล้ว จึงลบไม่ได้")
    trace_set(draft, "deleted", actor=actor, at=now or timezone.now())
    draft.delete()


def _draft(held: QualityModel, values: Mapping[str, Any], *, actor: Any, now: datetime | None) -> IndicatorSet:
    last = held.sets.aggregate(top=Max("number"))["top"] or 0
    made = IndicatorSet(model=held, number=last + 1, created_by=person(actor), updated_at=now or timezone.now())
    _fill(made, values)
    made.save()
    return made


def _fill(row: IndicatorSet, values: Mapping[str, Any]) -> None:
    if unknown := set(values) - set(FRONT):
        raise ValueError(f"unknown: {sorted(unknown)}")
    for name, value in values.items():
        setattr(row, name, value)
    row.name = one_line(row.name, field="name", most=200, empty="กรุณาระบุชื่อชุดตัวชี้วัด")
    row.source, row.note = row.source.strip(), row.note.strip()
    if row.year_from is not None and not 2500 <= row.year_from <= 2700:
        raise DomainError("กรุณาระบุปีที่เริ่มใช้เป็น พ.ศ.", field="year_from")


def _copied(rows: Iterable[Any], **parents: Any) -> dict[int, Any]:
    """Twins of the rows under other parents, by the key of the row each was copied from."""
    held = list(rows)
    twins = []
    for row in held:
        words = {
            one.attname: getattr(row, one.attname)
            for one in row._meta.concrete_fields
            if not one.primary_key and not isinstance(one, models.ForeignKey)
        }
        twins.append(type(row)(**words, **{name: find(row) for name, find in parents.items()}))
    made = type(held[0])._default_manager.bulk_create(twins) if held else []
    return {row.pk: twin for row, twin in zip(held, made, strict=True)}
