"""Make an honour, choose who receives it by rule or by hand, announce it, take it back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, needed
from core.stamps import held_since
from core.thai.years import fiscal_year
from schools.models import District, Person, School
from schools.queries import holders, holders_kept
from supervision.recognition import ruling
from supervision.recognition.models import Award, Certificate, Recipient
from supervision.recognition.permissions import AWARD_STATES
from supervision.recognition.services.common import award_pointer, check_honour, locked_award, to_choose, trace
from supervision.recognition.services.wording import check_text

WORDS = (
    "name", "kind", "recipient", "way", "rule", "criteria", "nominations_until", "certificate_text", "signer",
    "signer_post", "dated_on", "programme",
)  # fmt: skip


def _put(award: Award, values: Mapping[str, Any]) -> None:
    if unknown := set(values) - set(WORDS):
        raise ValueError(f"not words of an award: {sorted(unknown)}")
    for name, value in values.items():
        setattr(award, name, value.strip() if isinstance(value, str) else value)
    award.name = needed(" ".join(award.name.split()), "กรุณาระบุชื่อรางวัล", field="name")
    if award.programme is not None and award.programme.district_id != award.district_id:
        raise DomainError("การขับเคลื่อนนี้ไม่ใช่ของเขตนี้", field="programme")
    check_text(award.certificate_text)
    if award.way == Award.Way.RULE:
        if award.programme is None:
            raise DomainError("เกณฑ์อ่านจากผลการประเมิน กรุณาเลือกการขับเคลื่อน", field="programme")
        if award.for_people:
            raise DomainError("ผลการประเมินเป็นของโรงเรียน รางวัลสำหรับบุคคลต้องคัดเลือก", field="recipient")
        award.rule = ruling.checked(award.rule, award.programme)
    else:
        award.rule = {}


def _saved(award: Award) -> None:
    try:
        with transaction.atomic():
            award.save()
    except IntegrityError as error:
        if "one_award_per_name_and_year" not in str(error):
            raise
        raise DomainError(f"ปีงบประมาณ {award.fiscal_year} มีรางวัลชื่อนี้แล้ว", field="name") from error


@transaction.atomic
def create_award(
    district: District, *, actor: Any, year: int | None = None, now: datetime | None = None, **values: Any
) -> Award:
    """A draft. Of a programme the fiscal year is the one its year ends in, else this one unless told."""
    now = now or timezone.now()
    check_honour(actor, district)
    programme = values.get("programme")
    year = year or (fiscal_year(programme.ends_on) if programme is not None else fiscal_year(now))
    award = Award(district=district, fiscal_year=year, created_by=actor, updated_at=now)
    _put(award, values)
    _saved(award)
    trace(award_pointer(award), "award.created", actor=actor, district=district, at=now)
    return award


@transaction.atomic
def edit_award(
    award: Award, *, actor: Any, stamp: int | None = None, now: datetime | None = None, **values: Any
) -> Award:
    """StaleRevision when somebody else saved it since the form was opened."""
    now = now or timezone.now()
    held = to_choose(award, actor)
    held_since(held, stamp, actor=actor, values=values)
    changes = {name: values[name] for name in ("recipient", "way", "programme") if name in values}
    if any(getattr(held, name) != value for name, value in changes.items()) and (
        held.recipients.exists() or held.nominations.exists()
    ):
        raise DomainError("มีผู้ได้รับหรือการเสนอชื่อแล้ว จึงเปลี่ยนผู้รับ วิธีคัดเลือก และการขับเคลื่อนไม่ได้", field="recipient")
    _put(held, values)
    held.stamp, held.updated_at = held.stamp + 1, now
    _saved(held)
    trace(award_pointer(held), "award.edited", actor=actor, district=held.district, at=now)
    return held


@transaction.atomic
def open_nominations(award: Award, *, actor: Any, now: datetime | None = None) -> Award:
    """Schools and supervisors may put names forward; a second click is the same."""
    now = now or timezone.now()
    held = locked_award(award)
    check_honour(actor, held.district)
    if held.state == Award.State.NOMINATING:
        return held
    if held.way != Award.Way.CHOICE:
        raise DomainError("รางวัลตามเกณฑ์ไม่รับการเสนอชื่อ")
    today = timezone.localdate(now)
    if held.nominations_until is not None and held.nominations_until < today:
        raise DomainError("วันสิ้นสุดการเสนอชื่อผ่านไปแล้ว กรุณาแก้วันก่อนเปิดรับ", field="nominations_until")
    held.state, held.updated_at = AWARD_STATES.next(held.state, "nominate"), now
    held.save(update_fields=["state", "updated_at"])
    trace(award_pointer(held), "award.nominating", actor=actor, district=held.district, at=now)
    people = [
        user
        for role in ("supervisor", "principal")
        for user in holders(role, held.district, today)
    ]  # fmt: skip
    _tell(held, people, code="award.nominating", title=f"เปิดรับการเสนอชื่อ: {held}", body=held.criteria, now=now)
    return held


def _tell(award: Award, people: list[Any], *, code: str, title: str, body: str, now: datetime) -> None:
    notify.send(
        people, code=code, title=title, body=body, url=reverse("recognition:award", args=[award.pk]),
        pointer=award_pointer(award), district_code=award.district.code, dedupe_key=f"{code}-{award.pk}", now=now,
    )  # fmt: skip


@transaction.atomic
def apply_rule(award: Award, *, actor: Any, now: datetime | None = None) -> int:
    """Take the schools the rule gives from the published result; what it gave before is replaced. How many."""
    now = now or timezone.now()
    held = to_choose(award, actor)
    if held.way != Award.Way.RULE:
        raise DomainError("รางวัลนี้คัดเลือกโดยบุคคล ไม่มีเกณฑ์จากผล")
    found = ruling.found(held)
    held.recipients.filter(origin=Recipient.Origin.RULE).delete()
    by_hand = set(held.recipients.standing().values_list("school", flat=True))
    made = [
        Recipient(
            award=held, school=row.school, position=place, name=row.school.name, origin=Recipient.Origin.RULE,
            why=row.why, added_by=actor, added_at=now,
        )
        for place, row in enumerate(found, start=1)
        if row.school.pk not in by_hand
    ]  # fmt: skip
    Recipient.objects.bulk_create(made)
    trace(award_pointer(held), "award.ruled", actor=actor, district=held.district, at=now, data={"count": len(made)})
    return len(made)


@transaction.atomic
def add_recipient(
    award: Award, *, actor: Any, why: str, school: School | None = None, person: Person | None = None,
    origin: str = Recipient.Origin.CHOICE, now: datetime | None = None,
) -> Recipient:  # fmt: skip
    """One more who receives it, with why; who is in already is the row that is there."""
    now = now or timezone.now()
    held = to_choose(award, actor)
    why = needed(why, "กรุณาเขียนเหตุที่ได้รับ", field="why")
    return honoured(held, actor=actor, why=why, school=school, person=person, origin=origin, now=now)


def honoured(
    award: Award, *, actor: Any, why: str, school: School | None, person: Person | None, origin: str, now: datetime
) -> Recipient:
    """The row of a locked award's recipient; made where there is none."""
    one: Any = person if award.for_people else school
    if one is None:
        label, field = ("บุคคล", "person") if award.for_people else ("โรงเรียน", "school")
        raise DomainError(f"กรุณาเลือก{label}", field=field)
    if one.district_id != award.district_id:
        raise DomainError("เลือกได้เฉพาะโรงเรียนและบุคคลของเขตนี้", field="person" if award.for_people else "school")
    of_person = award.for_people
    keys = {"school": person.school if of_person and person else school, "person": person if of_person else None}
    found = award.recipients.standing().filter(**keys).first()
    if found is not None:
        return found
    top = award.recipients.aggregate(top=Max("position"))["top"] or 0
    made = Recipient(
        award=award, position=top + 1, origin=origin, why=why, added_by=actor, added_at=now, **keys,
        name=one.full_name if of_person else one.name,
    )  # fmt: skip
    made.detail = made.place[:300]
    made.save()
    trace(award_pointer(award), "award.recipient_added", actor=actor, district=award.district, at=now,
          data={"who": made.name, "why": why})  # fmt: skip
    return made


