"""Baselines, plans and reports of schools in a programme, through the services."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from supervision.improvement.models import Participation, Programme
from supervision.improvement.models.programme import Use
from supervision.indicators.models import Indicator
from supervision.progress.models import BaselineSheet, PlanLine, ProgressReport
from supervision.progress.queries.frame import frame_of, indicators_in
from supervision.progress.services import (
    Figures,
    SchoolValue,
    add_line,
    save_area,
    send_report,
    set_values,
    submit_sheet,
)


def part_of(programme: Programme, school: Any) -> Participation:
    """The school's row, read afresh."""
    return Participation.objects.select_related("programme__district", "school", "baseline_sheet").get(
        programme=programme, school=school
    )


def indicators_of(programme: Programme, use: str = Use.BASELINE) -> list[Indicator]:
    return list(indicators_in(frame_of(programme, use)).values())


def filled(
    part: Participation, actor: Any, *, baseline: int = 3, target: int = 4, need: str = "สื่อการอ่าน"
) -> Participation:
    """Every area with values, an analysis and an activity: nothing is missing."""
    for frame in frame_of(part.programme, Use.BASELINE, kind=part.school.kind):
        save_area(
            part, actor=actor, area=frame.area, stamp=None,
            figures={row.pk: Figures(Decimal(baseline), Decimal(target)) for row in frame.indicators},
            texts={"strength": "ครูตั้งใจ", "problem": "อ่านไม่คล่อง", "cause": "สื่อไม่พอ", "need": need},
        )  # fmt: skip
        add_line(part, actor=actor, area=frame.area, need=need, activity=f"พัฒนาด้าน{frame.area.name}")
    return part_of(part.programme, part.school)


def sent(part: Participation, principal: Any) -> BaselineSheet:
    return submit_sheet(filled(part, principal), actor=principal)


def a_line(part: Participation, actor: Any, *, activity: str = "ค่ายการอ่าน", **values: Any) -> PlanLine:
    area = frame_of(part.programme, Use.BASELINE)[0].area
    return add_line(part, actor=actor, area=area, activity=activity, **values)


def a_report(
    part: Participation, actor: Any, *, status: str = "on_track", values: Mapping[int, Decimal] | None = None,
    on: date | None = None, now: datetime | None = None, **fields: Any,
) -> ProgressReport:  # fmt: skip
    frames = frame_of(part.programme, Use.PROGRESS)
    report, _ = send_report(
        part, actor=actor, public_id=uuid4(), areas={frame.area.pk: status for frame in frames}, values=values,
        reported_on=on, now=now, **fields,
    )  # fmt: skip
    return report


def values_for_all(
    programme: Programme, actor: Any, *, baseline: int = 2, target: int = 4, current: int | None = None,
    current_on: date | None = None,
) -> None:  # fmt: skip
    """The same figures for every school and indicator."""
    set_values(
        programme,
        [
            SchoolValue(
                part.school_id, row.pk, baseline=Decimal(baseline), target=Decimal(target),
                current=Decimal(current) if current is not None else None, current_on=current_on,
            )
            for part in programme.participations.all()
            for row in indicators_of(programme)
        ],
        actor=actor,
    )  # fmt: skip


def around_today(days: int = 200) -> dict[str, Any]:
    """Days of a programme that began `days` ago, for tests that go by the clock."""
    today = timezone.localdate()
    return {"starts_on": today - timedelta(days=days), "ends_on": today + timedelta(days=365 - days)}
