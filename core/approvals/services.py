"""Submit, decide, withdraw. Every act locks the subject first and then its round, so two clicks make one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core import audit, notify, pointers
from core.approvals import content, lanes
from core.approvals.bodies import body_of
from core.approvals.kinds import ApprovalKind, posts
from core.approvals.kinds import kind as kind_of
from core.errors import DomainError, NotAllowed, StaleRevision, TooLate
from core.models import ApprovalDecision, ApprovalRound

OPEN = ApprovalRound.State.OPEN
Decision = ApprovalDecision.Decision


def open_round(
    kind: ApprovalKind,
    subject: Any,
    *,
    actor: Any,
    revision: int,
    snapshot: Any,
    chain: Sequence[str],
    content_hash: str | None = None,
    now: datetime | None = None,
) -> Any:
    """Submit `subject`: fixes the revision, its snapshot and their hash, and gives the round, open or already settled.

    DomainError when a round is open already. That `actor` may submit and nothing is missing, the caller has checked.
    """
    now = now or timezone.now()
    fixed = content.plain(snapshot)
    with transaction.atomic():
        _lock(subject)
        if kind.round_model._base_manager.filter(subject=subject, state=OPEN).exists():
            raise DomainError("ส่งเรื่องนี้แล้ว กำลังรอการพิจารณา ไม่ต้องส่งซ้ำ")
        round_ = kind.round_model(
            subject=subject,
            revision=revision,
            content_hash=content_hash or content.content_hash(fixed),
            snapshot=fixed,
            lanes=lanes.make_lanes(chain, kind.district_code(subject)),
            lane_since=now,
            submitted_by=actor,
            submitted_at=now,
        )
        if not round_.lanes:
            raise DomainError("ยังไม่ได้กำหนดลำดับการพิจารณา กรุณาแจ้งผู้ดูแลการตั้งค่าสำนักงาน")
        try:
            with transaction.atomic():
                round_.save()
        except IntegrityError:
            # A caller that did not come through the lock: the database has the last word.
            raise DomainError("ส่งเรื่องนี้แล้ว กำลังรอการพิจารณา ไม่ต้องส่งซ้ำ") from None
        _record(kind, round_, actor=actor, action="approval.opened", data={"hash": round_.content_hash})
        _go_on(kind, round_, actor=actor, now=now)
    return round_


def open_round_of(kind: ApprovalKind, subject: Any) -> Any | None:
    """The open round of `subject`, or None."""
    return kind.round_model._base_manager.filter(subject=subject, state=OPEN).first()


def may_decide(kind: ApprovalKind, round_: Any, user: Any, *, now: datetime | None = None) -> bool:
    """Whether it is this person's turn."""
    on = timezone.localdate(now or timezone.now())
    return any(holder.pk == user.pk for holder in lanes.deciders(kind, round_, on))


def decide(
    kind: ApprovalKind,
    subject: Any,
    *,
    actor: Any,
    revision: int,
    decision: str,
    comment: str = "",
    content_hash: str | None = None,
    now: datetime | None = None,
) -> Any:
    """Approve or return the revision the person has read; gives the round.

    `decision` is "approved" or "returned" (`comment` is then the reason and must not be empty). StaleRevision when a
    newer revision was submitted or the content is no longer what was submitted; NotAllowed when it is not their turn.
    """
    now = now or timezone.now()
    if decision not in (Decision.APPROVED, Decision.RETURNED):
        raise ValueError(f"{decision} is no decision of a person")
    reason = comment.strip()
    if decision == Decision.RETURNED and not reason:
        raise DomainError("กรุณาระบุเหตุผลที่ส่งกลับ เพื่อให้ผู้จัดทำแก้ไขได้ถูกจุด", field="comment")
    with transaction.atomic():
        _lock(subject)
        round_ = _locked_round(kind, subject, revision=revision, content_hash=content_hash)
        on = timezone.localdate(now)
        _refuse_wrong_hands(kind, round_, actor, on=on)
        who = _printed(kind, round_, actor, round_.lanes[round_.lane]["post"], on)
        _decided(kind, round_, decision, reason, by=actor, who=who, actor=actor, now=now)
    return round_


def resolve(
    kind: ApprovalKind,
    subject: Any,
    *,
    post: str,
    actor: Any,
    revision: int,
    content_hash: str,
    decision: str,
    authority: str,
    reason: str = "",
    now: datetime,
) -> Any:
    """A body's resolution decides its own lane; gives the round.

    `actor` wrote the resolution down and decides nothing: the decision names `authority` (the resolution). DomainError
    when it is not the body's turn or the revision it considered is no longer the one submitted.
    """
    with transaction.atomic():
        _lock(subject)
        round_ = _locked_round(kind, subject, revision=revision, content_hash=content_hash)
        lane = round_.lanes[round_.lane]
        if lane["post"] != post:
            raise DomainError(f"ฉบับที่ {revision} ขณะนี้เป็นลำดับพิจารณาของ {lane['label']} มติจึงยังไม่มีผลต่อเรื่องนี้")
        _decided(kind, round_, decision, reason, by=None, who=authority, actor=actor, now=now)
    return round_