@transaction.atomic
def remove_recipient(recipient: Recipient, *, actor: Any, now: datetime | None = None) -> None:
    """Before the announcement nobody was told: the row goes. A second click finds nothing."""
    held = to_choose(recipient.award, actor)
    gone, _ = held.recipients.filter(pk=recipient.pk).delete()
    if gone:
        trace(award_pointer(held), "award.recipient_removed", actor=actor, district=held.district,
              at=now or timezone.now(), data={"who": recipient.name})  # fmt: skip


@transaction.atomic
def announce(award: Award, *, actor: Any, dated_on: date | None = None, now: datetime | None = None) -> Award:
    """Fix the names and tell the schools; a second click is the same."""
    now = now or timezone.now()
    held = locked_award(award)
    check_honour(actor, held.district)
    if held.state == Award.State.ANNOUNCED:
        return held
    state = AWARD_STATES.next(held.state, "announce")
    if held.polls.filter(state="open").exists():
        raise DomainError("ยังมีประชามติที่เปิดอยู่ กรุณาปิดก่อนประกาศ")
    rows = list(held.recipients.standing().select_related("school", "person__user"))
    if not rows:
        raise DomainError("ยังไม่มีผู้ได้รับ จึงประกาศไม่ได้")
    waiting = held.nominations.awaiting().count()
    if waiting:
        raise DomainError(f"ยังมีการเสนอชื่อที่รอพิจารณา {waiting} รายการ")
    held.state, held.announced_by, held.announced_at, held.updated_at = state, actor, now, now
    held.dated_on = dated_on or held.dated_on or timezone.localdate(now)
    held.save(update_fields=["state", "announced_by", "announced_at", "updated_at", "dated_on"])
    trace(
        award_pointer(held), "award.announced", actor=actor, district=held.district, at=now, data={"count": len(rows)}
    )
    on = timezone.localdate(now)
    people = [row.person.user for row in rows if row.person is not None and row.person.user is not None]
    with holders_kept():
        for row in rows:
            if row.school is not None:
                people += holders("principal", held.district, on, school=row.school)
    _tell(held, people, code="award.announced", title=f"ขอแสดงความยินดี: {held}", body=held.criteria, now=now)
    return held


