"""A person's own plans that wait for them: drafts, returned ones, and those changed after approval and not sent yet."""

from typing import Any

from django.urls import reverse

from core.approvals import InboxItem
from core.thai.dates import thai_date
from core.thai.years import fiscal_label
from schools.queries import person_of
from supervision.planning.models import Plan, PlanRound

_UNFINISHED = (Plan.State.RETURNED, Plan.State.APPROVED, Plan.State.DRAFT)
_LOOKS = {
    Plan.State.RETURNED: ("returned", "ตีกลับ", "แก้ไขแล้วส่งใหม่", "planning:plan-edit"),
    Plan.State.APPROVED: ("changed", "แก้ไขหลังอนุมัติ", "ส่งให้พิจารณา", "planning:plan"),
    Plan.State.DRAFT: ("draft", "ร่าง", "ทำต่อ", "planning:plan-edit"),
}


def plans_to_finish(user: Any, district: Any) -> list[InboxItem]:
    """Source of the one inbox; what waits for a decision comes from core.approvals by itself."""
    person = person_of(user, district)
    if person is None:
        return []
    plans = list(Plan.objects.of_district(district).filter(owner=person, state__in=_UNFINISHED))
    reasons = _return_reasons(plans)
    found = []
    for plan in plans:
        if plan.state == Plan.State.APPROVED and not plan.changed_after_approval:
            continue
        state, word, act, page = _LOOKS[Plan.State(plan.state)]
        reason, at = reasons.get(plan.pk, ("", None)) if state == "returned" else ("", None)
        found.append(
            InboxItem(
                kind="plan.own",
                kind_label="แผนของฉัน",
                key=str(plan.pk),
                title=plan.title,
                detail=f"เหตุผล: {reason}" if reason else fiscal_label(plan.fiscal_year),
                url=reverse(page, args=[plan.pk]),
                since=at or plan.updated_at,
                sender=f"แก้ไขล่าสุด {thai_date(plan.updated_at, 'short')}",
                state=state,
                state_label=word,
                act_label=act,
            )
        )
    return found


def _return_reasons(plans: list[Plan]) -> dict[int, tuple[str, Any]]:
    """Plan key → (reason, when) of the newest round that was returned."""
    returned = [plan.pk for plan in plans if plan.state == Plan.State.RETURNED]
    if not returned:
        return {}
    rounds = (
        PlanRound.objects.filter(subject__in=returned, state=PlanRound.State.RETURNED)
        .prefetch_related("decisions")
        .defer("snapshot")
        .order_by("submitted_at", "pk")
    )
    return {
        row.subject_id: (next((d.comment for d in row.decisions.all() if d.decision == "returned"), ""), row.closed_at)
        for row in rounds
    }
