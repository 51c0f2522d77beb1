"""ประชามติ: call it with a fixed list of electors, vote once and in secret, close it, tell the result."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed, needed
from core.thai.dates import thai_datetime
from schools.scope import people_keys
from supervision.recognition.electors import people_of
from supervision.recognition.models import Award, Elector, Poll, PollOption, Recipient
from supervision.recognition.services.awards import honoured
from supervision.recognition.services.common import check_honour, locked_award, poll_pointer, to_choose, trace

FEWEST_ELECTORS = 3
ABSTAIN = 0


@transaction.atomic
def call_poll(
    award: Award, *, actor: Any, groups: Sequence[str], opens_at: datetime, closes_at: datetime, question: str = "",
    now: datetime | None = None,
) -> Poll:  # fmt: skip
    """A poll among the accepted nominations of an award. Its electors are the people of the groups today, and stay
    so; with fewer than three a vote would not be secret. The same call again is the poll that is there."""
    now = now or timezone.now()
    held = to_choose(award, actor)
    found = held.polls.filter(state=Poll.State.OPEN).first()
    if found is not None:
        return found
    if closes_at <= opens_at:
        raise DomainError("เวลาปิดต้องอยู่หลังเวลาเปิด", field="closes_at")
    if closes_at <= now:
        raise DomainError("เวลาปิดผ่านไปแล้ว", field="closes_at")
    candidates = list(held.nominations.accepted().select_related("school", "person"))
    if len(candidates) < 2:
        raise DomainError("ต้องรับการเสนอชื่ออย่างน้อยสองรายการก่อนทำประชามติ")
    people, words = people_of(held.district, groups, timezone.localdate(now))
    if len(people) < FEWEST_ELECTORS:
        raise DomainError(f"กลุ่มนี้มีผู้มีสิทธิ {len(people)} คน ต้องมีอย่างน้อย {FEWEST_ELECTORS} คนจึงจะเป็นความลับ", field="groups")
    poll = Poll.objects.create(
        award=held, question=question.strip() or f"ผู้สมควรได้รับ “{held.name}”", electorate=words[:300], opens_at=opens_at,
        closes_at=closes_at, called_by=actor, called_at=now, updated_at=now,
    )  # fmt: skip
    Elector.objects.bulk_create(Elector(poll=poll, person=person) for person in people)
    PollOption.objects.bulk_create(
        PollOption(
            poll=poll, position=place, nomination=row, school=row.school, person=row.person,
            label=" ".join(part for part in (str(row.who), row.place) if part)[:300],
        )
        for place, row in enumerate(candidates, start=1)
    )  # fmt: skip
    trace(
        poll_pointer(poll), "poll.called", actor=actor, district=held.district, at=now, data={"electors": len(people)}
    )
    notify.send(
        [person.user for person in people], code="poll.called", title=f"ขอเชิญออกเสียง: {poll.question}"[:300],
        body=f"{thai_datetime(opens_at)} ถึง {thai_datetime(closes_at)} การออกเสียงเป็นความลับ",
        url=reverse("recognition:poll", args=[poll.pk]), pointer=poll_pointer(poll), district_code=held.district.code,
        dedupe_key=f"poll-{poll.pk}", now=now,
    )  # fmt: skip
    return poll


@transaction.atomic
def vote(poll: Poll, *, actor: Any, option: int | None, now: datetime | None = None) -> None:
    """One vote of one elector: the mark that they voted and the count of the option, together or not at all.
    `option` is the key of a PollOption, or ABSTAIN. There is no audit entry: its moment beside others could tell."""
    now = now or timezone.now()
    held = Poll.objects.select_for_update().get(pk=poll.pk)
    seats = held.electors.filter(person__in=people_keys(actor), person__district=held.award.district_id)
    if not seats.exists():
        raise NotAllowed("ท่านไม่อยู่ในรายชื่อผู้มีสิทธิออกเสียง")
    if held.state == Poll.State.OPEN and now < held.opens_at:
        raise DomainError(f"ยังไม่เปิดลงคะแนน เปิด {thai_datetime(held.opens_at)}")
    if not held.takes_votes(now):
        raise DomainError("ปิดลงคะแนนแล้ว")
    if option is None:
        raise DomainError("กรุณาเลือกหนึ่งรายการ", field="option")
    if not seats.filter(has_voted=False).update(has_voted=True):
        raise DomainError("ท่านออกเสียงแล้ว ออกเสียงได้คนละหนึ่งครั้ง")
    if option == ABSTAIN:
        Poll.objects.filter(pk=held.pk).update(abstained=F("abstained") + 1)
    elif not held.options.filter(pk=option).update(votes=F("votes") + 1):
        raise DomainError("ไม่มีตัวเลือกนี้", field="option")


@transaction.atomic
def close_poll(poll: Poll, *, actor: Any, now: datetime | None = None) -> Poll:
    """After its hour, or before it once everybody has voted: nobody's vote is cut off."""
    now = now or timezone.now()
    award = locked_award(poll.award)
    check_honour(actor, award.district)
    held: Poll = Poll.objects.select_for_update().get(pk=poll.pk)
    if held.state == Poll.State.CLOSED:
        return held
    if held.state == Poll.State.CANCELLED:
        raise DomainError("ประชามตินี้ยกเลิกแล้ว")
    if now < held.closes_at and held.electors.filter(has_voted=False).exists():
        raise DomainError(f"ยังมีผู้ที่ไม่ได้ออกเสียง ปิดได้เมื่อครบทุกคน หรือหลัง {thai_datetime(held.closes_at)}")
    held.state, held.updated_at = Poll.State.CLOSED, now
    held.save(update_fields=["state", "updated_at"])
    trace(poll_pointer(held), "poll.closed", actor=actor, district=award.district, at=now,
          data={"voted": held.electors.filter(has_voted=True).count(), "electors": held.electors.count()})  # fmt: skip
    return held


@transaction.atomic
def cancel_poll(poll: Poll, *, actor: Any, reason: str, now: datetime | None = None) -> Poll:
    """It counts for nothing any more; what was voted is never told."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิกประชามติ")
    award = locked_award(poll.award)
    check_honour(actor, award.district)
    held: Poll = Poll.objects.select_for_update().get(pk=poll.pk)
    if held.state == Poll.State.CANCELLED:
        return held
    if held.state == Poll.State.CLOSED and not award.is_open:
        raise DomainError("ประกาศผู้ได้รับจากประชามตินี้แล้ว จึงยกเลิกไม่ได้")
    held.state, held.cancel_reason, held.updated_at = Poll.State.CANCELLED, reason, now
    held.save(update_fields=["state", "cancel_reason", "updated_at"])
    trace(poll_pointer(held), "poll.cancelled", actor=actor, district=award.district, at=now, data={"reason": reason})
    return held


@transaction.atomic
def honour_option(option: PollOption, *, actor: Any, now: datetime | None = None) -> Recipient:
    """Take who stands in a closed poll as one who receives it; a person decides, of equals as of the rest."""
    now = now or timezone.now()
    award = to_choose(option.poll.award, actor)
    poll = Poll.objects.get(pk=option.poll_id)
    if poll.state != Poll.State.CLOSED:
        raise DomainError("ปิดประชามติก่อนจึงใช้ผลได้")
    voted = poll.electors.filter(has_voted=True).count()
    why = f"ประชามติ {option.votes} คะแนน จากผู้ออกเสียง {voted} คน ผู้มีสิทธิ {poll.electors.count()} คน"
    return honoured(award, actor=actor, why=why, school=option.school, person=option.person,
                    origin=Recipient.Origin.POLL, now=now)  # fmt: skip
