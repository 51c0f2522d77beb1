"""Put a name forward, decide on it, take it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed, needed
from schools.models import Person, School
from supervision.recognition.models import Award, Nomination, Recipient
from supervision.recognition.permissions import (
    NOMINATION_STATES,
    can_decide,
    can_nominate,
    may_nominate,
    people_to_nominate,
    schools_to_nominate,
)
from supervision.recognition.services.awards import honoured
from supervision.recognition.services.common import locked_award, nomination_pointer, trace


@transaction.atomic
def nominate(
    award: Award, *, actor: Any, reason: str, school: School | None = None, person: Person | None = None,
    now: datetime | None = None,
) -> Nomination:  # fmt: skip
    """A principal puts forward their own school or its people, the office any of its schools; the same name again is
    refused, and the same click of the same person is the nomination that is there."""
    now = now or timezone.now()
    held = locked_award(award)
    if not may_nominate(actor, held):
        raise NotAllowed("เสนอชื่อได้เฉพาะศึกษานิเทศก์และผู้บริหารสถานศึกษา")
    if not can_nominate(actor, held, timezone.localdate(now)):
        raise DomainError("รางวัลนี้ไม่ได้เปิดรับการเสนอชื่อ หรือพ้นกำหนดแล้ว")
    reason = needed(reason, "กรุณาเขียนเหตุผลและผลงาน")
    keys = _who(held, actor, school, person)
    found = held.nominations.exclude(state=Nomination.State.WITHDRAWN).filter(**keys).first()
    if found is not None:
        if found.nominated_by_id == actor.pk:
            return found
        raise DomainError("มีผู้เสนอชื่อนี้แล้ว", field="person" if held.for_people else "school")
    made = Nomination.objects.create(award=held, reason=reason, nominated_by=actor, nominated_at=now, **keys)
    trace(nomination_pointer(made), "nomination.submitted", actor=actor, district=held.district, at=now)
    return made


def _who(award: Award, actor: Any, school: School | None, person: Person | None) -> dict[str, Any]:
    if award.for_people:
        if person is None or not people_to_nominate(actor, award.district).filter(pk=person.pk).exists():
            raise DomainError("กรุณาเลือกบุคคลที่ท่านเสนอชื่อได้ (ไม่ใช่ตนเอง)", field="person")
        return {"school": person.school, "person": person}
    if school is None or not schools_to_nominate(actor, award.district).filter(pk=school.pk).exists():
        raise DomainError("กรุณาเลือกโรงเรียนที่ท่านเสนอชื่อได้", field="school")
    return {"school": school, "person": None}


def _held(nomination: Nomination) -> Nomination:
    award = locked_award(nomination.award)
    row: Nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("school", "person__school", "nominated_by")
        .get(pk=nomination.pk)
    )
    row.award = award
    return row


@transaction.atomic
def decide_nomination(
    nomination: Nomination, *, actor: Any, accept: bool, reason: str = "", honour: bool = False,
    now: datetime | None = None,
) -> Nomination:  # fmt: skip
    """Taken as a candidate, with `honour` also as one who receives it; declining says why to whoever put it forward."""
    now = now or timezone.now()
    row = _held(nomination)
    if not can_decide(actor, row):
        raise NotAllowed("ผู้เสนอชื่อพิจารณาการเสนอชื่อของตนเองไม่ได้")
    if not row.award.is_open:
        raise DomainError("รางวัลนี้ประกาศหรือยกเลิกแล้ว")
    wanted = Nomination.State.ACCEPTED if accept else Nomination.State.DECLINED
    reason = reason.strip() if accept else needed(reason, "กรุณาเขียนเหตุที่ไม่รับ")
    if row.state != wanted:
        row.state = NOMINATION_STATES.next(row.state, "accept" if accept else "decline")
        row.decided_by, row.decided_at, row.decision = actor, now, reason
        row.save(update_fields=["state", "decided_by", "decided_at", "decision"])
        trace(nomination_pointer(row), f"nomination.{row.state}", actor=actor, district=row.award.district, at=now,
              data={"reason": reason})  # fmt: skip
        notify.send(
            [row.nominated_by], code="nomination.decided", title=f"{row.get_state_display()}: {row}"[:300], body=reason,
            url=reverse("recognition:nomination", args=[row.pk]), pointer=nomination_pointer(row),
            district_code=row.award.district.code, now=now,
        )  # fmt: skip
    if accept and honour:
        honoured(row.award, actor=actor, why=row.reason, school=row.school, person=row.person,
                 origin=Recipient.Origin.NOMINATION, now=now)  # fmt: skip
    return row


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, actor: Any, now: datetime | None = None) -> Nomination:
    """By whoever put it forward, while nothing is announced and it is in no poll."""
    now = now or timezone.now()
    row = _held(nomination)
    if row.nominated_by_id != actor.pk:
        raise NotAllowed("ถอนได้เฉพาะผู้เสนอชื่อ")
    if row.state == Nomination.State.WITHDRAWN:
        return row
    if not row.award.is_open:
        raise DomainError("รางวัลนี้ประกาศหรือยกเลิกแล้ว")
    if row.options.exclude(poll__state="cancelled").exists():
        raise DomainError("ชื่อนี้อยู่ในประชามติแล้ว จึงถอนไม่ได้")
    row.state = NOMINATION_STATES.next(row.state, "withdraw")
    row.save(update_fields=["state"])
    trace(nomination_pointer(row), "nomination.withdrawn", actor=actor, district=row.award.district, at=now)
    return row
