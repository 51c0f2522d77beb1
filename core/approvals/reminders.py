"""What happens to a round nobody decides: after n days its holder is reminded, after n more the next above is told."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit, notify
from core.approvals import lanes, services
from core.approvals.bodies import body_of
from core.approvals.kinds import ApprovalKind, all_kinds, posts
from core.models import ApprovalRound


def remind(*, now: datetime | None = None) -> int:
    """Go through every open round once; gives how many reminders and tellings went out. Safe to run twice a day."""
    now = now or timezone.now()
    done = 0
    for kind in all_kinds():
        keys = kind.round_model._base_manager.filter(state=ApprovalRound.State.OPEN).values_list("pk", flat=True)
        for key in list(keys):
            with transaction.atomic():
                done += _one(kind, key, now)
    return done


def _one(kind: ApprovalKind, key: int, now: datetime) -> int:
    rows = kind.round_model._base_manager
    subject = rows.select_related("subject").get(pk=key).subject
    services._lock(subject)
    round_ = rows.select_for_update(of=("self",)).filter(pk=key, state=ApprovalRound.State.OPEN).first()
    if round_ is None:
        return 0
    round_.subject = subject
    before = (round_.lane, [dict(lane) for lane in round_.lanes])
    # Holders change while a paper waits: a lane may have become free, vacant, or the author's own.
    lanes_done = lanes.settle(kind, round_, now)
    if lanes_done or (round_.lane, round_.lanes) != before:
        services._go_on(kind, round_, actor=audit.SYSTEM, now=now)
        if lanes_done:
            return 0
    return _remind_or_tell(kind, round_, now)


def _remind_or_tell(kind: ApprovalKind, round_: Any, now: datetime) -> int:
    limit = timedelta(days=kind.limit_days(round_.subject))
    lane = round_.lanes[round_.lane]
    on = timezone.localdate(now)
    if round_.reminded_at is None:
        if now - round_.lane_since < limit:
            return 0
        round_.reminded_at = now
        round_.save(update_fields=["reminded_at"])
        body = body_of(lane["post"])
        people = lanes.deciders(kind, round_, on)
        if body:
            # On an agenda it waits for its meeting; nobody is late.
            on_agenda = body.standing(kind.code, [round_.pk])
            people = [] if on_agenda else body.carriers(kind.district_code(round_.subject), on)
        return _say(kind, round_, people, now, action="approval.reminded", words=f"ค้างพิจารณาเกิน {limit.days} วัน")
    # Above a body nobody stands.
    if round_.escalated_at is not None or now - round_.reminded_at < limit or body_of(lane["post"]):
        return 0
    round_.escalated_at = now
    round_.save(update_fields=["escalated_at"])
    post = posts().above(lane["post"])
    while post is not None:
        people = [
            user
            for user in posts().holders(post, kind.district_code(round_.subject), on)
            if user.pk not in lanes.author_keys(kind, round_)
        ]
        if people:
            words = f"ค้างที่ {lane['label']} เกิน {2 * limit.days} วัน"
            return _say(kind, round_, people, now, action="approval.escalated", words=words)
        post = posts().above(post)
    return 0


def _say(kind: ApprovalKind, round_: Any, people: list[Any], now: datetime, *, action: str, words: str) -> int:
    pointer = kind.pointer(round_.subject)
    district = kind.district_code(round_.subject)
    audit.record(
        actor=audit.SYSTEM, action=action, target=pointer, district_code=district,
        data={"revision": round_.revision, "post": round_.lanes[round_.lane]["label"]},
    )  # fmt: skip
    notify.send(
        people, code=action, title=f"{words}: {pointer.label}", body=f"ฉบับที่ {round_.revision}",
        url=kind.url(round_.subject), pointer=pointer, district_code=district,
        dedupe_key=f"{kind.code}-{round_.pk}-lane-{round_.lane}-{action}",
    )  # fmt: skip
    return len(people)