def _decided(
    kind: ApprovalKind, round_: Any, decision: str, reason: str, *, by: Any, who: str, actor: Any, now: datetime
) -> None:
    """Write the decision of the lane whose turn it is, and go on or give back. `by`: the account that decided, None
    for a body."""
    lane = round_.lanes[round_.lane]
    kind.decision_model._base_manager.create(
        round=round_, lane=round_.lane, post=lane["post"], decision=decision, comment=reason, actor=by,
        actor_label=who[:200], at=now,
    )  # fmt: skip
    if decision == Decision.RETURNED:
        data = {"reason": reason} if by else {"reason": reason, "authority": who}
        _record(kind, round_, actor=actor, action="approval.returned", data=data)
        _close(round_, ApprovalRound.State.RETURNED, now)
        kind.returned(round_, actor, now)
        _tell_author(kind, round_, code="approval.returned", words="ถูกส่งกลับ", body=f"เหตุผล: {reason}")
    else:
        data = {"post": lane["label"]} if by else {"post": who}
        _record(kind, round_, actor=actor, action="approval.approved", data=data)
        lanes.enter(round_, round_.lane + 1, now)
        _go_on(kind, round_, actor=actor, now=now)


@dataclass(frozen=True)
class Outcome:
    """One line of an approval of many: `refusal` is empty when it went through."""

    title: str
    refusal: str = ""


# Nothing about a thing that is not theirs, not even its name.
NOT_THEIRS = Outcome("", "ไม่ใช่เรื่องที่ท่านพิจารณาได้ในขณะนี้")


def _may_know(kind: ApprovalKind, subject: Any, user: Any, *, now: datetime | None) -> bool:
    pointer, round_ = kind.pointer(subject), open_round_of(kind, subject)
    return pointers.may_view(user, pointer.kind, pointer.key) or (
        round_ is not None and may_decide(kind, round_, user, now=now)
    )


def approve_many(wanted: Iterable[tuple[str, str, int]], *, actor: Any, now: datetime | None = None) -> list[Outcome]:
    """Approve (kind code, subject key, revision) one after the other; a refusal of one does not undo the others."""
    outcomes = []
    with transaction.atomic():
        for code, key, revision in sorted(set(wanted)):
            kind = kind_of(code)
            model = kind.round_model._meta.get_field("subject").related_model
            subject = model._base_manager.filter(pk=key).first()
            if subject is None:
                outcomes.append(NOT_THEIRS)
                continue
            title = kind.pointer(subject).label
            try:
                with transaction.atomic():
                    decide(kind, subject, actor=actor, revision=revision, decision=Decision.APPROVED, now=now)
            except NotAllowed:
                outcomes.append(NOT_THEIRS)
            except DomainError as refusal:
                # A stale revision is found before the hands are looked at.
                theirs = _may_know(kind, subject, actor, now=now)
                outcomes.append(Outcome(title, refusal.message) if theirs else NOT_THEIRS)
            else:
                outcomes.append(Outcome(title))
    return outcomes


def withdraw(kind: ApprovalKind, subject: Any, *, actor: Any, now: datetime | None = None) -> Any:
    """The author takes the submission back before it is decided to the end; gives the round."""
    now = now or timezone.now()
    with transaction.atomic():
        _lock(subject)
        round_ = (
            kind.round_model._base_manager.select_for_update(of=("self",)).filter(subject=subject, state=OPEN).first()
        )
        if round_ is None:
            raise DomainError("เรื่องนี้ไม่ได้อยู่ระหว่างการพิจารณา จึงถอนคืนไม่ได้")
        round_.subject = subject
        if actor.pk not in lanes.author_keys(kind, round_):
            raise NotAllowed("ถอนคืนได้เฉพาะผู้จัดทำหรือผู้เสนอเรื่องนี้")
        _record(kind, round_, actor=actor, action="approval.withdrawn")
        _close(round_, ApprovalRound.State.WITHDRAWN, now)
        kind.withdrawn(round_, actor, now)
    return round_


def _lock(subject: Any) -> None:
    type(subject)._base_manager.select_for_update(of=("self",)).get(pk=subject.pk)


def _locked_round(kind: ApprovalKind, subject: Any, *, revision: int, content_hash: str | None) -> Any:
    """The open round of exactly that revision, locked; the refusals say what happened instead."""
    rounds = kind.round_model._base_manager.filter(subject=subject)
    round_ = rounds.select_for_update(of=("self",)).filter(state=OPEN).first()
    newest = round_ or rounds.order_by("-submitted_at", "-pk").first()
    if newest is None:
        raise DomainError("เรื่องนี้ยังไม่ได้ส่งให้พิจารณา")
    if newest.revision != revision or (content_hash is not None and content_hash != newest.content_hash):
        raise StaleRevision(
            f"ท่านกำลังพิจารณาฉบับที่ {revision} แต่ฉบับล่าสุดที่ส่งคือฉบับที่ {newest.revision} กรุณาเปิดอ่านฉบับล่าสุดก่อนพิจารณา"
        )
    if round_ is None:
        raise DomainError(f"ฉบับที่ {revision} พิจารณาเสร็จแล้ว ({newest.get_state_display()})")
    round_.subject = subject
    if kind.current is not None and kind.current(subject) != (round_.revision, round_.content_hash):
        raise StaleRevision("เนื้อหาถูกแก้ไขหลังจากส่ง จึงพิจารณาฉบับนี้ไม่ได้ ผู้จัดทำต้องถอนคืนและส่งใหม่")
    return round_


