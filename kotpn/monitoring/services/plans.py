"""Write the monitoring plan: begin it, its texts, its lines, and what is drawn from the supervision plans."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.pointers import Pointer
from core.stamps import held_since
from core.thai.years import fiscal_label
from kotpn.committee.models import Committee
from kotpn.committee.permissions import can_keep
from kotpn.monitoring.models import MonitoringPlan, PlanArea, PlanLine
from kotpn.monitoring.permissions import PLAN_STATES, can_write
from supervision.planning.queries import agreed_activities, policies_of

_TITLE = "แผนการติดตาม ตรวจสอบ ประเมินผล และนิเทศการจัดการศึกษา {}"
TEXTS = ("title", "rationale", "objectives", "goals")


@dataclass(frozen=True)
class LineFields:
    """What is typed of a line; months are any day of theirs."""

    area: str
    topic: str
    indicator: str = ""
    target: str = ""
    method: str = ""
    month_from: date | None = None
    month_to: date | None = None
    responsible: str = ""
    policy: Any = None


def plan_pointer(plan: MonitoringPlan) -> Pointer:
    return Pointer("monitoring_plan", str(plan.pk), plan.title)


def record(plan: MonitoringPlan, act: str, *, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"monitoring_plan.{act}", target=plan_pointer(plan),
        district_code=plan.committee.district.code, data=data, at=at,
    )  # fmt: skip


def locked(plan: MonitoringPlan) -> MonitoringPlan:
    MonitoringPlan.objects.select_for_update().values_list("pk").get(pk=plan.pk)
    return MonitoringPlan.objects.select_related("committee__district__settings", "saved_by").get(pk=plan.pk)


def to_write(plan: MonitoringPlan, actor: Any, act: str = "edit") -> MonitoringPlan:
    """Locked, with right and state looked at; DomainError when the state does not allow the act."""
    plan = locked(plan)
    if not can_write(actor, plan):
        raise NotAllowed("จัดทำแผนการติดตามได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    PLAN_STATES.next(plan.state, act)
    return plan


@transaction.atomic
def begin_plan(committee: Committee, *, actor: Any, fiscal_year: int, now: datetime | None = None) -> MonitoringPlan:
    """The plan of a fiscal year (พ.ศ.); the one that stands already is given back."""
    now = now or timezone.now()
    if not can_keep(actor, committee):
        raise NotAllowed("จัดทำแผนการติดตามได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    committee = Committee.objects.select_for_update(of=("self",)).select_related("district").get(pk=committee.pk)
    found = committee.monitoring_plans.standing().filter(fiscal_year=fiscal_year).first()
    if found is not None:
        return found
    plan = MonitoringPlan.objects.create(
        committee=committee, fiscal_year=fiscal_year, created_by=actor, saved_by=actor, created_at=now, updated_at=now,
        title=_TITLE.format(" ".join(fiscal_label(fiscal_year).split())),
    )  # fmt: skip
    record(plan, "begun", actor=actor, at=now)
    return plan


def _saved(plan: MonitoringPlan, actor: Any, now: datetime) -> None:
    plan.stamp, plan.saved_by, plan.updated_at = plan.stamp + 1, actor, now
    plan.save()


@transaction.atomic
def save_texts(
    plan: MonitoringPlan, *, actor: Any, texts: Mapping[str, str], stamp: int | None = None, now: datetime | None = None
) -> MonitoringPlan:
    """StaleRevision when the plan was saved since the form with this `stamp` was opened."""
    now = now or timezone.now()
    plan = to_write(plan, actor)
    told = {name: texts[name].strip() for name in TEXTS if name in texts}
    held_since(plan, stamp, actor=actor, values=told)
    for name, text in told.items():
        setattr(plan, name, text)
    needed(plan.title, "กรุณากรอกชื่อแผน", field="title")
    _saved(plan, actor, now)
    record(plan, "saved", actor=actor, at=now)
    return plan


def _checked(plan: MonitoringPlan, fields: LineFields) -> dict[str, Any]:
    values = asdict(fields) | {"policy": fields.policy}
    if fields.area not in PlanArea.values:
        raise DomainError("กรุณาเลือกด้าน", field="area")
    values["topic"] = " ".join(needed(fields.topic, "กรุณากรอกประเด็นที่ติดตาม", field="topic").split())
    for name in ("month_from", "month_to"):
        values[name] = values[name].replace(day=1) if values[name] else None
    if values["month_from"] and values["month_to"] and values["month_to"] < values["month_from"]:
        raise DomainError("เดือนสิ้นสุดอยู่ก่อนเดือนเริ่ม", field="month_to")
    if fields.policy is not None:
        known = policies_of(plan.committee.district, plan.fiscal_year)
        if not known.filter(pk=fields.policy.pk).exists():
            raise DomainError("นโยบายนี้ไม่ใช่ของปีงบประมาณนี้", field="policy")
    return values


def _last(plan: MonitoringPlan, area: str) -> int:
    return plan.lines.filter(area=area).aggregate(top=Max("position"))["top"] or 0


@transaction.atomic
def add_line(plan: MonitoringPlan, *, actor: Any, fields: LineFields, now: datetime | None = None) -> PlanLine:
    """A line at the end of its area; the same topic there again is the line that is there."""
    now = now or timezone.now()
    plan = to_write(plan, actor)
    values = _checked(plan, fields)
    found = plan.lines.filter(area=values["area"], topic=values["topic"]).first()
    if found is not None:
        return found
    line = PlanLine.objects.create(plan=plan, position=_last(plan, fields.area) + 1, **values)
    _saved(plan, actor, now)
    record(plan, "line_added", actor=actor, at=now, topic=line.topic[:200])
    return line


@transaction.atomic
def change_line(
    line: PlanLine, *, actor: Any, fields: LineFields, stamp: int | None = None, now: datetime | None = None
) -> PlanLine:
    """StaleRevision when the line was saved since the form with this `stamp` was opened."""
    now = now or timezone.now()
    plan = to_write(line.plan, actor)
    values = _checked(plan, fields)
    line = plan.lines.get(pk=line.pk)
    held_since(line, stamp, actor=actor, values=values)
    if line.area != fields.area:
        if line.activity_id and plan.lines.filter(area=fields.area, activity=line.activity_id).exists():
            raise DomainError("กิจกรรมนี้อยู่ในด้านนั้นแล้ว", field="area")
        line.position = _last(plan, fields.area) + 1
    for name, value in values.items():
        setattr(line, name, value)
    line.stamp += 1
    line.save()
    _saved(plan, actor, now)
    record(plan, "line_changed", actor=actor, at=now, topic=line.topic[:200])
    return line


@transaction.atomic
def drop_line(line: PlanLine, *, actor: Any, now: datetime | None = None) -> None:
    now = now or timezone.now()
    plan = to_write(line.plan, actor)
    gone, _ = plan.lines.filter(pk=line.pk).delete()
    if gone:
        _saved(plan, actor, now)
        record(plan, "line_dropped", actor=actor, at=now, topic=line.topic[:200])


@transaction.atomic
def move_line(line: PlanLine, *, actor: Any, up: bool, now: datetime | None = None) -> None:
    """One place up or down within its area; at the end nothing happens."""
    now = now or timezone.now()
    plan = to_write(line.plan, actor)
    rows = list(plan.lines.filter(area=line.area).order_by("position", "pk"))
    at = next((n for n, row in enumerate(rows) if row.pk == line.pk), None)
    to = None if at is None else at - 1 if up else at + 1
    if at is None or to is None or not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for number, row in enumerate(rows, 1):
        row.position = number
    PlanLine.objects.bulk_update(rows, ["position"])
    _saved(plan, actor, now)


@transaction.atomic
def draw_activities(plan: MonitoringPlan, *, actor: Any, activities: Iterable[int], now: datetime | None = None) -> int:
    """Lines for activities of agreed supervision plans of the year, by key, in each area they name (under policies too
    when they serve one); those drawn before stay one. Gives how many lines were added."""
    now = now or timezone.now()
    plan = to_write(plan, actor)
    wanted = set(activities)
    rows = list(
        agreed_activities(plan.committee.district, plan.fiscal_year)
        .filter(pk__in=wanted)
        .select_related("plan__owner", "policy")
        .prefetch_related("planned_visits")
        .order_by("pk")
    )
    if wanted - {row.pk for row in rows}:
        raise DomainError("กิจกรรมบางรายการไม่ได้อยู่ในแผนนิเทศที่อนุมัติแล้วของปีนี้", field="activities")
    there = set(plan.lines.exclude(activity=None).values_list("area", "activity"))
    places = {area: _last(plan, area) for area in PlanArea.values}
    made = []
    for row in rows:
        for area in [*row.areas, *([PlanArea.POLICY.value] if row.policy_id else [])]:
            if (area, row.pk) in there:
                continue
            places[area] += 1
            months = sorted(visit.month for visit in row.planned_visits.all() if not visit.cancelled_reason)
            made.append(
                PlanLine(
                    plan=plan, area=area, position=places[area], topic=row.topic, indicator=row.indicator,
                    target=f"{row.target:f}".rstrip("0").rstrip(".") + f" {row.target_unit}".rstrip()
                    if row.target is not None else "",
                    method=row.method, month_from=months[0] if months else None,
                    month_to=months[-1] if months else None, responsible=str(row.plan.owner), activity=row,
                    policy=row.policy if area == PlanArea.POLICY else None,
                )
            )  # fmt: skip
    PlanLine.objects.bulk_create(made)
    if made:
        _saved(plan, actor, now)
        record(plan, "drawn", actor=actor, at=now, lines=len(made))
    return len(made)


@transaction.atomic
def cancel_plan(plan: MonitoringPlan, *, actor: Any, reason: str, now: datetime | None = None) -> MonitoringPlan:
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    plan = locked(plan)
    if plan.state == MonitoringPlan.State.CANCELLED:
        return plan
    plan = to_write(plan, actor, "cancel")
    plan.state, plan.cancel_reason, plan.updated_at = MonitoringPlan.State.CANCELLED, reason, now
    plan.save(update_fields=["state", "cancel_reason", "updated_at"])
    record(plan, "cancelled", actor=actor, at=now, reason=reason)
    return plan
