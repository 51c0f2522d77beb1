"""What a decision is made on: the revision sent, what changed since the one approved, what it adds up to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.approvals import body_of, short_hash
from core.models import ApprovalRound
from supervision.planning.content import PlanChange, changes
from supervision.planning.models import Plan, PlanRound


@dataclass(frozen=True)
class LaneLine:
    """One lane of the chain: its post, what was decided there (state of the chip and word), by whom and when."""

    label: str
    state: str
    word: str
    who: str
    at: datetime | None
    comment: str


@dataclass(frozen=True)
class Totals:
    """What a revision adds up to."""

    activities: int
    visits: int
    schools: int


@dataclass(frozen=True)
class Review:
    """`before` is the revision last approved, None on a first submission; `returned` the one returned just before."""

    plan: Plan
    round: PlanRound
    before: PlanRound | None
    returned: PlanRound | None
    changes: tuple[PlanChange, ...]
    totals: Totals
    totals_before: Totals | None
    lanes: tuple[LaneLine, ...]
    hash: str

    @property
    def compared_with(self) -> PlanRound | None:
        return self.before or self.returned


def totals_of(snapshot: Mapping[str, Any]) -> Totals:
    """Activities and planned visits in force of a snapshot, and the schools they reach."""
    activities = [row for row in snapshot["activities"] if not row["cancelled"]]
    visits = [visit for row in activities for visit in row["visits"] if not visit["cancelled"]]
    return Totals(len(activities), len(visits), len({visit["school_id"] for visit in visits}))


def review_of(plan: Plan) -> Review | None:
    """The newest submission of the plan with what it is compared to; None when it was never submitted. Two queries."""
    rounds = list(
        PlanRound.objects.filter(subject=plan)
        .select_related("submitted_by")
        .prefetch_related("decisions")
        .order_by("-submitted_at", "-pk")
        .defer("snapshot")
    )
    if not rounds:
        return None
    newest = rounds[0]
    earlier = rounds[1:]
    before = next((row for row in earlier if row.state == ApprovalRound.State.APPROVED), None)
    returned = next((row for row in earlier[:1] if row.state == ApprovalRound.State.RETURNED), None)
    base = before or returned
    snapshots = dict(
        PlanRound.objects.filter(pk__in=[row.pk for row in (newest, base) if row]).values_list("pk", "snapshot")
    )
    differing = tuple(changes(snapshots[base.pk], snapshots[newest.pk])) if base else ()
    return Review(
        plan=plan,
        round=newest,
        before=before,
        returned=returned,
        changes=differing,
        totals=totals_of(snapshots[newest.pk]),
        totals_before=totals_of(snapshots[base.pk]) if base else None,
        lanes=tuple(_lanes(newest)),
        hash=short_hash(newest.content_hash),
    )


_WORDS = {
    "approved": ("approved", "เห็นชอบ"),
    "returned": ("returned", "ตีกลับ"),
    "passed": ("superseded", "ข้ามตามลำดับ"),
}


def _lanes(round_: PlanRound) -> list[LaneLine]:
    decisions = {row.lane: row for row in round_.decisions.all()}
    found = []
    for number, lane in enumerate(round_.lanes):
        decision = decisions.get(number)
        if decision is not None:
            state, word = _WORDS[decision.decision]
            found.append(LaneLine(lane["label"], state, word, decision.actor_label, decision.at, decision.comment))
        elif round_.state == ApprovalRound.State.OPEN and number == round_.lane:
            word = "รอมติ" if body_of(lane["post"]) else "กำลังพิจารณา"
            found.append(LaneLine(lane["label"], "reviewing", word, "", round_.lane_since, lane.get("note", "")))
        else:
            found.append(LaneLine(lane["label"], "waiting", "ยังไม่ถึงลำดับ", "", None, ""))
    return found