@transaction.atomic
def cancel_award(award: Award, *, actor: Any, reason: str, now: datetime | None = None) -> Award:
    """The whole honour, its polls, and every certificate issued for it."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    held = locked_award(award)
    check_honour(actor, held.district)
    if held.state == Award.State.CANCELLED:
        return held
    held.state, held.cancel_reason, held.updated_at = AWARD_STATES.next(held.state, "cancel"), reason, now
    held.save(update_fields=["state", "cancel_reason", "updated_at"])
    held.polls.filter(state="open").update(state="cancelled", cancel_reason=reason, updated_at=now)
    Certificate.objects.filter(recipient__award=held, state="issued").update(
        state="cancelled", cancel_reason=reason, cancelled_at=now
    )
    trace(award_pointer(held), "award.cancelled", actor=actor, district=held.district, at=now, data={"reason": reason})
    return held


@transaction.atomic
def revoke_recipient(recipient: Recipient, *, actor: Any, reason: str, now: datetime | None = None) -> Recipient:
    """After the announcement: the row stays with the reason, its certificate is cancelled."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่เพิกถอน")
    held = locked_award(recipient.award)
    check_honour(actor, held.district)
    if held.state != Award.State.ANNOUNCED:
        raise DomainError("เพิกถอนได้หลังประกาศแล้วเท่านั้น ก่อนประกาศให้นำรายชื่อออก")
    row: Recipient = held.recipients.select_for_update().get(pk=recipient.pk)
    if row.revoked_at is not None:
        return row
    row.revoked_at, row.revoke_reason = now, reason
    row.save(update_fields=["revoked_at", "revoke_reason"])
    row.certificates.filter(state="issued").update(state="cancelled", cancel_reason=reason, cancelled_at=now)
    trace(award_pointer(held), "award.revoked", actor=actor, district=held.district, at=now,
          data={"who": row.name, "reason": reason})  # fmt: skip
    return row
