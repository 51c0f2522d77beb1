"""นำผลไปวางแผน: next year opens with what this year ended with, and with what stayed behind already in the plan."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from supervision.improvement.models import Participation, Programme
from supervision.improvement.models.programme import Use
from supervision.improvement.services import open_programme
from supervision.improvement.services.common import programme_pointer
from supervision.progress import permissions
from supervision.progress.models import PlanLine, SchoolIndicator
from supervision.progress.queries.frame import frame_of
from supervision.progress.queries.gaps import Ended, Gap, counterparts, ended_values, gaps_of, provisional_words
from supervision.progress.services.bulk import SchoolValue, write_values

CARRIED_RULES = (
    "uses_extra", "extra_uses", "joiners", "leavers", "project", "instrument", "mentoring_visits", "report_every",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Carried:
    """What was filled in: baselines, and activities of plans."""

    baselines: int
    lines: int


@transaction.atomic
def begin_next(
    programme: Programme, *, actor: Any, year: int | None = None, now: datetime | None = None, **rules: Any
) -> Programme:
    """Open the year that follows with the same model and rules, filled from this one. Pressed twice it is opened once.

    DomainError for a cancelled programme and for a year that is not later than this one.
    """
    now = now or timezone.now()
    held = Programme.objects.select_for_update(of=("self",)).select_related("district", "model").get(pk=programme.pk)
    if not permissions.runs(actor, held):
        raise NotAllowed("เปิดการขับเคลื่อนปีถัดไปได้เฉพาะผู้ขับเคลื่อนของสำนักงาน")
    if held.state == Programme.State.CANCELLED:
        raise DomainError("การขับเคลื่อนปีนี้ยกเลิกแล้ว จึงเปิดปีถัดไปต่อจากปีนี้ไม่ได้")
    year = year or held.year + 1
    if year <= held.year:
        raise DomainError(f"ปีถัดไปต้องมากกว่า {held.year}", field="year")
    standing = held.carried_to.standing().filter(year=year).first()
    if standing is not None:
        return standing
    kept = {name: getattr(held, name) for name in CARRIED_RULES}
    made = open_programme(held.model, actor=actor, year=year, carried_from=held, **{**kept, **rules})
    if made.carried_from_id is None:
        # The year had been opened on its own before.
        Programme.objects.filter(pk=made.pk).update(carried_from=held)
        made.carried_from = held
    carry_over(made, actor=actor, now=now)
    return made


@transaction.atomic
def carry_over(programme: Programme, *, actor: Any, now: datetime | None = None) -> Carried:
    """Fill what is still empty of a programme from the one it follows: baselines from last year's published finals, or
    its latest reported values where nothing was published; activities for what ended short of its target, and those of
    last year's plan that were not done. Done again it fills what is empty still and puts finals where only reported
    values had been taken, so it may be repeated when last year's results are published late. Sheets that were sent are
    left alone; a target the new baseline overtakes stays, and its sheet asks for another or a reason."""
    now = now or timezone.now()
    if not permissions.runs(actor, programme):
        raise NotAllowed("นำผลปีที่แล้วมาเติมได้เฉพาะผู้ขับเคลื่อนของสำนักงาน")
    before = programme.carried_from
    if before is None:
        raise DomainError("การขับเคลื่อนปีนี้ไม่ได้ต่อจากปีใด จึงไม่มีผลให้นำมาเติม")
    if not programme.is_open:
        raise DomainError("การขับเคลื่อนปีนี้สิ้นสุดแล้ว")
    frames = frame_of(programme, Use.BASELINE)
    asked = {row.pk for frame in frames for row in frame.indicators}
    matched = {old: new for old, new in counterparts(before.set, programme.set).items() if new.pk in asked}
    open_parts = _unsent(programme)
    ended = ended_values(before)
    baselines = _baselines(programme, open_parts, matched, ended, before=before, actor=actor, now=now)
    lines = _lines(programme, before, open_parts, matched, ended, now=now)
    audit.record(
        actor=actor, action="progress.carried_over", target=programme_pointer(programme),
        district_code=programme.district.code, data={"baselines": baselines, "lines": lines, "year": before.year},
        at=now,
    )  # fmt: skip
    return Carried(baselines, lines)


def _unsent(programme: Programme) -> list[Participation]:
    """Schools that are in and whose sheets lie with them."""
    rows = Participation.objects.filter(programme=programme, is_in=True).select_related("school", "baseline_sheet")
    return [
        part for part in rows.order_by("pk") if permissions.SHEET_STATES.allows(permissions.state_of(part), "write")
    ]


def _baselines(
    programme: Programme, parts: list[Participation], matched: Any, ended: Any, *, before: Programme, actor: Any,
    now: datetime,
) -> int:  # fmt: skip
    """A baseline that only repeats what was reported gives way to the final one; what anybody wrote stays."""
    stand = SchoolIndicator.objects.filter(participation__programme=programme, baseline__isnull=False)
    filled = {
        (part, indicator): origin == SchoolIndicator.Origin.LAST_YEAR and note == provisional_words(before.year)
        for part, indicator, origin, note in stand.values_list(
            "participation_id", "indicator_id", "baseline_origin", "baseline_note"
        )
    }
    values = []
    for part in parts:
        for old, new in matched.items():
            end: Ended | None = ended.get((part.school_id, old))
            if end is None or not new.applies_to(part.school.kind):
                continue
            provisional = filled.get((part.pk, new.pk))
            if provisional is False or (provisional and not end.is_final):
                continue
            values.append(SchoolValue(part.school_id, new.pk, baseline=end.on_scale(new), note=end.words))
    return write_values(
        programme, values, actor=actor, origin=SchoolIndicator.Origin.LAST_YEAR, now=now, ask_later=True
    )


def _lines(
    programme: Programme, before: Programme, parts: list[Participation], matched: Any, ended: Any, *, now: datetime
) -> int:
    standing = PlanLine.objects.filter(participation__programme=programme).exclude(carried="")
    known = {
        (part, indicator or carried)
        for part, indicator, carried in standing.values_list("participation_id", "indicator_id", "carried")
    }
    undone: dict[int, list[PlanLine]] = {}
    for line in PlanLine.objects.filter(participation__programme=before, done_on__isnull=True).select_related(
        "participation", "area"
    ):
        undone.setdefault(line.participation.school_id, []).append(line)
    gaps = gaps_of(before, ended)
    areas = {area.code: area for area in (frame.area for frame in frame_of(programme, Use.BASELINE))}
    rows: list[PlanLine] = []
    for part in parts:
        left = undone.get(part.school_id, [])
        for gap in gaps.get(part.school_id, []):
            new = matched.get(gap.indicator.pk)
            if new is None or not new.applies_to(part.school.kind):
                continue
            earlier = [line for line in left if line.indicator_id == gap.indicator.pk]
            left = [line for line in left if line not in earlier]
            rows.append(_from_gap(part, new, gap, earlier, year=before.year))
        for line in left:
            area = areas.get(line.area.code)
            if area is not None:
                rows.append(_from_line(part, area, line, year=before.year))
    fresh = [row for row in rows if (row.participation_id, row.indicator_id or row.carried) not in known]
    for place, row in enumerate(fresh, start=1):
        row.position, row.updated_at = place % 32_000, now
    PlanLine.objects.bulk_create(fresh, batch_size=1000)
    return len(fresh)


def _from_gap(part: Participation, indicator: Any, gap: Gap, earlier: list[PlanLine], *, year: int) -> PlanLine:
    """The need in figures; last year's unfinished activity for it, or the indicator's own name to begin from."""
    activity = earlier[0].activity if earlier else f"พัฒนา{indicator.title}ให้ถึงเป้าหมาย"
    return PlanLine(
        participation=part, area=indicator.area, indicator=indicator, need=gap.words, activity=activity[:400],
        owner=earlier[0].owner if earlier else "", expected=f"{indicator.title} ถึงเป้าหมาย",
        carried=f"ปี {year} {gap.words}"[:300],
    )  # fmt: skip


def _from_line(part: Participation, area: Any, line: PlanLine, *, year: int) -> PlanLine:
    return PlanLine(
        participation=part, area=area, need=line.need, activity=line.activity, owner=line.owner,
        expected=line.expected, carried=f"ปี {year} ยังไม่ได้ทำ: {line.activity}"[:300],
    )  # fmt: skip
