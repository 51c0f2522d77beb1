"""Write sets: a new one, a copy as a new edition, its front and the words of its levels."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError
from kotpn.standards.models import Indicator, Issue, LevelLabel, LevelRule, OfficeStandardSet, ProofLine
from kotpn.standards.services.common import allow, check_years, locked_draft, one_line, save, trace

FRONT = ("name", "edition", "year_from", "year_to", "aggregate", "source", "missing_parts")
# What an office begins with and may change: the words most sets of the five levels use.
WORDS = ((5, "ดีเยี่ยม"), (4, "ดีมาก"), (3, "ดี"), (2, "พอใช้"), (1, "ปรับปรุง"))
MOST_LEVELS = 10


@transaction.atomic
def make_set(district: Any, *, actor: Any, values: Mapping[str, Any], now: datetime | None = None) -> OfficeStandardSet:
    """An empty draft with five levels. `values`: see FRONT."""
    allow(actor, district)
    made = _draft(district, actor=actor, values=values, now=now)
    LevelLabel.objects.bulk_create(LevelLabel(set=made, value=value, word=word) for value, word in WORDS)
    trace(made, "made", actor=actor, at=made.updated_at)
    return made


@transaction.atomic
def copy_set(
    source: OfficeStandardSet, *, actor: Any, values: Mapping[str, Any], now: datetime | None = None
) -> OfficeStandardSet:
    """A draft with everything `source` has, as its next edition; `values` may differ from it."""
    allow(actor, source.district)
    front = {name: getattr(source, name) for name in FRONT} | {"year_to": None}
    made = _draft(source.district, actor=actor, values={**front, **values}, now=now)
    made.based_on = source
    made.save(update_fields=["based_on"])
    _copied(source.labels.all(), set=lambda _: made)
    standards = _copied(source.standards.all(), set=lambda _: made)
    indicators = _copied(
        Indicator.objects.filter(standard__set=source), standard=lambda row: standards[row.standard_id]
    )
    _copied(
        LevelRule.objects.filter(indicator__standard__set=source), indicator=lambda row: indicators[row.indicator_id]
    )
    issues = _copied(
        Issue.objects.filter(indicator__standard__set=source), indicator=lambda row: indicators[row.indicator_id]
    )
    _copied(ProofLine.objects.filter(issue__indicator__standard__set=source), issue=lambda row: issues[row.issue_id])
    trace(made, "copied", actor=actor, at=made.updated_at, source=source.name)
    return made


@transaction.atomic
def save_front(
    row: OfficeStandardSet, *, actor: Any, values: Mapping[str, Any], lock_version: int | None = None,
    now: datetime | None = None,
) -> OfficeStandardSet:  # fmt: skip
    draft = locked_draft(row, actor=actor, lock_version=lock_version)
    _fill(draft, values)
    return save(draft, "written", actor=actor, now=now)


@transaction.atomic
def save_labels(
    row: OfficeStandardSet, *, actor: Any, labels: Sequence[tuple[int, str]], lock_version: int | None = None,
    now: datetime | None = None,
) -> OfficeStandardSet:  # fmt: skip
    """Replace what the levels are called: (value, word), each value and word once."""
    draft = locked_draft(row, actor=actor, lock_version=lock_version)
    if not 2 <= len(labels) <= MOST_LEVELS:
        raise DomainError(f"ต้องมี 2 ถึง {MOST_LEVELS} ระดับ", field="labels")
    words = [one_line(word, field="labels", most=60, empty="แต่ละระดับต้องมีคำเรียก") for _, word in labels]
    if len({value for value, _ in labels}) < len(labels) or len(set(words)) < len(words):
        raise DomainError("ค่าหรือคำเรียกของระดับซ้ำกัน", field="labels")
    if any(not 0 <= value <= 100 for value, _ in labels):
        raise DomainError("ค่าของระดับต้องเป็น 0 ถึง 100", field="labels")
    draft.labels.all().delete()
    LevelLabel.objects.bulk_create(
        LevelLabel(set=draft, value=value, word=word) for (value, _), word in zip(labels, words, strict=True)
    )
    return save(draft, "written", actor=actor, now=now)


@transaction.atomic
def delete_draft(row: OfficeStandardSet, *, actor: Any, now: datetime | None = None) -> None:
    draft = locked_draft(row, actor=actor)
    if draft.offspring.exists():
        raise DomainError("มีฉบับที่ทำสำเนาจากร่างนี้แล้ว จึงลบไม่ได้")
    trace(draft, "deleted", actor=actor, at=now or timezone.now())
    draft.delete()


def _draft(district: Any, *, actor: Any, values: Mapping[str, Any], now: datetime | None) -> OfficeStandardSet:
    made = OfficeStandardSet(district=district, code=_free_code(district), updated_at=now or timezone.now())
    _fill(made, values)
    made.created_by = None if actor is audit.SYSTEM else actor
    made.save()
    return made


def _free_code(district: Any) -> str:
    taken = set(OfficeStandardSet.objects.of_district(district).values_list("code", flat=True))
    return next(code for number in range(1, 100_000) if (code := f"set-{number}") not in taken)


def _fill(row: OfficeStandardSet, values: Mapping[str, Any]) -> None:
    if unknown := set(values) - set(FRONT):
        raise ValueError(f"unknown: {sorted(unknown)}")
    for name, value in values.items():
        setattr(row, name, value)
    row.name = one_line(row.name, field="name", most=200, empty="กรุณาระบุชื่อชุดมาตรฐาน")
    row.edition = one_line(row.edition, field="edition", most=120)
    if row.aggregate not in OfficeStandardSet.Aggregate.values:
        raise DomainError("กรุณาเลือกการรวมผลทั้งชุด", field="aggregate")
    check_years(row.year_from, row.year_to)


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
