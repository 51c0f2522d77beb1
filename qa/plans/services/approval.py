"""Send, decide, withdraw and cancel a quality plan along the office's chain."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import approvals
from core.approvals import content_hash
from core.errors import DomainError, NotAllowed
from core.missing import refuse_if_missing
from qa.plans.missing import missing
from qa.plans.models import QualityPlan, QualityPlanDecision, QualityPlanRound
from qa.plans.permissions import can_withdraw_plan, may_write_plans
from qa.plans.queries import snapshot, tree_of
from qa.plans.services.plans import locked, plan_pointer, trace
from qa.plans.states import PLAN_STATES


@transaction.atomic
def submit_plan(
    plan: QualityPlan, *, actor: Any, lock_version: int | None = None, now: datetime | None = None
) -> QualityPlanRound:
    """Fix the content as a revision and send it; a second submit is refused."""
    held = locked(plan.pk)
    if not may_write_plans(actor, held.district):
        raise NotAllowed("ส่งแผนพัฒนาคุณภาพของเขตนี้ไม่ได้")
    if held.state == QualityPlan.State.SUBMITTED:
        raise DomainError("ส่งแผนนี้แล้ว กำลังรอการพิจารณา ไม่ต้องส่งซ้ำ")
    if held.state == QualityPlan.State.APPROVED and not held.changed_after_approval:
        raise DomainError("แผนนี้อนุมัติแล้วและไม่มีการแก้ไข จึงไม่ต้องส่งอีก")
    if lock_version is not None and held.lock_version != lock_version:
        raise DomainError("มีผู้อื่นแก้ไขแผนนี้หลังจากที่ท่านเปิดหน้า กรุณาอ่านแล้วส่งอีกครั้ง")
    state = PLAN_STATES.next(held.state, "submit")
    refuse_if_missing(missing(held, tree_of(held)))
    if held.rounds.filter(revision=held.revision).exists():
        held.revision += 1
    content = snapshot(held)
    held.content_hash = content_hash(content)
    held.state, held.author, held.lock_version = state, actor, held.lock_version + 1
    held.save(update_fields=["content_hash", "state", "author", "revision", "lock_version"])
    opened: QualityPlanRound = approvals.open_round(
        PLAN_KIND, held, actor=actor, revision=held.revision, snapshot=content,
        chain=held.district.settings.plan_chain, content_hash=held.content_hash, now=now,
    )  # fmt: skip
    return opened


def decide_plan(
    plan: QualityPlan, *, actor: Any, revision: int, decision: str, comment: str = "", content_hash: str,
    now: datetime | None = None,
) -> QualityPlanRound:  # fmt: skip
    """Approve or return the revision the person has read (see core.approvals.decide for the refusals)."""
    round_: QualityPlanRound = approvals.decide(
        PLAN_KIND, plan, actor=actor, revision=revision, decision=decision, comment=comment,
        content_hash=content_hash, now=now,
    )  # fmt: skip
    return round_


def withdraw_plan(plan: QualityPlan, *, actor: Any, now: datetime | None = None) -> QualityPlanRound:
    if not can_withdraw_plan(actor, plan):
        raise NotAllowed("ถอนคืนได้เฉพาะแผนที่ท่านส่งและยังไม่ได้พิจารณาครบ")
    round_: QualityPlanRound = approvals.withdraw(PLAN_KIND, plan, actor=actor, now=now)
    return round_


@transaction.atomic
def cancel_plan(plan: QualityPlan, *, actor: Any, reason: str, now: datetime | None = None) -> None:
    """Nothing submitted is deleted; a cancelled plan keeps its rounds and frees its years for another."""
    held = locked(plan.pk)
    if not may_write_plans(actor, held.district):
        raise NotAllowed("ยกเลิกแผนพัฒนาคุณภาพของเขตนี้ไม่ได้")
    if not reason.strip():
        raise DomainError("กรุณาระบุเหตุผลที่ยกเลิก", field="reason")
    held.state = PLAN_STATES.next(held.state, "cancel")
    held.cancel_reason, held.updated_at = reason.strip()[:2000], now or timezone.now()
    held.lock_version += 1
    held.save(update_fields=["state", "cancel_reason", "updated_at", "lock_version"])
    trace(held, "cancelled", actor=actor, at=held.updated_at, data={"reason": held.cancel_reason})


def _authors(plan: QualityPlan) -> Iterable[Any]:
    return [plan.author, plan.updated_by]


def _taken_back(plan: QualityPlan) -> str:
    """An approved plan whose change is taken back stays approved and shows as แก้ไขหลังอนุมัติ."""
    return "restore" if plan.approved_revision is not None else "withdraw"


_OUTCOME = approvals.OnSubject(locked, PLAN_STATES, withdraw=_taken_back)
PLAN_KIND = _OUTCOME.kind(
    code="quality_plan",
    label="แผนพัฒนาคุณภาพการศึกษา",
    round_model=QualityPlanRound,
    decision_model=QualityPlanDecision,
    pointer=plan_pointer,
    url=lambda plan: reverse("quality-plans:plan", args=[plan.pk]),
    authors=_authors,
    paper=lambda plan: ("quality-plan", {"plan": str(plan.pk)}),
    related=("subject__district__settings", "subject__author", "subject__updated_by"),
)
