"""The school's plan: activities that follow from what its analysis says it needs."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from core.stamps import held_since
from supervision.improvement.models import Participation
from supervision.improvement.models.programme import Use
from supervision.indicators.models import Area, Indicator
from supervision.progress import permissions
from supervision.progress.models import PlanLine
from supervision.progress.permissions import SHEET_STATES
from supervision.progress.queries.frame import frame_of
from supervision.progress.services.common import locked, refuse_unless_running, trace

FIELDS = ("need", "activity", "owner", "starts_on", "ends_on", "budget", "expected")


def _writable(part: Participation, actor: Any) -> Participation:
    part = locked(part)
    if not permissions.may_write(actor, part):
        raise NotAllowed("แก้ไขแผนได้เฉพาะคนของโรงเรียนและผู้ขับเคลื่อนของสำนักงาน")
    refuse_unless_running(part)
    SHEET_STATES.next(permissions.state_of(part), "write")
    return part


def _checked(part: Participation, area: Area, indicator: Indicator | None, values: Mapping[str, Any]) -> dict[str, Any]:
    frames = {frame.area.pk: frame for frame in frame_of(part.programme, Use.BASELINE, kind=part.school.kind)}
    if area.pk not in frames:
        raise DomainError("ด้านนี้ไม่ได้ใช้กับโรงเรียนนี้ในปีนี้", field="area")
    if indicator is not None and indicator.pk not in {row.pk for row in frames[area.pk].indicators}:
        raise DomainError("ตัวชี้วัดนี้ไม่อยู่ในด้านที่เลือก", field="indicator")
    given = {name: values[name] for name in FIELDS if name in values}
    for name in ("need", "activity", "owner", "expected"):
        if name in given:
            given[name] = given[name].strip()
    if "activity" in given:
        needed(given["activity"], "โปรดเขียนกิจกรรม", field="activity")
    first, last = given.get("starts_on"), given.get("ends_on")
    if first and last and last < first:
        raise DomainError("วันสิ้นสุดอยู่ก่อนวันเริ่ม", field="ends_on")
    if given.get("budget") is not None and given["budget"] < 0:
        raise DomainError("งบประมาณต้องไม่ติดลบ", field="budget")
    return given


@transaction.atomic
def add_line(
    part: Participation, *, actor: Any, area: Area, indicator: Indicator | None = None, now: datetime | None = None,
    **values: Any,
) -> PlanLine:  # fmt: skip
    """An activity of the plan. The same activity for the same need is there once however often it is pressed."""
    now = now or timezone.now()
    part = _writable(part, actor)
    given = _checked(part, area, indicator, {"activity": "", **values})
    twin = PlanLine.objects.filter(
        participation=part, area=area, activity=given["activity"], need=given.get("need", "")
    ).first()
    if twin is not None:
        return twin
    last = PlanLine.objects.filter(participation=part, area=area).aggregate(top=Max("position"))["top"] or 0
    return PlanLine.objects.create(
        participation=part, area=area, indicator=indicator, position=min(last + 1, 32_000), updated_at=now, **given
    )


@transaction.atomic
def edit_line(
    line: PlanLine, *, actor: Any, area: Area, indicator: Indicator | None, stamp: int | None,
    now: datetime | None = None, **values: Any,
) -> PlanLine:  # fmt: skip
    """StaleRevision when somebody changed it since the form was drawn; `stamp` None writes over that."""
    now = now or timezone.now()
    part = _writable(line.participation, actor)
    held = PlanLine.objects.select_for_update().get(pk=line.pk)
    told = {**_checked(part, area, indicator, values), "area": area, "indicator": indicator}
    held_since(held, stamp, actor=actor, values=told)
    for name, value in told.items():
        setattr(held, name, value)
    held.stamp, held.updated_at = held.stamp + 1, now
    held.save(update_fields=[*FIELDS, "area", "indicator", "stamp", "updated_at"])
    return held


@transaction.atomic
def remove_line(line: PlanLine, *, actor: Any, now: datetime | None = None) -> None:
    """Take an activity out while the sheet is with the school; the second press finds nothing to do."""
    now = now or timezone.now()
    part = _writable(line.participation, actor)
    gone, _ = PlanLine.objects.filter(pk=line.pk).delete()
    if gone:
        trace(part, "plan_line_removed", actor=actor, at=now, data={"activity": line.activity})


@transaction.atomic
def tick_line(line: PlanLine, *, actor: Any, done_on: date | None, now: datetime | None = None) -> PlanLine:
    """State that the activity was done on that day, or with None that it was not after all."""
    now = now or timezone.now()
    part = locked(line.participation)
    if not permissions.may_write(actor, part):
        raise NotAllowed("บันทึกได้เฉพาะคนของโรงเรียนและผู้ขับเคลื่อนของสำนักงาน")
    refuse_unless_running(part)
    if done_on is not None and done_on > timezone.localdate(now):
        raise DomainError("วันที่ทำแล้วต้องไม่เป็นวันในอนาคต", field="done_on")
    PlanLine.objects.filter(pk=line.pk).update(done_on=done_on, updated_at=now)
    line.done_on = done_on
    return line
