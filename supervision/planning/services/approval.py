"""Send a plan for approval and what a decision does to it. Deciding itself is core.approvals."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import approvals
from core.errors import DomainError, NotAllowed
from core.missing import refuse_if_missing
from core.thai.years import fiscal_label
from supervision.planning.content import hash_of, snapshot
from supervision.planning.missing import missing
from supervision.planning.models import Plan, PlanDecision, PlanRound
from supervision.planning.permissions import is_author
from supervision.planning.services.base import locked_plan, pointer_to
from supervision.planning.states import PLAN_STATES


def submit_plan(plan: Plan, *, actor: Any, now: datetime, today: date | None = None) -> PlanRound:
    """Send the plan as it stands to the first lane of the office's chain; gives the round.

    DomainError lists what is missing, refuses a second submit and an approved plan nobody changed.
    """
    with transaction.atomic():
        fresh = locked_plan(plan)
        if not is_author(actor, fresh):
            raise NotAllowed("ส่งได้เฉพาะแผนของตนเอง")
        if fresh.state == Plan.State.SUBMITTED:
            raise DomainError("ส่งแผนนี้แล้ว กำลังรอการพิจารณา ไม่ต้องส่งซ้ำ")
        state = PLAN_STATES.next(fresh.state, "submit")
        refuse_if_missing(missing(fresh, today=today or timezone.localdate(now)))
        content = snapshot(fresh)
        fresh.content_hash = hash_of(content)
        if fresh.state == Plan.State.APPROVED and not fresh.changed_after_approval:
            raise DomainError(f"ฉบับที่ {fresh.revision} อนุมัติแล้วและยังไม่ได้แก้ไข จึงไม่ต้องส่งอีก")
        fresh.state = state
        fresh.lock_version += 1
        fresh.updated_at, fresh.updated_by = now, actor
        fresh.save(update_fields=["state", "content_hash", "lock_version", "updated_at", "updated_by"])
        opened: PlanRound = approvals.open_round(
            PLAN_KIND,
            fresh,
            actor=actor,
            revision=fresh.revision,
            snapshot=content,
            chain=fresh.district.settings.plan_chain,
            content_hash=fresh.content_hash,
            now=now,
        )
    return opened


def decide_plan(
    plan: Plan,
    *,
    actor: Any,
    revision: int,
    decision: str,
    comment: str = "",
    content_hash: str | None = None,
    now: datetime,
) -> PlanRound:
    """Approve or return the revision the person has read (see core.approvals.decide for the refusals)."""
    round_: PlanRound = approvals.decide(
        PLAN_KIND,
        plan,
        actor=actor,
        revision=revision,
        decision=decision,
        comment=comment,
        content_hash=content_hash,
        now=now,
    )
    return round_


def withdraw_plan(plan: Plan, *, actor: Any, now: datetime) -> PlanRound:
    """The author takes it back to go on writing; a plan approved before goes back to its approved state."""
    if not is_author(actor, plan):
        raise NotAllowed("ถอนคืนได้เฉพาะแผนของตนเอง")
    round_: PlanRound = approvals.withdraw(PLAN_KIND, plan, actor=actor, now=now)
    return round_


def _authors(plan: Plan) -> Iterable[Any]:
    return [plan.owner.user] if plan.owner.user_id else []


def _detail(round_: Any) -> str:
    plan = round_.subject
    changed = " · แก้ไขหลังอนุมัติ" if plan.approved_revision else " · แก้ไขแล้วส่งใหม่" if round_.revision > 1 else ""
    return f"{fiscal_label(plan.fiscal_year)} · ฉบับที่\u00a0{round_.revision}{changed}"


def asked_first(plan: Plan, sender: Any, on: date) -> str:
    """The post whose turn it would be if `sender` sent the plan now, in Thai."""
    return approvals.first_asked(PLAN_KIND, plan, plan.district.settings.plan_chain, sender=sender, on=on)


_OUTCOME = approvals.OnSubject(
    locked_plan, PLAN_STATES, withdraw=lambda plan: "restore" if plan.approved_revision else "withdraw"
)
PLAN_KIND = _OUTCOME.kind(
    code="plan",
    label="แผนนิเทศ",
    round_model=PlanRound,
    decision_model=PlanDecision,
    pointer=pointer_to,
    url=lambda plan: reverse("planning:plan-review", args=[plan.pk]),
    authors=_authors,
    detail=_detail,
    # Read anew: the caller may hold the plan as it was before it was locked.
    current=lambda plan: Plan.objects.values_list("revision", "content_hash").get(pk=plan.pk),
    paper=lambda plan: ("supervision-plan", {"plan": str(plan.pk)}),
    related=("subject__district__settings", "subject__owner__user"),
)
