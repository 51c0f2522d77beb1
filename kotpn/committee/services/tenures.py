"""Acts on a tenure (วาระ): appoint a committee by an order, correct it, end it early, take back one that never met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from core import audit, files
from core.errors import DomainError, NotAllowed, needed
from core.pointers import Pointer
from core.thai.dates import thai_date
from kotpn.committee import uses
from kotpn.committee.models import Committee, Member, Tenure
from kotpn.committee.permissions import can_keep
from kotpn.committee.services.committees import pointer
from kotpn.committee.services.people import Newcomer, keys_of, settled
from schools.models import OutsidePerson, Person
from schools.services.refusals import explained

_CROSSING = {"tenures_do_not_overlap": ("วาระทับกับวาระอื่นของคณะนี้ กรุณาเปิดหน้านี้ใหม่", "starts_on")}


@dataclass(frozen=True)
class Seat:
    """A member as the order names them: a Person of the office or its schools, somebody of the outside register, or a
    newcomer who will be entered there."""

    who: Person | OutsidePerson | Newcomer
    role: str = Member.Role.MEMBER
    category: str = Member.Category.OTHER
    post: str = ""
    counts: bool = True
    category_label: str = ""
    name: str = ""

    def member(self, tenure: Tenure, *, position: int, since: date, actor: Any) -> Member:
        """The unsaved row; a newcomer is entered in the outside register."""
        who = settled(self.who, tenure.committee.district, actor=actor)
        return Member(
            tenure=tenure, position=position, role=self.role, category=self.category,
            category_label=self.category_label, name=self.name or str(who), post=self.post or who.position,
            counts=self.counts, starts_on=since, **{"person" if isinstance(who, Person) else "outside": who},
        )  # fmt: skip


def tenure_pointer(tenure: Tenure) -> Pointer:
    """What the signed order hangs on where it is not one of the register."""
    return Pointer("committee_tenure", str(tenure.pk), f"คำสั่งที่ {tenure.order_number} {tenure.committee}")


def years_later(start: date, years: int) -> date:
    """The last day of so many years: 1 Oct 2567 for 4 years ends on 30 Sep 2571."""
    try:
        again = start.replace(year=start.year + years)
    except ValueError:  # 29 February
        again = start.replace(year=start.year + years, day=28)
    return date.fromordinal(again.toordinal() - 1)


def _refuse_crossing(committee: Committee, starts_on: date, ends_on: date, *, but: Tenure | None = None) -> None:
    if ends_on < starts_on:
        raise DomainError("วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม", field="ends_on")
    rows = committee.tenures.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    crossing = (rows.exclude(pk=but.pk) if but else rows).first()
    if crossing is not None:
        raise DomainError(
            f"วาระทับกับคำสั่งที่ {crossing.order_number} "
            f"({thai_date(crossing.starts_on, 'short')} – {thai_date(crossing.ends_on, 'short')})", field="starts_on",
        )  # fmt: skip


def _checked_seats(committee: Committee, seats: Sequence[Seat]) -> None:
    """A refusal about a row says which one: field "seats", `row` from 0."""
    if not seats:
        raise DomainError("กรุณาระบุกรรมการอย่างน้อยหนึ่งคน", field="seats")
    seen: dict[tuple[str, Any], int] = {}
    for number, seat in enumerate(seats):
        if seat.who.district_id != committee.district_id:
            raise SeatRefused(f"{seat.who} ไม่ได้อยู่ในทะเบียนของสำนักงานนี้", row=number)
        known = keys_of(seat.who)
        if any(key in seen for key in known):
            first = next(seen[key] for key in known if key in seen)
            raise SeatRefused(f"{seat.who} ถูกระบุสองครั้ง (ลำดับที่ {first + 1}) คนหนึ่งเป็นกรรมการได้ประเภทเดียว", row=number)
        seen |= dict.fromkeys(known, number)


class SeatRefused(DomainError):
    """One of the seats is wrong; `row` counts from 0."""

    def __init__(self, message: str, *, row: int) -> None:
        super().__init__(message, field="seats")
        self.row = row


@transaction.atomic
def appoint(
    committee: Committee, *, actor: Any, order_number: str, ordered_on: date, starts_on: date, seats: Sequence[Seat],
    ends_on: date | None = None, order: Any = None, note: str = "", upload: Any = None, now: datetime | None = None,
) -> Tenure:  # fmt: skip
    """A tenure with its members in order of precedence; without an end it runs the committee's years.

    `order` is one of the register; `upload` the signed paper where it is not. DomainError when it overlaps another
    tenure, names somebody twice or somebody of another office. The same order from the same day again is the tenure
    that is there.
    """
    now = now or timezone.now()
    if not can_keep(actor, committee):
        raise NotAllowed("แต่งตั้งองค์คณะได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    committee = Committee.objects.select_for_update(of=("self",)).select_related("district").get(pk=committee.pk)
    order_number = needed(order_number, "กรุณากรอกเลขที่คำสั่ง", field="order_number")
    if order is not None and order.district_id != committee.district_id:
        raise DomainError("คำสั่งนี้ไม่ได้อยู่ในทะเบียนของสำนักงานนี้", field="order")
    ends_on = ends_on or years_later(starts_on, committee.tenure_years)
    same = committee.tenures.filter(order_number=order_number, starts_on=starts_on).first()
    if same is not None:
        return same
    _refuse_crossing(committee, starts_on, ends_on)
    _checked_seats(committee, seats)
    with explained(_CROSSING):
        tenure = Tenure.objects.create(
            committee=committee, order=order, order_number=order_number, ordered_on=ordered_on, starts_on=starts_on,
            ends_on=ends_on, note=note.strip(), created_by=actor, created_at=now,
        )  # fmt: skip
    Member.objects.bulk_create(
        seat.member(tenure, position=number, since=starts_on, actor=actor) for number, seat in enumerate(seats, 1)
    )
    if upload is not None:
        files.store(upload, owner=tenure_pointer(tenure), actor=actor, district_code=committee.district.code)
    audit.record(
        actor=actor, action="committee.appointed", target=pointer(committee), district_code=committee.district.code,
        data={"order": order_number, "members": len(seats)}, at=now,
    )  # fmt: skip
    return tenure


def locked_tenure(tenure: Tenure, actor: Any) -> Tenure:
    """The tenure with its committee locked; NotAllowed for who does not keep it."""
    Committee.objects.select_for_update(of=("self",)).get(pk=tenure.committee_id)
    row: Tenure = Tenure.objects.select_related("committee__district").get(pk=tenure.pk)
    if not can_keep(actor, row.committee):
        raise NotAllowed("จัดการองค์คณะได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    return row


def held_in(tenure: Tenure, since: date | None = None, until: date | None = None) -> int:
    """Meetings held in the tenure, or in a part of it."""
    key = tenure.committee_id
    return uses.meetings_held([key], since or tenure.starts_on, until or tenure.ends_on).get(key, 0)


@transaction.atomic
def change_tenure(
    tenure: Tenure, *, actor: Any, values: Mapping[str, Any], upload: Any = None, now: datetime | None = None
) -> Tenure:
    """Correct number, dates and note of the order. Days on which a meeting was held stay inside the tenure."""
    row = locked_tenure(tenure, actor)
    number = needed(values["order_number"], "กรุณากรอกเลขที่คำสั่ง", field="order_number")
    starts_on, ends_on = values["starts_on"], values["ends_on"]
    _refuse_crossing(row.committee, starts_on, ends_on, but=row)
    if starts_on > row.starts_on and held_in(row, until=date.fromordinal(starts_on.toordinal() - 1)):
        raise DomainError("มีการประชุมก่อนวันเริ่มนี้แล้ว", field="starts_on")
    if ends_on < row.ends_on and held_in(row, since=date.fromordinal(ends_on.toordinal() + 1)):
        raise DomainError("มีการประชุมหลังวันสิ้นสุดนี้แล้ว", field="ends_on")
    members = row.members.filter(starts_on=row.starts_on)
    before = (row.starts_on, row.ends_on)
    row.order_number, row.ordered_on, row.note = number, values["ordered_on"], values.get("note", row.note).strip()
    row.starts_on, row.ends_on = starts_on, ends_on
    # A tenure made longer or shorter is warned of anew.
    row.warned_on = None if ends_on != before[1] else row.warned_on
    if starts_on != before[0]:
        if row.members.filter(ends_on__lt=starts_on).exists():
            raise DomainError("มีกรรมการที่พ้นก่อนวันเริ่มนี้แล้ว", field="starts_on")
        members.update(starts_on=starts_on)
    with explained(_CROSSING):
        row.save(update_fields=["order_number", "ordered_on", "note", "starts_on", "ends_on", "warned_on"])
    if upload is not None:
        files.store(upload, owner=tenure_pointer(row), actor=actor, district_code=row.committee.district.code)
    audit.record(
        actor=actor, action="committee.tenure_changed", target=pointer(row.committee),
        district_code=row.committee.district.code, data={"order": number}, at=now,
    )  # fmt: skip
    return row


@transaction.atomic
def end_tenure(tenure: Tenure, *, actor: Any, on: date, reason: str, now: datetime | None = None) -> Tenure:
    """The whole committee leaves early; `on` is its last day."""
    row = locked_tenure(tenure, actor)
    reason = needed(reason, "กรุณาเขียนเหตุที่พ้น", field="reason")
    if not row.starts_on <= on < row.ends_on:
        raise DomainError(f"วันสุดท้ายต้องอยู่ในวาระ และก่อน {thai_date(row.ends_on, 'short')} ซึ่งเป็นวันครบวาระ", field="on")
    if held_in(row, since=date.fromordinal(on.toordinal() + 1)):
        raise DomainError("มีการประชุมหลังวันนี้แล้ว", field="on")
    row.ends_on, row.note = on, f"{row.note}\nพ้นก่อนครบวาระ: {reason}".strip()
    row.save(update_fields=["ends_on", "note"])
    audit.record(
        actor=actor, action="committee.tenure_ended", target=pointer(row.committee),
        district_code=row.committee.district.code,
        data={"order": row.order_number, "on": thai_date(on, "short"), "reason": reason}, at=now,
    )  # fmt: skip
    return row


@transaction.atomic
def delete_tenure(tenure: Tenure, *, actor: Any, now: datetime | None = None) -> None:
    """Take back a tenure written down by mistake. Once the committee met in it, it stays and is ended instead."""
    row = locked_tenure(tenure, actor)
    met = "คณะนี้มีการประชุมในวาระนี้แล้ว จึงลบไม่ได้ ให้บันทึกการพ้นก่อนครบวาระแทน"
    if held_in(row):
        raise DomainError(met)
    try:
        with transaction.atomic():
            Tenure.objects.filter(pk=row.pk).delete()
    except ProtectedError:
        raise DomainError(met) from None
    audit.record(
        actor=actor, action="committee.tenure_deleted", target=pointer(row.committee),
        district_code=row.committee.district.code, data={"order": row.order_number}, at=now,
    )  # fmt: skip
