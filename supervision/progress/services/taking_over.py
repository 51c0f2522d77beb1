"""Sheets of many schools at once, as an office that kept a year on paper takes it over: analyses, plans, states."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from supervision.improvement.models import Participation, Programme
from supervision.improvement.services.common import programme_pointer
from supervision.indicators.models import Area
from supervision.progress import permissions
from supervision.progress.models import Analysis, BaselineSheet, PlanLine

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A school's sheet by its key: texts of each area by the area's code (names of Analysis), activities by area's code
    (fields of PlanLine), the state it is in, who had sent it."""

    school: int
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lines: Sequence[tuple[str, Mapping[str, Any]]] = ()
    state: str = BaselineSheet.State.ACCEPTED
    sent_by: Any = None
    reason: str = ""


@transaction.atomic
def take_over_sheets(
    programme: Programme, sheets: Iterable[PaperSheet], *, actor: Any, now: datetime | None = None
) -> int:
    """Write the sheets of schools that have none yet; gives how many. One that a school began itself is left alone."""
    now = now or timezone.now()
    if not permissions.runs(actor, programme):
        raise NotAllowed("นำแผ่นของหลายโรงเรียนเข้าได้เฉพาะผู้ขับเคลื่อนของสำนักงาน")
    if not programme.is_open:
        raise DomainError("การขับเคลื่อนปีนี้สิ้นสุดแล้ว")
    parts = {
        part.school_id: part
        for part in Participation.objects.filter(programme=programme, baseline_sheet__isnull=True, is_in=True)
    }
    areas = {area.code: area for area in Area.objects.filter(set=programme.set_id)}
    fresh = [sheet for sheet in sheets if sheet.school in parts]
    BaselineSheet.objects.bulk_create([_sheet(parts[row.school], row, actor, now) for row in fresh], batch_size=_BATCH)
    Analysis.objects.bulk_create(
        [
            Analysis(participation=parts[row.school], area=areas[code], updated_by=actor, updated_at=now, **texts)
            for row in fresh
            for code, texts in row.texts.items()
        ],
        batch_size=_BATCH, ignore_conflicts=True,
    )  # fmt: skip
    PlanLine.objects.bulk_create(
        [
            PlanLine(participation=parts[row.school], area=areas[code], position=place, updated_at=now, **values)
            for row in fresh
            for place, (code, values) in enumerate(row.lines, start=1)
        ],
        batch_size=_BATCH,
    )
    audit.record(
        actor=actor, action="progress.sheets_taken_over", target=programme_pointer(programme),
        district_code=programme.district.code, data={"schools": len(fresh)}, at=now,
    )  # fmt: skip
    return len(fresh)


def _sheet(part: Participation, row: PaperSheet, actor: Any, now: datetime) -> BaselineSheet:
    sent = row.state != BaselineSheet.State.DRAFT
    decided = row.state in (BaselineSheet.State.ACCEPTED, BaselineSheet.State.RETURNED)
    return BaselineSheet(
        participation=part, state=row.state, reason=row.reason, submitted_by=row.sent_by if sent else None,
        submitted_at=now if sent else None, decided_by=actor if decided else None, decided_at=now if decided else None,
        updated_at=now,
    )  # fmt: skip
