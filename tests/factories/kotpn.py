"""A committee of nine by an order and its meetings, through the services."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from kotpn.committee.models import Committee, Member
from kotpn.committee.queries import members_on
from kotpn.committee.services import Seat, appoint, found_committee
from kotpn.meetings.models import AgendaItem, Meeting, SectionKind
from kotpn.meetings.services import add_item, call_meeting
from kotpn.meetings.services.attendance import note_presence, open_meeting
from schools.models import District
from tests.factories import base

START = date(2024, 10, 1)


def a_committee(
    actor: Any, district: District, *, members: int = 9, kind: str = Committee.Kind.MAIN, name: str = "",
    starts_on: date = START, people: list[Any] | None = None, **rules: Any,
) -> Committee:  # fmt: skip
    """A committee whose first seat chairs and whose last is the secretary; `people` fill the seats from the top."""
    name = name or "คณะกรรมการติดตาม ตรวจสอบ ประเมินผล และนิเทศการศึกษา"
    made = found_committee(district, actor=actor, kind=kind, name=name, short_name="ก.ต.ป.น.", **rules)
    who = list(people or [])
    who += [
        base.person(district, name=f"กรรมการ{n} ทดสอบ", position="กรรมการ") for n in range(len(who) + 1, members + 1)
    ]
    roles = [Member.Role.CHAIR, *[Member.Role.MEMBER] * (members - 2), Member.Role.SECRETARY]
    seats = [
        Seat(person, role=role, category=Member.Category.PRINCIPALS) for person, role in zip(who, roles, strict=True)
    ]
    appoint(made, actor=actor, order_number="125/2567", ordered_on=starts_on, starts_on=starts_on, seats=seats)
    return made


def a_meeting(
    actor: Any, committee: Committee, *, held_on: date = date(2025, 1, 22), at: time = time(9, 30), **more: Any
) -> Meeting:
    return call_meeting(
        committee, actor=actor, held_on=held_on, time_from=at, **{"place": "ห้องประชุมสำนักงานเขต", **more}
    )


def an_item(
    actor: Any, meeting: Meeting, *, kind: str = SectionKind.CONSIDER, title: str = "แผนการติดตาม", **more: Any
) -> AgendaItem:
    return add_item(meeting.sections.get(kind=kind), actor=actor, title=title, **more)


def opened(actor: Any, meeting: Meeting, *, came: int = 9) -> Meeting:
    """The meeting sits: the first `came` members are there from its hour on."""
    moment = timezone.make_aware(datetime.combine(meeting.held_on, meeting.time_from))
    for member in members_on(meeting.committee, meeting.held_on)[:came]:
        note_presence(meeting, member, actor=actor, kind="self", at=meeting.time_from, now=moment)
    return open_meeting(meeting, actor=actor, at=meeting.time_from, now=moment)