def _refuse_wrong_hands(kind: ApprovalKind, round_: Any, actor: Any, *, on: Any) -> None:
    lane = round_.lanes[round_.lane]
    if body_of(lane["post"]):
        raise NotAllowed(f"ลำดับนี้ตัดสินโดยมติ {lane['label']} ในรายงานการประชุม ไม่ใช่การกดอนุมัติ")
    if actor.is_active and any(user.pk == actor.pk for user in lanes.deciders(kind, round_, on)):
        return
    if actor.pk in lanes.author_keys(kind, round_):
        raise NotAllowed("พิจารณาเรื่องที่ตนจัดทำหรือเสนอเองไม่ได้")
    if actor.pk in lanes.decided_keys(round_):
        raise TooLate("ท่านพิจารณาเรื่องนี้แล้ว")
    refusal = TooLate if _was_their_turn(kind, round_, actor, on) else NotAllowed
    raise refusal(f"ขณะนี้เป็นลำดับพิจารณาของ {lane['label']}")


def _was_their_turn(kind: ApprovalKind, round_: Any, actor: Any, on: Any) -> bool:
    """Whether a colleague who holds a post of the actor's decided for it."""
    posts_ = set(round_.decisions.exclude(actor=None).values_list("post", flat=True))
    return any(user.pk == actor.pk for post in posts_ for user in lanes.deciders(kind, round_, on, post))


def _go_on(kind: ApprovalKind, round_: Any, *, actor: Any, now: datetime) -> None:
    """After a submission or an approval: the next lane's turn, or the end."""
    if lanes.settle(kind, round_, now):
        _close(round_, ApprovalRound.State.APPROVED, now)
        kind.approved(round_, actor, now)
        _record(kind, round_, actor=actor, action="approval.closed")
        _tell_author(kind, round_, code="approval.approved", words="ได้รับอนุมัติแล้ว")
        return
    round_.save(update_fields=["lanes", "lane", "lane_since", "reminded_at", "escalated_at"])
    tell_deciders(kind, round_, now)


def tell_deciders(kind: ApprovalKind, round_: Any, now: datetime) -> None:
    """Tell whoever may decide the lane, or puts matters before the body that does, that it is their turn; once per
    lane."""
    pointer = kind.pointer(round_.subject)
    on = timezone.localdate(now)
    lane = round_.lanes[round_.lane]
    body = body_of(lane["post"])
    notify.send(
        body.carriers(kind.district_code(round_.subject), on) if body else lanes.deciders(kind, round_, on),
        code="approval.waiting",
        title=f"รอบรรจุวาระ {lane['label']}: {pointer.label}" if body else f"รอท่านพิจารณา: {pointer.label}",
        body=f"ฉบับที่ {round_.revision} เสนอโดย {sender(kind, round_)}",
        url=kind.url(round_.subject),
        pointer=pointer,
        district_code=kind.district_code(round_.subject),
        dedupe_key=f"{kind.code}-{round_.pk}-lane-{round_.lane}",
    )


def sender(kind: ApprovalKind, round_: Any) -> str:
    """Who handed it in, by post where the app says so."""
    return kind.sender(round_) if kind.sender else str(round_.submitted_by)


def _tell_author(kind: ApprovalKind, round_: Any, *, code: str, words: str, body: str = "") -> None:
    pointer = kind.pointer(round_.subject)
    people = {user.pk: user for user in (*kind.authors(round_.subject), round_.submitted_by) if user is not None}
    notify.send(
        people.values(),
        code=code,
        title=f"{pointer.label} ฉบับที่ {round_.revision} {words}",
        body=body,
        url=kind.url(round_.subject),
        pointer=pointer,
        district_code=kind.district_code(round_.subject),
        dedupe_key=f"{kind.code}-{round_.pk}-{round_.state}",
    )


def _close(round_: Any, state: str, now: datetime) -> None:
    round_.state, round_.closed_at = state, now
    round_.save(update_fields=["state", "closed_at", "lanes", "lane", "lane_since", "reminded_at", "escalated_at"])


def _printed(kind: ApprovalKind, round_: Any, actor: Any, post: str, on: Any) -> str:
    label = posts().person_label(actor, kind.district_code(round_.subject), post, on)
    return f"{actor} · {label}" if label else str(actor)


def _record(kind: ApprovalKind, round_: Any, *, actor: Any, action: str, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor,
        action=action,
        target=kind.pointer(round_.subject),
        district_code=kind.district_code(round_.subject),
        data={"revision": round_.revision, **(data or {})},
    )
