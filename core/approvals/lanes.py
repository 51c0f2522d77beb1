"""Whose turn it is. A lane that nobody may decide honestly passes upward; what cannot pass stays open and says why."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from core import audit
from core.approvals.bodies import body_of
from core.approvals.kinds import ApprovalKind, posts
from core.models import ApprovalDecision, ApprovalRound

AUTHOR, DECIDED = "author", "decided"
_WHY = {
    AUTHOR: "ผู้ดำรงตำแหน่งเป็นผู้จัดทำเรื่องนี้",
    DECIDED: "ผู้ดำรงตำแหน่งพิจารณาเรื่องนี้ในลำดับก่อนแล้ว",
}


def make_lanes(chain: Sequence[str], district_code: str) -> list[dict[str, str]]:
    """The chain as it stands at submission; a post named twice in a row is one lane."""
    lanes: list[dict[str, str]] = []
    for post in chain:
        if not lanes or lanes[-1]["post"] != post:
            body = body_of(post)
            lanes.append({"post": post, "label": body.label(district_code) if body else posts().label(post)})
    return lanes


def first_asked(kind: ApprovalKind, subject: Any, chain: Sequence[str], *, sender: Any, on: date) -> str:
    """Label of the post that will be asked first if `sender` hands the subject in now; "" without a chain."""
    district = kind.district_code(subject)
    lanes = make_lanes(chain, district)
    barred = {user.pk for user in kind.authors(subject) if user is not None} | {sender.pk}
    for lane in lanes:
        if body_of(lane["post"]):
            return lane["label"]
        if any(holder.pk not in barred for holder in posts().holders(lane["post"], district, on)):
            return lane["label"]
    return lanes[0]["label"] if lanes else ""


def author_keys(kind: ApprovalKind, round_: Any) -> set[int]:
    """Accounts that made the thing: its authors and whoever submitted it."""
    return {user.pk for user in kind.authors(round_.subject) if user is not None} | {round_.submitted_by_id}


def decided_keys(round_: Any) -> set[int]:
    """Accounts that decided a lane of this round."""
    return {
        row.actor_id
        for row in round_.decisions.all()
        if row.actor_id and row.decision != ApprovalDecision.Decision.PASSED
    }


def deciders(kind: ApprovalKind, round_: Any, on: date, post: str | None = None) -> list[Any]:
    """Accounts that may decide the current lane (or `post`) of an open round on that day."""
    if post is None:
        if round_.state != ApprovalRound.State.OPEN:
            return []
        post = round_.lanes[round_.lane]["post"]
    if body_of(post):
        return []
    barred = author_keys(kind, round_) | decided_keys(round_)
    return [user for user in posts().holders(post, kind.district_code(round_.subject), on) if user.pk not in barred]


def settle(kind: ApprovalKind, round_: Any, now: datetime) -> bool:
    """Move the round past lanes that pass, lengthen it upward when its end passes; True when nothing is left to decide.

    Works on a locked, open round; the caller saves it. Why a round stays with nobody is kept in its lane's "note".
    """
    on = timezone.localdate(now)
    district = kind.district_code(round_.subject)
    while round_.lane < len(round_.lanes):
        lane = round_.lanes[round_.lane]
        lane.pop("note", None)
        if body := body_of(lane["post"]):
            if why_not := body.missing(district, on):
                lane["note"] = why_not
            return False
        holders = posts().holders(lane["post"], district, on)
        if not holders:
            lane["note"] = f"ยังไม่มีผู้ดำรงตำแหน่ง {lane['label']} จึงยังพิจารณาไม่ได้"
            return False
        if deciders(kind, round_, on, lane["post"]):
            return False
        made = author_keys(kind, round_)
        why = AUTHOR if any(user.pk in made for user in holders) else DECIDED
        if round_.lane == len(round_.lanes) - 1 and not _lengthen(kind, round_, on):
            if any(row.decision == ApprovalDecision.Decision.APPROVED for row in round_.decisions.all()):
                # Someone else has approved below and nobody stands above: that decision carries the whole chain.
                _pass(kind, round_, why, now)
                return True
            lane["note"] = f"{_WHY[why]} และไม่มีผู้ดำรงตำแหน่งสูงกว่าที่พิจารณาได้ กรุณาแต่งตั้งผู้รักษาการ"
            return False
        _pass(kind, round_, why, now)
    return True


def _lengthen(kind: ApprovalKind, round_: Any, on: date) -> bool:
    """Add the next higher post in which somebody may decide; False when there is none."""
    post = posts().above(round_.lanes[-1]["post"])
    while post is not None:
        if deciders(kind, round_, on, post):
            round_.lanes.append({"post": post, "label": posts().label(post), "added": "ลำดับสูงกว่าถัดไป"})
            return True
        post = posts().above(post)
    return False


def _pass(kind: ApprovalKind, round_: Any, why: str, now: datetime) -> None:
    lane = round_.lanes[round_.lane]
    kind.decision_model._base_manager.create(
        round=round_,
        lane=round_.lane,
        post=lane["post"],
        decision=ApprovalDecision.Decision.PASSED,
        comment=_WHY[why],
        actor=None,
        actor_label=lane["label"],
        at=now,
    )
    audit.record(
        actor=audit.SYSTEM, action="approval.passed", target=kind.pointer(round_.subject),
        district_code=kind.district_code(round_.subject),
        data={"revision": round_.revision, "post": lane["label"], "why": _WHY[why]},
    )  # fmt: skip
    _forget_prefetch(round_)
    enter(round_, round_.lane + 1, now)


def enter(round_: Any, lane: int, now: datetime) -> None:
    round_.lane, round_.lane_since = lane, now
    round_.reminded_at = round_.escalated_at = None


def _forget_prefetch(round_: Any) -> None:
    getattr(round_, "_prefetched_objects_cache", {}).pop("decisions", None)
