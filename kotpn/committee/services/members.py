"""Acts on the seats of a tenure: fill, correct, leave, take over for the rest; and who may sit for a member."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from core import audit
from core.errors import DomainError, needed
from core.thai.dates import thai_date
from kotpn.committee.models import Member, Substitute, Tenure
from kotpn.committee.services.committees import pointer
from kotpn.committee.services.people import keys_of
from kotpn.committee.services.tenures import Seat, locked_tenure
from schools.models import OutsidePerson, Person
from schools.services.refusals import explained

_TWICE = {
    "person_once_in_a_tenure": ("คนนี้เป็นกรรมการในวาระนี้อยู่แล้ว", "name"),
    "outside_once_in_a_tenure": ("คนนี้เป็นกรรมการในวาระนี้อยู่แล้ว", "name"),
    "seat_ends_after_start": ("วันที่พ้นต้องไม่อยู่ก่อนวันเริ่ม", "on"),
    "one_substitute_per_name": ("มีผู้แทนชื่อนี้แล้ว", "name"),
}
FIELDS = ("position", "role", "category", "category_label", "post", "counts")


def _record(tenure: Tenure, actor: Any, action: str, now: datetime | None, **data: Any) -> None:
    committee = tenure.committee
    audit.record(
        actor=actor, action=action, target=pointer(committee), district_code=committee.district.code, data=data, at=now
    )


def _refuse_seated(tenure: Tenure, who: Any, since: date) -> None:
    """Somebody sits once in a tenure, in one category."""
    rule = Q(pk__in=())
    for kind, key in keys_of(who):
        if kind == "new":
            continue
        rule |= Q(**{kind: key})
        if kind == "person":
            rule |= Q(outside__person=key)
    rows = tenure.members.filter(rule).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=since))
    held = rows.first()
    if held is not None:
        raise DomainError(f"{held.name} เป็น{held.get_role_display()} ({held.category_word}) ในวาระนี้อยู่แล้ว", field="name")


def _put(tenure: Tenure, seat: Seat, *, position: int, since: date, actor: Any) -> Member:
    if seat.who.district_id != tenure.committee.district_id:
        raise DomainError(f"{seat.who} ไม่ได้อยู่ในทะเบียนของสำนักงานนี้", field="name")
    if not tenure.starts_on <= since <= tenure.ends_on:
        raise DomainError("วันเริ่มต้องอยู่ในวาระของคณะ", field="starts_on")
    made = seat.member(tenure, position=position, since=since, actor=actor)
    with explained(_TWICE):
        made.save()
    return made


@transaction.atomic
def add_member(
    tenure: Tenure, *, actor: Any, seat: Seat, starts_on: date | None = None, now: datetime | None = None
) -> Member:
    """A seat more, last in precedence."""
    row = locked_tenure(tenure, actor)
    since = starts_on or row.starts_on
    _refuse_seated(row, seat.who, since)
    last = row.members.order_by("-position").values_list("position", flat=True).first() or 0
    made = _put(row, seat, position=last + 1, since=since, actor=actor)
    _record(row, actor, "committee.member_added", now, name=made.name, role=made.get_role_display())
    return made


def _locked(member: Member, actor: Any) -> tuple[Tenure, Member]:
    tenure = locked_tenure(Member.objects.select_related("tenure").get(pk=member.pk).tenure, actor)
    row: Member = tenure.members.select_related("person", "outside").get(pk=member.pk)
    row.tenure = tenure
    return tenure, row


@transaction.atomic
def change_member(member: Member, *, actor: Any, values: Mapping[str, Any], now: datetime | None = None) -> Member:
    """Correct what the order says of a seat: its place, duty, category, post, whether it counts."""
    tenure, row = _locked(member, actor)
    changed = [name for name in FIELDS if name in values and getattr(row, name) != values[name]]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
        _record(tenure, actor, "committee.member_changed", now, name=row.name)
    return row


@transaction.atomic
def end_seat(member: Member, *, actor: Any, on: date, reason: str, now: datetime | None = None) -> Member:
    """A member leaves before the committee does; `on` is the last day."""
    tenure, row = _locked(member, actor)
    reason = needed(reason, "กรุณาเขียนเหตุที่พ้น เช่น ลาออก เกษียณ ย้าย", field="reason")
    if row.ends_on is not None:
        raise DomainError(f"{row.name} พ้นจากตำแหน่งแล้วเมื่อ {thai_date(row.ends_on, 'short')}", field="on")
    if not row.starts_on <= on <= tenure.ends_on:
        raise DomainError("วันที่พ้นต้องอยู่ในช่วงที่เป็นกรรมการ", field="on")
    row.ends_on, row.ended_reason = on, reason[:200]
    row.save(update_fields=["ends_on", "ended_reason"])
    _record(tenure, actor, "committee.member_left", now, name=row.name, on=thai_date(on, "short"), reason=reason)
    return row


@transaction.atomic
def replace_member(
    member: Member, *, actor: Any, on: date, reason: str, seat: Seat, now: datetime | None = None
) -> Member:
    """Somebody takes the seat for the rest of the tenure from `on`; the one before leaves the day before, unless
    they left already."""
    tenure, row = _locked(member, actor)
    if row.ends_on is None:
        if on <= row.starts_on:
            raise DomainError("วันที่รับตำแหน่งแทนต้องหลังวันเริ่มของคนเดิม", field="on")
        row = end_seat(row, actor=actor, on=on - timedelta(days=1), reason=reason, now=now)
    elif on <= row.ends_on:
        raise DomainError(f"คนเดิมพ้นวันที่ {thai_date(row.ends_on, 'short')} ผู้แทนตำแหน่งเริ่มหลังวันนั้น", field="on")
    taken = tenure.members.filter(position=row.position, starts_on__gt=row.ends_on).first()
    if taken is not None:
        raise DomainError(f"{taken.name} รับตำแหน่งนี้แทนแล้ว", field="name")
    if not tenure.starts_on <= on <= tenure.ends_on:
        raise DomainError("วันที่รับตำแหน่งแทนต้องอยู่ในวาระของคณะ", field="on")
    _refuse_seated(tenure, seat.who, on)
    made = _put(tenure, seat, position=row.position, since=on, actor=actor)
    _record(tenure, actor, "committee.member_replaced", now, name=made.name, instead=row.name)
    return made


@transaction.atomic
def add_substitute(
    member: Member, *, actor: Any, name: str, post: str = "", who: Person | OutsidePerson | None = None,
    now: datetime | None = None,
) -> Substitute:  # fmt: skip
    """Whom the order names to sit for this member."""
    tenure, row = _locked(member, actor)
    name = " ".join(needed(str(who) if who else name, "กรุณากรอกชื่อผู้แทน", field="name").split())
    if not tenure.committee.substitutes_allowed:
        raise DomainError("คณะนี้ตั้งไว้ว่าไม่ให้ผู้แทนเข้าประชุมแทน", field="name")
    if who is not None and who.district_id != tenure.committee.district_id:
        raise DomainError(f"{who} ไม่ได้อยู่ในทะเบียนของสำนักงานนี้", field="name")
    link = {"person": who} if isinstance(who, Person) else {"outside": who} if who else {}
    with explained(_TWICE):
        made = Substitute.objects.create(
            member=row, name=name[:250], post=(post.strip() or getattr(who, "position", ""))[:300], **link
        )
    _record(tenure, actor, "committee.substitute_added", now, name=made.name, instead=row.name)
    return made


@transaction.atomic
def drop_substitute(substitute: Substitute, *, actor: Any, now: datetime | None = None) -> None:
    """No longer named; a second click finds nothing to do."""
    tenure, row = _locked(substitute.member, actor)
    gone, _ = row.substitutes.filter(pk=substitute.pk).delete()
    if gone:
        _record(tenure, actor, "committee.substitute_dropped", now, name=substitute.name, instead=row.name)
