"""From the clerk's summary to the end: put before a head, the head's opinion, handed to people, acknowledged, done."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.roles import ROLES
from core.errors import DomainError, NotAllowed, needed, not_past
from office.letters.models import Letter, LetterOpinion, LetterRoute
from office.letters.permissions import POSTS, STATES
from office.letters.services.common import locked, moment, tell, touch, trace
from schools.models import Person
from schools.queries import holders, post_label
from schools.scope import people_keys

State, Outcome = Letter.State, LetterOpinion.Outcome
_LONGEST = 4000
_PAST = "กำหนดเสร็จผ่านไปแล้ว กรุณาตรวจวันที่"


@transaction.atomic
def propose_letter(
    letter: Letter, *, actor: Any, summary: str, to: str, due_on: date | None = None, now: datetime | None = None
) -> Letter:
    """Put the letter with the clerk's summary before a post that gives opinions (`to`: a code of POSTS)."""
    row, at = locked(letter, actor, "propose"), moment(now)
    if to not in POSTS:
        raise DomainError("กรุณาเลือกว่าเสนอต่อผู้ใด", field="to")
    told = holders(to, row.district, timezone.localdate(at))
    if not told:
        raise DomainError(f"วันนี้ไม่มีผู้ดำรงตำแหน่ง{ROLES[to].thai}ในระบบ กรุณาเลือกตำแหน่งอื่น", field="to")
    not_past(due_on, timezone.localdate(at), _PAST, field="due_on", was=row.due_on)
    row.summary = needed(summary, "กรุณาสรุปเรื่องให้ผู้พิจารณา", field="summary")[:_LONGEST]
    row.proposed_to, row.proposed_at, row.state = to, at, STATES.next(row.state, "propose")
    row.due_on = due_on or row.due_on
    touch(row, at, "summary", "proposed_to", "proposed_at", "state", "due_on")
    trace(row, "proposed", actor, at, to=ROLES[to].thai)
    tell(told, row, code="proposed", title="หนังสือเสนอความเห็น", at=at, body="" if row.is_secret else row.summary[:300])
    return row


@transaction.atomic
def give_opinion(
    letter: Letter, *, actor: Any, text: str, outcome: str, people: Sequence[Person] = (), to: str = "",
    due_on: date | None = None, now: datetime | None = None,
) -> Letter:  # fmt: skip
    """A head's words and what becomes of the letter: handed to `people`, left to the desk, put before a higher post
    (`to`), or kept. A second click finds the state moved on and is told so, but for `clerk`, where the words add up."""
    row, at = locked(letter, actor, "opine"), moment(now)
    words = needed(text, "กรุณาเขียนความเห็น", field="text")[:_LONGEST]
    if outcome not in Outcome.values:
        raise DomainError("กรุณาเลือกว่าให้ดำเนินการอย่างไร", field="outcome")
    given = LetterOpinion(
        letter=row, post=row.proposed_to, text=words, outcome=outcome, author=actor, at=at,
    )  # fmt: skip
    last = row.opinions.order_by("-at", "-pk").first()
    if last is not None and (last.author_id, last.text, last.outcome) == (actor.pk, words, outcome):
        return row  # the second of two clicks
    given.save()
    trace(row, "opinion", actor, at, outcome=given.get_outcome_display())
    if outcome == Outcome.ROUTE:
        row.state = State.DECIDED
        touch(row, at, "state")
        return _handed(row, actor, people, instruction=words[:500], due_on=due_on, at=at)
    if outcome == Outcome.FORWARD:
        return _forwarded(row, to, actor, at)
    row.state = State.DONE if outcome == Outcome.FILE else State.DECIDED
    fields = ["state"]
    if outcome == Outcome.FILE:
        row.closing_note = "ทราบ เก็บเรื่อง"
        fields.append("closing_note")
    touch(row, at, *fields)
    tell([row.created_by], row, code="opinion", title=f"มีความเห็นแล้ว ({given.get_outcome_display()})", at=at)
    return row


def _forwarded(row: Letter, to: str, actor: Any, at: datetime) -> Letter:
    if to not in POSTS or to == row.proposed_to:
        raise DomainError("กรุณาเลือกตำแหน่งที่เสนอต่อ ซึ่งไม่ใช่ตำแหน่งเดิม", field="to")
    told = holders(to, row.district, timezone.localdate(at))
    if not told:
        raise DomainError(f"วันนี้ไม่มีผู้ดำรงตำแหน่ง{ROLES[to].thai}ในระบบ", field="to")
    row.state, row.proposed_to, row.proposed_at = State.PROPOSED, to, at
    touch(row, at, "state", "proposed_to", "proposed_at")
    trace(row, "proposed", actor, at, to=ROLES[to].thai)
    tell(told, row, code="proposed", title=f"{post_label(actor, row.district)}เสนอหนังสือต่อ", at=at)
    return row


