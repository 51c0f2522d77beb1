"""Values of many schools at once: the office's own entry, what last year gave, demo data. One pass, all or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from supervision.improvement.models import Participation, Programme
from supervision.improvement.services.common import programme_pointer
from supervision.indicators.models import Indicator
from supervision.progress import permissions
from supervision.progress.models import SchoolIndicator
from supervision.progress.scales import better_of, refusal, worse

_BATCH = 1000
_FIELDS = (
    "baseline", "baseline_origin", "baseline_note", "target", "target_reason", "current", "current_on", "updated_by",
    "updated_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SchoolValue:
    """What is to stand for one school and indicator, by their keys; None leaves what stands."""

    school: int
    indicator: int
    baseline: Decimal | None = None
    target: Decimal | None = None
    target_reason: str = ""
    current: Decimal | None = None
    current_on: date | None = None
    note: str = ""


@transaction.atomic
def set_values(
    programme: Programme, values: Iterable[SchoolValue], *, actor: Any,
    origin: str = SchoolIndicator.Origin.OFFICE, now: datetime | None = None,
) -> int:  # fmt: skip
    """Baselines, targets and current values of a programme's schools; gives how many rows were written.

    DomainError, naming school and indicator, for a value outside its scale and for a target worse than its baseline
    without a reason: nothing is written then.
    """
    now = now or timezone.now()
    if not permissions.runs(actor, programme):
        raise NotAllowed("บันทึกค่าของหลายโรงเรียนได้เฉพาะผู้ขับเคลื่อนของสำนักงาน")
    if not programme.is_open:
        raise DomainError("การขับเคลื่อนปีนี้สิ้นสุดแล้ว จึงแก้ไขค่าไม่ได้")
    written = write_values(programme, values, actor=actor, origin=origin, now=now)
    audit.record(
        actor=actor, action="progress.values_set", target=programme_pointer(programme),
        district_code=programme.district.code, data={"rows": written}, at=now,
    )  # fmt: skip
    return written


def write_values(
    programme: Programme, values: Iterable[SchoolValue], *, actor: Any, origin: str, now: datetime,
    ask_later: bool = False,
) -> int:  # fmt: skip
    """As `set_values`, for services that have checked who may; inside the caller's transaction. `ask_later` lets a
    baseline overtake the target that stands: the sheet asks for another target or a reason before it is sent."""
    parts = {
        part.school_id: part
        for part in Participation.objects.filter(programme=programme).select_related("school").order_by("pk")
    }
    indicators = {row.pk: row for row in Indicator.objects.filter(area__set=programme.set_id)}
    held = {
        (row.participation_id, row.indicator_id): row
        for row in SchoolIndicator.objects.filter(participation__programme=programme)
        .select_for_update(of=("self",))
        .order_by("pk")
    }
    rows: dict[tuple[int, int], SchoolIndicator] = {}
    for value in values:
        part, indicator = parts.get(value.school), indicators.get(value.indicator)
        if part is None or indicator is None:
            raise DomainError("มีโรงเรียนหรือตัวชี้วัดที่ไม่อยู่ในการขับเคลื่อนปีนี้")
        key = (part.pk, indicator.pk)
        row = rows.get(key) or held.get(key) or SchoolIndicator(participation=part, indicator=indicator)
        _put(row, value, indicator, origin)
        _check(row, indicator, part, ask_later=ask_later)
        row.updated_by, row.updated_at = actor, now
        rows[key] = row
    SchoolIndicator.objects.bulk_create(
        rows.values(), batch_size=_BATCH, update_conflicts=True, update_fields=_FIELDS,
        unique_fields=["participation", "indicator"],
    )  # fmt: skip
    return len(rows)


def _put(row: SchoolIndicator, value: SchoolValue, indicator: Indicator, origin: str) -> None:
    if value.baseline is not None:
        row.baseline, row.baseline_origin, row.baseline_note = value.baseline, origin, value.note[:500]
    if value.target is not None:
        row.target, row.target_reason = value.target, value.target_reason.strip()[:500]
    if value.current is not None and (
        row.current_on is None or value.current_on is None or value.current_on >= row.current_on
    ):
        row.current, row.current_on = value.current, value.current_on


def _check(row: SchoolIndicator, indicator: Indicator, part: Participation, *, ask_later: bool) -> None:
    where = f"{part.school} · {indicator}"
    for label, figure in (("ข้อมูลฐาน", row.baseline), ("ค่าเป้าหมาย", row.target), ("ค่าล่าสุด", row.current)):
        problem = refusal(indicator, figure) if figure is not None else ""
        if problem:
            raise DomainError(f"{where}: {label}{problem}")
    if row.target is None or row.baseline is None or not worse(indicator, row.target, row.baseline):
        row.target_reason = ""
    elif not row.target_reason and not ask_later:
        raise DomainError(f"{where}: เป้าหมายต่ำกว่าข้อมูลฐาน ต้องบอกเหตุผล")


@transaction.atomic
def fill_targets(programme: Programme, *, actor: Any, now: datetime | None = None) -> int:
    """The office's target for every school and indicator that has none yet, or the baseline where that is better;
    gives how many were filled. Sheets a school has sent are left as they are sent."""
    now = now or timezone.now()
    if not permissions.runs(actor, programme):
        raise NotAllowed("ตั้งเป้าหมายให้หลายโรงเรียนได้เฉพาะผู้ขับเคลื่อนของสำนักงาน")
    stand = _targets(programme)
    wanted = []
    parts = Participation.objects.filter(programme=programme, is_in=True).select_related("school", "baseline_sheet")
    indicators = list(Indicator.objects.filter(area__set=programme.set_id, target__isnull=False))
    for part in parts:
        if permissions.state_of(part) in (permissions.S.SUBMITTED, permissions.S.ACCEPTED):
            continue
        for indicator in indicators:
            baseline, target = stand.get((part.pk, indicator.pk), (None, None))
            if target is not None or not indicator.applies_to(part.school.kind) or indicator.target is None:
                continue
            aim = better_of(indicator, indicator.target, baseline) if baseline is not None else indicator.target
            wanted.append(SchoolValue(part.school_id, indicator.pk, target=aim))
    return set_values(programme, wanted, actor=actor, now=now) if wanted else 0


def _targets(programme: Programme) -> Mapping[tuple[int, int], tuple[Decimal | None, Decimal | None]]:
    rows = SchoolIndicator.objects.filter(participation__programme=programme).values_list(
        "participation_id", "indicator_id", "baseline", "target"
    )
    return {(part, indicator): (baseline, target) for part, indicator, baseline, target in rows}
