"""What is put to the committee and what its resolution says: plans are agreed or to be revised, reports are noted."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.approvals.content import content_hash
from core.errors import DomainError
from core.missing import refuse_if_missing
from kotpn.minutes.models import Resolution
from kotpn.monitoring.missing import missing_of_plan
from kotpn.monitoring.models import Consideration, MonitoringPlan, ResultReport
from kotpn.monitoring.permissions import PLAN_STATES
from kotpn.monitoring.queries.plans import content_of
from kotpn.monitoring.services.plans import locked, record, to_write
from kotpn.monitoring.services.results import note_report


@transaction.atomic
def send_plan(plan: MonitoringPlan, *, actor: Any, now: datetime | None = None) -> Consideration:
    """Fix the plan as it is for the next meeting; sent already, it is the consideration that waits."""
    now = now or timezone.now()
    plan = locked(plan)
    waiting = plan.considerations.filter(decision=Consideration.Decision.WAITING).first()
    if waiting is not None:
        return waiting
    plan = to_write(plan, actor, "send")
    refuse_if_missing(missing_of_plan(plan))
    if plan.considerations.exists():
        plan.revision += 1
    snapshot = content_of(plan)
    plan.state, plan.updated_at = PLAN_STATES.next(plan.state, "send"), now
    plan.save(update_fields=["state", "revision", "updated_at"])
    sent = Consideration.objects.create(
        plan=plan, revision=plan.revision, snapshot=snapshot, content_hash=content_hash(snapshot), sent_by=actor,
        sent_at=now,
    )  # fmt: skip
    record(plan, "sent", actor=actor, at=now, revision=plan.revision)
    return sent


@transaction.atomic
def withdraw_plan(plan: MonitoringPlan, *, actor: Any, now: datetime | None = None) -> MonitoringPlan:
    """Take it back before the committee spoke."""
    now = now or timezone.now()
    plan = to_write(plan, actor, "withdraw")
    plan.considerations.filter(decision=Consideration.Decision.WAITING).update(
        decision=Consideration.Decision.WITHDRAWN, decided_at=now
    )
    plan.state, plan.updated_at = PLAN_STATES.next(plan.state, "withdraw"), now
    plan.save(update_fields=["state", "updated_at"])
    record(plan, "withdrawn", actor=actor, at=now)
    return plan


@transaction.atomic
def reopen_plan(plan: MonitoringPlan, *, actor: Any, now: datetime | None = None) -> MonitoringPlan:
    """Change an agreed plan: it is a draft again until the committee agrees to the next revision."""
    now = now or timezone.now()
    plan = to_write(plan, actor, "reopen")
    plan.state, plan.updated_at = PLAN_STATES.next(plan.state, "reopen"), now
    plan.save(update_fields=["state", "updated_at"])
    record(plan, "reopened", actor=actor, at=now)
    return plan


_SAYS = {
    Resolution.Kind.AGREE: ("agree", Consideration.Decision.AGREED),
    Resolution.Kind.REVISE: ("revise", Consideration.Decision.REVISE),
    Resolution.Kind.REJECT: ("revise", Consideration.Decision.REVISE),
}


def take_resolution(resolution: Resolution, *, actor: Any, now: datetime) -> None:
    """What a resolution means for the plan or report its agenda item was drafted from; nothing for others."""
    item = resolution.item
    if item.source_kind == "monitoring_plan" and resolution.kind in _SAYS:
        plan = MonitoringPlan.objects.filter(pk=int(item.source_key), committee=resolution.committee_id).first()
        if plan is not None:
            _decide(plan, resolution, actor=actor, now=now)
    elif item.source_kind == "monitoring_result" and resolution.kind != Resolution.Kind.OBSERVE:
        report = ResultReport.objects.filter(pk=int(item.source_key), committee=resolution.committee_id).first()
        if report is not None:
            note_report(report, resolution, actor=actor, now=now)


def _decide(plan: MonitoringPlan, resolution: Resolution, *, actor: Any, now: datetime) -> None:
    plan = locked(plan)
    waiting = plan.considerations.filter(decision=Consideration.Decision.WAITING).first()
    if waiting is None:
        if plan.state == MonitoringPlan.State.CANCELLED:
            raise DomainError("แผนนี้ถูกยกเลิกแล้ว จึงลงมติไม่ได้")
        return
    act, decision = _SAYS[Resolution.Kind(resolution.kind)]
    waiting.decision, waiting.resolution, waiting.opinion, waiting.decided_at = (
        decision,
        resolution,
        resolution.text,
        now,
    )
    waiting.save(update_fields=["decision", "resolution", "opinion", "decided_at"])
    plan.state, plan.updated_at = PLAN_STATES.next(plan.state, act), now
    plan.save(update_fields=["state", "updated_at"])
    word = waiting.get_decision_display()
    record(plan, "considered", actor=actor, at=now, decision=word, resolution=resolution.reference)
    notify.send(
        [waiting.sent_by], code="monitoring_plan.considered", title=f"คณะกรรมการ{word}แผนการติดตาม",
        body=f"{resolution.reference}: {resolution.text}", url=reverse("monitoring:plan", args=[plan.pk]),
        district_code=plan.committee.district.code, now=now,
    )  # fmt: skip