@transaction.atomic
def route_letter(
    letter: Letter, *, actor: Any, people: Iterable[Person], instruction: str = "", due_on: date | None = None,
    now: datetime | None = None,
) -> Letter:  # fmt: skip
    """Hand the letter to people of the office; who has it already is passed over. One that was done is open again."""
    row = locked(letter, actor, "route")
    return _handed(row, actor, people, instruction=instruction.strip()[:500], due_on=due_on, at=moment(now))


def _handed(
    row: Letter, actor: Any, people: Iterable[Person], *, instruction: str, due_on: date | None, at: datetime
) -> Letter:
    chosen = list({person.pk: person for person in people}.values())
    if not chosen:
        raise DomainError("กรุณาเลือกผู้รับมอบอย่างน้อยหนึ่งคน", field="people")
    if any(person.district_id != row.district_id or person.school_id for person in chosen):
        raise DomainError("มอบได้เฉพาะบุคลากรของสำนักงานนี้", field="people")
    if due_on and due_on < row.registered_on:
        raise DomainError("กำหนดเสร็จอยู่ก่อนวันที่ลงทะเบียนหนังสือ", field="due_on")
    not_past(due_on, timezone.localdate(at), _PAST, field="due_on", was=row.due_on)
    have = set(row.routes.values_list("person", flat=True))
    fresh = [person for person in chosen if person.pk not in have]
    LetterRoute.objects.bulk_create(
        LetterRoute(
            letter=row, person=person, instruction=instruction, due_on=due_on or row.due_on, routed_by=actor,
            routed_at=at,
        )
        for person in fresh
    )  # fmt: skip
    if fresh:
        row.state = State.ROUTED
        touch(row, at, "state")
        trace(row, "routed", actor, at, people=" ".join(person.full_name for person in fresh))
        tell((person.user for person in fresh), row, code="routed", title="หนังสือถึงท่าน", at=at,
             body="" if row.is_secret else instruction)  # fmt: skip
    return row


@transaction.atomic
def take_back_route(letter: Letter, *, actor: Any, person: int, now: datetime | None = None) -> None:
    """Take the letter back from somebody who has not acknowledged it; nobody left puts it back before the desk."""
    row = locked(letter, actor, "take_back")
    route = row.routes.select_related("person").filter(person=person).first()
    if route is None:
        return  # the second of two clicks
    if route.acknowledged_at:
        raise DomainError(f"{route.person} รับทราบแล้ว จึงถอนการมอบไม่ได้")
    route.delete()
    at = moment(now)
    trace(row, "taken_back", actor, at, person=route.person.full_name)
    left = list(row.routes.values_list("done_at", flat=True))
    row.state = State.DECIDED if not left else State.DONE if all(left) else State.ROUTED
    touch(row, at, "state")


def _own_route(row: Letter, actor: Any) -> LetterRoute:
    route = row.routes.select_for_update(of=("self",)).filter(person__in=people_keys(actor)).first()
    if route is None:
        raise NotAllowed("หนังสือฉบับนี้ไม่ได้มอบถึงท่าน")
    return route


@transaction.atomic
def acknowledge_letter(letter: Letter, *, actor: Any, now: datetime | None = None) -> LetterRoute:
    """Whom it was handed to has read it; a second click changes nothing."""
    row, at = locked(letter, actor, "acknowledge"), moment(now)
    route = _own_route(row, actor)
    if route.acknowledged_at is None:
        route.acknowledged_at = at
        route.save(update_fields=["acknowledged_at"])
        trace(row, "acknowledged", actor, at)
    return route


@transaction.atomic
def finish_letter(letter: Letter, *, actor: Any, note: str, now: datetime | None = None) -> LetterRoute:
    """Done, with what came of it; who had not acknowledged it does so too. The last one done closes the letter."""
    row, at = Letter.objects.select_for_update(of=("self",)).select_related("district").get(pk=letter.pk), moment(now)
    held = row.routes.filter(person__in=people_keys(actor)).first()
    if held is not None and held.done_at:
        return held  # the second of two clicks; its note stands
    row = locked(letter, actor, "finish")
    route = _own_route(row, actor)
    route.note = needed(note, "กรุณาเขียนผลการดำเนินการ", field="note")[:_LONGEST]
    route.acknowledged_at = route.acknowledged_at or at
    route.done_at = max(at, route.acknowledged_at)
    route.save(update_fields=["note", "acknowledged_at", "done_at"])
    trace(row, "finished", actor, at)
    if not row.routes.filter(done_at__isnull=True).exists():
        row.state = State.DONE
        touch(row, at, "state")
        trace(row, "done", actor, at)
        tell({row.created_by, route.routed_by}, row, code="done", title="ดำเนินการเสร็จแล้ว", at=at)
    return route


@transaction.atomic
def close_letter(letter: Letter, *, actor: Any, note: str, now: datetime | None = None) -> Letter:
    """End it with a note: nothing to hand out, or not to be waited for any longer."""
    row = locked(letter, actor, "close")
    row.closing_note = needed(note, "กรุณาเขียนผลหรือเหตุที่ปิดเรื่อง", field="note")[:_LONGEST]
    row.state = STATES.next(row.state, "close")
    touch(row, moment(now), "closing_note", "state")
    trace(row, "closed", actor, row.updated_at)
    return row
