"""Acts on a tenure: appoint a committee by an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.thai.dates import thai_date
from kotpn.committee.models import Committee, Member, Tenure
from kotpn.committee.permissions import can_keep
from kotpn.committee.services.committees import pointer
from schools.models import OutsidePerson, Person


@dataclass(frozen=True)
class Seat:
    """A member as the order names them: a Person of the office or its schools, or somebody of the outside register."""

    who: Person | OutsidePerson
    role: str = Member.Role.MEMBER
    category: str = Member.Category.OTHER
    post: str = ""
    counts: bool = True

    @property
    def key(self) -> tuple[str, int]:
        return ("person" if isinstance(self.who, Person) else "outside", self.who.pk)


def _years_later(start: date, years: int) -> date:
    """The last day of so many years: 1 Oct 2567 for 4 years ends on 30 Sep 2571."""
    try:
        again = start.replace(year=start.year + years)
    except ValueError:  # 29 February
        again = start.replace(year=start.year + years, day=28)
    return date.fromordinal(again.toordinal() - 1)


@transaction.atomic
def appoint(
    committee: Committee, *, actor: Any, order_number: str, ordered_on: date, starts_on: date, seats: Sequence[Seat],
    ends_on: date | None = None, order: Any = None, note: str = "", now: datetime | None = None,
) -> Tenure:  # fmt: skip
    """A tenure with its members in order of precedence; without an end it runs the committee's years.

    DomainError when it overlaps another tenure, names somebody twice or somebody of another office. The same order
    from the same day again is the tenure that is there.
    """
    now = now or timezone.now()
    if not can_keep(actor, committee):
        raise NotAllowed("แต่งตั้งองค์คณะได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    committee = Committee.objects.select_for_update().select_related("district").get(pk=committee.pk)
    order_number = needed(order_number, "กรุณากรอกเลขที่คำสั่ง", field="order_number")
    ends_on = ends_on or _years_later(starts_on, committee.tenure_years)
    if ends_on < starts_on:
        raise DomainError("วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม", field="ends_on")
    same = committee.tenures.filter(order_number=order_number, starts_on=starts_on).first()
    if same is not None:
        return same
    crossing = committee.tenures.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if crossing is not None:
        raise DomainError(
            f"วาระทับกับคำสั่งที่ {crossing.order_number} "
            f"({thai_date(crossing.starts_on, 'short')} – {thai_date(crossing.ends_on, 'short')})", field="starts_on",
        )  # fmt: skip
    if not seats:
        raise DomainError("กรุณาระบุกรรมการอย่างน้อยหนึ่งคน", field="seats")
    seen: set[tuple[str, int]] = set()
    for seat in seats:
        if seat.who.district_id != committee.district_id:
            raise DomainError(f"{seat.who} ไม่ได้อยู่ในทะเบียนของสำนักงานนี้", field="seats")
        if seat.key in seen:
            raise DomainError(f"{seat.who} ถูกระบุสองครั้ง คนหนึ่งเป็นกรรมการได้ประเภทเดียว", field="seats")
        seen.add(seat.key)
    tenure = Tenure.objects.create(
        committee=committee, order=order, order_number=order_number, ordered_on=ordered_on, starts_on=starts_on,
        ends_on=ends_on, note=note.strip(), created_by=actor, created_at=now,
    )  # fmt: skip
    Member.objects.bulk_create(
        Member(
            tenure=tenure, position=number, role=seat.role, category=seat.category, name=str(seat.who),
            post=seat.post or seat.who.position, counts=seat.counts, starts_on=starts_on, **{seat.key[0]: seat.who},
        )
        for number, seat in enumerate(seats, 1)
    )  # fmt: skip
    audit.record(
        actor=actor, action="committee.appointed", target=pointer(committee), district_code=committee.district.code,
        data={"order": order_number, "members": len(seats)}, at=now,
    )  # fmt: skip
    return tenure
