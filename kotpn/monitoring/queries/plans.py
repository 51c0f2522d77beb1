"""Read-only assembly of the monitoring plan: what stands in it, what it can draw from, how far each area is."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.approvals.content import Change, diff, plain
from kotpn.monitoring.models import AREAS, Consideration, MonitoringPlan, PlanArea, PlanLine
from supervision.field.queries import AreaWork, fiscal_period, work_by_area
from supervision.planning.queries import AreaPlan, agreed_activities, planned_by_area


def content_of(plan: MonitoringPlan) -> dict[str, Any]:
    """The plan as JSON, for the hash and for comparing revisions."""
    rows = plan.lines.select_related("policy")
    found: dict[str, Any] = plain(
        {
            "ชื่อแผน": plan.title,
            "ความเป็นมา": plan.rationale,
            "วัตถุประสงค์": plan.objectives,
            "เป้าหมาย": plan.goals,
            "ประเด็น": [
                {
                    "key": str(row.pk),
                    "ด้าน": AREAS[row.area],
                    "เรื่อง": row.topic,
                    "ตัวชี้วัด": row.indicator,
                    "เป้าหมาย": row.target,
                    "วิธีการ": row.method,
                    "ช่วงเวลา": [row.month_from, row.month_to],
                    "ผู้รับผิดชอบ": row.responsible,
                    "นโยบาย": str(row.policy or ""),
                }
                for row in rows
            ],
        }
    )
    return found


@dataclass
class AreaOfPlan:
    """One area with its lines, what agreed supervision plans promise there, and what was done so far. The four areas
    have figures; putting policies into practice has lines only."""

    area: str
    label: str
    lines: list[PlanLine] = field(default_factory=list)
    promised: AreaPlan | None = None
    done: AreaWork | None = None


def areas_of(plan: MonitoringPlan, *, today: date) -> list[AreaOfPlan]:
    """The five parts in their order with their figures of the fiscal year; six queries whatever the size."""
    district = plan.committee.district
    found = {area: AreaOfPlan(area, label) for area, label in AREAS.items()}
    for line in plan.lines.select_related("policy", "activity"):
        found[line.area].lines.append(line)
    for row in planned_by_area(district, plan.fiscal_year):
        found[row.area].promised = row
    for work in work_by_area(district, fiscal_period(plan.fiscal_year), today=today):
        found[work.area].done = work
    return list(found.values())


@dataclass(frozen=True)
class Drawable:
    """An activity of an agreed plan, the areas it would stand in, and whether it stands there already."""

    activity: Any
    labels: list[str]
    drawn: bool


def drawable(plan: MonitoringPlan) -> list[Drawable]:
    """Activities of the year's agreed supervision plans, the group's own plan first; two queries."""
    there: dict[int, set[str]] = {}
    for area, key in plan.lines.exclude(activity=None).values_list("area", "activity"):
        there.setdefault(key, set()).add(area)
    rows = (
        agreed_activities(plan.committee.district, plan.fiscal_year)
        .select_related("plan__owner", "policy")
        .order_by("plan__kind", "plan__owner__name_sort", "position", "pk")
    )
    found = []
    for row in rows:
        areas = [*row.areas, *([PlanArea.POLICY.value] if row.policy_id else [])]
        found.append(Drawable(row, [AREAS[area] for area in areas], set(areas) <= there.get(row.pk, set())))
    return found


@dataclass(frozen=True)
class Considered:
    """One round before the committee, and what was changed since the round before."""

    row: Consideration
    changed: list[Change]


def considerations_of(plan: MonitoringPlan) -> list[Considered]:
    """Newest first."""
    rows = plan.considerations.select_related("resolution__meeting__committee", "sent_by").order_by("sent_at", "pk")
    found = []
    before: dict[str, Any] | None = None
    for row in rows:
        found.append(Considered(row, diff(before, row.snapshot) if before is not None else []))
        before = row.snapshot
    return found[::-1]
