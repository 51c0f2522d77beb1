"""What every act on a plan does first and last: lock and check, then fix the new content's hash and revision."""

from datetime import datetime
from typing import Any

from core import audit
from core.errors import NotAllowed, StaleRevision
from core.pointers import Pointer
from core.thai.dates import thai_datetime
from supervision.planning.content import hash_of, snapshot
from supervision.planning.models import Plan
from supervision.planning.permissions import is_author
from supervision.planning.states import PLAN_STATES


def pointer_to(plan: Plan) -> Pointer:
    return Pointer("plan", str(plan.pk), f"{plan.title} · {plan.owner}" if plan.kind == "personal" else plan.title)


def record(plan: Plan, *, actor: Any, action: str, **data: Any) -> None:
    audit.record(
        actor=actor, action=action, target=pointer_to(plan), district_code=plan.district.code, data=data or None
    )


def locked_plan(plan: Plan | int) -> Plan:
    """The plan's row under lock with its office and owner; the caller is inside a transaction."""
    key = plan if isinstance(plan, int) else plan.pk
    found: Plan = Plan.objects.select_for_update(of=("self",)).select_related("district", "owner").get(pk=key)
    return found


def locked_for_edit(plan: Plan | int, *, actor: Any, lock_version: int | None) -> Plan:
    """The plan under lock, if `actor` may change it now and has seen its newest version.

    `lock_version` None is for acts that name the value they replace themselves, such as moving one visit.
    """
    fresh = locked_plan(plan)
    if not is_author(actor, fresh):
        raise NotAllowed("แก้ไขได้เฉพาะแผนของตนเอง แผนของกลุ่มแก้ไขได้โดย ผอ.กลุ่มนิเทศฯ")
    PLAN_STATES.next(fresh.state, "edit")
    if lock_version is not None and lock_version != fresh.lock_version:
        who = f"{fresh.updated_by} " if fresh.updated_by_id != actor.pk and fresh.updated_by_id else ""
        raise StaleRevision(
            f"{who}แก้ไขแผนนี้ไปแล้วเมื่อ {thai_datetime(fresh.updated_at)} หลังจากท่านเปิดหน้านี้ "
            "ข้อความที่ท่านพิมพ์ยังอยู่ กรุณาตรวจเทียบแล้วบันทึกอีกครั้ง"
        )
    return fresh


def touch(plan: Plan, *, actor: Any, now: datetime) -> None:
    """After a change: the new hash, the revision it will be submitted as, who changed it and when."""
    plan.content_hash = hash_of(snapshot(plan))
    last = plan.rounds.order_by("-submitted_at", "-pk").values_list("revision", "content_hash").first()
    if last is not None:
        plan.revision = last[0] if last[1] == plan.content_hash else last[0] + 1
    plan.lock_version += 1
    plan.updated_at, plan.updated_by = now, actor
    plan.save(update_fields=["content_hash", "revision", "lock_version", "updated_at", "updated_by"])


def was_submitted(plan: Plan) -> bool:
    """Once submitted, nothing of it is deleted any more: it is cancelled with a reason."""
    return bool(plan.rounds.exists())
