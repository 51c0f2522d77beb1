"""Add, change, order and end the activities of a plan; write a result that is counted by hand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, ProtectedError

from core.errors import DomainError, NotAllowed
from instruments.models import Instrument
from schools.models import Project, Team, WorkTask
from supervision.areas import Area, Way
from supervision.planning.models import Plan, PlanActivity, PolicyItem
from supervision.planning.permissions import can_record_result
from supervision.planning.services.base import locked_for_edit, locked_plan, record, touch, was_submitted

_PERCENT_BASES = ("schools", "level")


@dataclass(frozen=True)
class ActivityFields:
    """What the form of an activity asks; everything but topic and areas may be left for later in a draft."""

    topic: str
    areas: tuple[str, ...]
    objective: str = ""
    method: str = ""
    way: str = Way.FIELD
    policy: PolicyItem | None = None
    task: WorkTask | None = None
    project: Project | None = None
    team: Team | None = None
    instruments: Iterable[Instrument] = field(default_factory=tuple)
    indicator: str = ""
    target: Decimal | None = None
    target_unit: str = ""
    result_basis: str = "schools"


def save_activity(
    plan: Plan,
    *,
    actor: Any,
    lock_version: int,
    fields: ActivityFields,
    activity: PlanActivity | None = None,
    now: datetime,
) -> PlanActivity:
    """Add an activity to the plan, or change `activity` of it."""
    with transaction.atomic():
        fresh = locked_for_edit(plan, actor=actor, lock_version=lock_version)
        _check(fresh, fields)
        row = activity or PlanActivity(plan=fresh, position=fresh.activities.count() + 1)
        if activity is not None and activity.plan_id != fresh.pk:
            raise DomainError("กิจกรรมนี้ไม่ได้อยู่ในแผนนี้")
        if row.cancelled_reason:
            raise DomainError("กิจกรรมนี้ยกเลิกแล้ว แก้ไขไม่ได้")
        row.topic = " ".join(fields.topic.split())
        row.objective, row.method = fields.objective.strip(), fields.method.strip()
        row.way, row.areas = fields.way, [code for code in Area.values if code in fields.areas]
        row.policy, row.task, row.project, row.team = fields.policy, fields.task, fields.project, fields.team
        row.indicator, row.target = fields.indicator.strip(), fields.target
        row.target_unit, row.result_basis = fields.target_unit.strip(), fields.result_basis
        row.save()
        row.instruments.set(list(fields.instruments))
        touch(fresh, actor=actor, now=now)
        row.plan = fresh
        action = "plan.activity_changed" if activity else "plan.activity_added"
        record(fresh, actor=actor, action=action, topic=row.topic)
    return row


def _check(plan: Plan, fields: ActivityFields) -> None:
    if not fields.topic.strip():
        raise DomainError("กรุณาระบุเรื่องที่นิเทศ", field="topic")
    if not set(fields.areas) & set(Area.values) or set(fields.areas) - set(Area.values):
        raise DomainError("กรุณาเลือกงาน 4 ด้านอย่างน้อยหนึ่งด้าน", field="areas")
    if fields.way not in Way.values:
        raise DomainError("กรุณาเลือกรูปแบบการนิเทศ", field="way")
    if fields.result_basis not in dict(PlanActivity._meta.get_field("result_basis").flatchoices):
        raise DomainError("กรุณาเลือกวิธีนับผล", field="result_basis")
    if fields.target is not None:
        if fields.target < 0:
            raise DomainError("เป้าหมายต้องไม่น้อยกว่า 0", field="target")
        if fields.result_basis in _PERCENT_BASES and fields.target > 100:
            raise DomainError("เป้าหมายที่นับเป็นร้อยละต้องไม่เกิน 100", field="target")
    if fields.policy and (
        fields.policy.district_id != plan.district_id or fields.policy.fiscal_year != plan.fiscal_year
    ):
        raise DomainError("นโยบายที่เลือกไม่ใช่ของปีงบประมาณและสำนักงานนี้", field="policy")
    for name, label in (("project", "โครงการ"), ("team", "ทีม")):
        chosen = getattr(fields, name)
        if chosen and chosen.district_id != plan.district_id:
            raise DomainError(f"{label}ที่เลือกไม่ได้อยู่ในสำนักงานนี้", field=name)
    if fields.task and fields.task.work_group.district_id != plan.district_id:
        raise DomainError("งานที่เลือกไม่ได้อยู่ในสำนักงานนี้", field="task")
    if any(one.district_id != plan.district_id for one in fields.instruments):
        raise DomainError("เครื่องมือที่เลือกไม่ได้อยู่ในสำนักงานนี้", field="instruments")


def move_activity(activity: PlanActivity, *, actor: Any, lock_version: int, up: bool, now: datetime) -> Plan:
    """One place up or down; at the end of the list nothing happens."""
    with transaction.atomic():
        fresh = locked_for_edit(activity.plan_id, actor=actor, lock_version=lock_version)
        rows = list(fresh.activities.order_by("position", "pk"))
        place = next((n for n, row in enumerate(rows) if row.pk == activity.pk), None)
        other = -1 if place is None else place - 1 if up else place + 1
        if place is None or not 0 <= other < len(rows):
            return fresh
        rows[place], rows[other] = rows[other], rows[place]
        for number, row in enumerate(rows, start=1):
            row.position = number
        PlanActivity.objects.bulk_update(rows, ["position"])
        touch(fresh, actor=actor, now=now)
        record(fresh, actor=actor, action="plan.activity_moved", topic=activity.topic)
    return fresh


def remove_activity(
    activity: PlanActivity, *, actor: Any, lock_version: int, reason: str = "", now: datetime
) -> PlanActivity | None:
    """Drop an activity of a plan never submitted; one that was submitted is cancelled and keeps its reason.

    Gives the cancelled activity, or None when it was dropped.
    """
    with transaction.atomic():
        fresh = locked_for_edit(activity.plan_id, actor=actor, lock_version=lock_version)
        row: PlanActivity = fresh.activities.select_for_update().get(pk=activity.pk)
        kept = was_submitted(fresh)
        if kept:
            if not reason.strip():
                raise DomainError("กรุณาระบุเหตุผลที่ยกเลิกกิจกรรม เพราะแผนนี้เคยส่งให้พิจารณาแล้ว", field="reason")
            row.cancelled_reason = reason.strip()[:300]
            row.save(update_fields=["cancelled_reason"])
        else:
            topic, position = row.topic, row.position
            try:
                row.delete()
            except ProtectedError:
                raise DomainError("มีบันทึกการนิเทศของกิจกรรมนี้แล้ว จึงลบไม่ได้") from None
            fresh.activities.filter(position__gt=position).update(position=F("position") - 1)
            row.topic = topic
        touch(fresh, actor=actor, now=now)
        record(fresh, actor=actor, action="plan.activity_removed", topic=row.topic, reason=reason.strip())
    return row if kept else None


def record_result(activity: PlanActivity, *, actor: Any, value: Decimal | None, now: datetime) -> PlanActivity:
    """The result of an activity counted by hand. It is what came of the plan, not the plan, so no approval is asked."""
    with transaction.atomic():
        plan = locked_plan(activity.plan_id)
        row: PlanActivity = plan.activities.select_for_update().get(pk=activity.pk)
        row.plan = plan
        if not can_record_result(actor, row):
            raise NotAllowed("บันทึกผลได้เฉพาะผู้จัดทำแผน")
        if row.result_basis != "manual":
            raise DomainError("ผลของกิจกรรมนี้นับจากบันทึกการนิเทศ ไม่ต้องบันทึกเอง", field="value")
        if value is not None and value < 0:
            raise DomainError("ผลต้องไม่น้อยกว่า 0", field="value")
        row.result_manual = value
        row.save(update_fields=["result_manual"])
        record(plan, actor=actor, action="plan.result_recorded", topic=row.topic, value=str(value or ""))
    return row
