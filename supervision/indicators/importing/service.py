"""The one door of the import of indicators: rehearse, keep, confirm, drop."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from core.errors import DomainError
from schools.importing.kept import confirm_kept, drop_kept, hold_to, keep, mark_applied, purge_kept
from schools.importing.result import Rehearsal
from schools.importing.workbook import Contents
from schools.services.locks import lock_district
from supervision.indicators.importing.rows import Draft, rehearse_rows
from supervision.indicators.importing.sheet import SHEET, read
from supervision.indicators.models import Area, Indicator, IndicatorImport, IndicatorSet
from supervision.indicators.services.common import allow, locked_draft, save_set


@dataclass
class IndicatorRehearsal(Rehearsal):
    """`absent` are codes of the draft that are not in the file; they stay as they are."""

    absent: list[str] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        return {**super().told(), "absent": self.absent}


def _rehearse(contents: Contents, row: IndicatorSet, file_hash: str) -> tuple[IndicatorRehearsal, Draft]:
    draft = Draft(row)
    rows = rehearse_rows(draft, contents.sheets[SHEET.key])
    if not rows:
        raise DomainError("ไม่มีแถวข้อมูลในไฟล์", field="file")
    return IndicatorRehearsal(rows, contents.ignored, file_hash, absent=draft.absent), draft


def receive(data: bytes, row: IndicatorSet, *, actor: Any, name: str) -> IndicatorImport:
    """Keep the file with what importing it into the draft would do now. DomainError when it cannot be read."""
    with transaction.atomic():
        draft = locked_draft(row, actor=actor)
    rehearsal, _ = _rehearse(read(data, name=name), draft, hashlib.sha256(data).hexdigest())
    purge_kept(IndicatorImport.objects.filter(set__model__district=row.model.district_id))
    return keep(IndicatorImport(set=draft), data, rehearsal, actor=actor, name=name)


def confirm(run: IndicatorImport, *, actor: Any, skip_refused: bool = False) -> IndicatorImport:
    """Do what the rehearsal said, once. StaleRevision when it would say something else now; nothing is written then."""
    district = run.set.model.district
    allow(actor, district)
    with run.file.open("rb") as stored:
        contents = read(stored.read(), name=run.file_name)
    return confirm_kept(
        run,
        lock=lambda: lock_district(district.pk),
        apply=lambda locked: _apply(locked, contents, actor=actor, skip_refused=skip_refused),
    )


def drop(run: IndicatorImport, *, actor: Any) -> None:
    """Put a rehearsal away without importing it."""
    allow(actor, run.set.model.district)
    drop_kept(run)


def _apply(run: IndicatorImport, contents: Contents, *, actor: Any, skip_refused: bool) -> None:
    held = locked_draft(run.set, actor=actor)
    rehearsal, draft = _rehearse(contents, held, run.sha256)
    hold_to(run, rehearsal, skip_refused=skip_refused)
    _write(draft)
    mark_applied(run, skip_refused=skip_refused)
    if not rehearsal.changes_nothing:
        save_set(held, "imported", actor=actor, now=None, file=run.file_name)


def _write(draft: Draft) -> None:
    """New areas and indicators go after those there are, in the order of the file."""
    last = max((area.position for area in draft.areas.values()), default=0)
    places: dict[int, int] = {}
    for row in draft.indicators.values():
        places[row.area_id] = max(places.get(row.area_id, 0), row.position)
    written: set[int] = set()
    for wanted in draft.wanted:
        told = wanted.told
        if id(told) not in written:
            written.add(id(told))
            if told.is_new:
                last += 1
                told.area.position = last
            if told.is_new or told.changes:
                told.area.save()
        if wanted.indicator is not None:
            _place(wanted.indicator, told.area, places)


def _place(row: Indicator, area: Area, places: dict[int, int]) -> None:
    if row.pk is None or row.area_id != area.pk:
        places[area.pk] = places.get(area.pk, 0) + 1
        row.position = places[area.pk]
    row.area = area
    row.save()
