"""Demo ก.ต.ป.น. of nine by an order of the register, and one อ.ก.ต.ป.น. under it; nobody in it is a real person."""

from datetime import date
from typing import Any

from kotpn.committee import services
from kotpn.committee.models import Committee, Member
from kotpn.committee.queries import main_committee
from kotpn.committee.services import Newcomer, Seat
from office.orders import services as orders
from schools.demo import DemoContext
from schools.models import Person
from schools.queries import holders, person_of

Role, Category = Member.Role, Member.Category
NAME = "คณะกรรมการติดตาม ตรวจสอบ ประเมินผล และนิเทศการศึกษา"
_DUTY = {"chair": "ประธานกรรมการ", "member": "กรรมการ", "secretary": "กรรมการและเลขานุการ"}


def seed(context: DemoContext) -> None:
    """An office that has a committee is left as it is."""
    district = context.first
    if main_committee(district) is not None:
        return
    head = holders("group_director", district, context.today)[0]
    chair, deputy, secretary = (
        _person(holders(post, district, context.today)[0], district)
        for post in ("office_director", "deputy_director", "group_director")
    )
    # The members' roles in the demo offices begin on this day.
    since = date(context.today.year - 1, 1, 15)
    main = services.found_committee(
        district, actor=head, kind=Committee.Kind.MAIN, name=f"{NAME} {district.short_name}", short_name="ก.ต.ป.น."
    )
    members = [_person(user, district) for user in holders("committee_member", district, context.today)[:3]]
    principals = list(Person.objects.of_district(district).filter(position="ผู้อำนวยการสถานศึกษา").order_by("pk")[:6])
    seats = [
        Seat(chair, Role.CHAIR, Category.OFFICE),
        *[Seat(one, Role.MEMBER, Category.EXPERT, "ผู้ทรงคุณวุฒิ") for one in members],
        Seat(Newcomer("นายตัวอย่าง รอบรู้", "ข้าราชการบำนาญ", district.pk), Role.MEMBER, Category.EXPERT),
    ]
    seats += [Seat(one, Role.MEMBER, Category.PRINCIPALS, _post(one)) for one in principals[: 8 - len(seats)]]
    seats.append(Seat(secretary, Role.SECRETARY, Category.OFFICE))
    _appoint(main, head, seats, since)
    seat = main.tenures.get().members.order_by("position")[0]
    services.add_substitute(seat, actor=head, who=deputy, name=str(deputy))
    sub = services.found_committee(
        district, actor=head, kind=Committee.Kind.SUB, short_name="อ.ก.ต.ป.น. กลุ่มที่ 1",
        name=f"คณะอนุกรรมการติดตาม ตรวจสอบ ประเมินผล และนิเทศการศึกษา กลุ่มที่ 1 {district.short_name}",
    )  # fmt: skip
    subs = [_person(user, district) for user in holders("subcommittee_member", district, context.today)]
    _appoint(
        sub, head,
        [
            Seat(deputy, Role.CHAIR, Category.OFFICE),
            *[Seat(one, Role.MEMBER, Category.EXPERT) for one in subs],
            *[Seat(one, Role.MEMBER, Category.PRINCIPALS, _post(one)) for one in principals[-2:]],
            Seat(_person(holders("committee_secretary", district, context.today)[0], district), Role.SECRETARY,
                 Category.OFFICE),
        ],
        since,
    )  # fmt: skip
    services.change_committee(sub, actor=head, values={}, teams=list(district.teams.order_by("name")[:2]))


def _person(user: Any, district: Any) -> Person:
    found = person_of(user, district)
    assert found is not None
    return found


def _post(one: Person) -> str:
    return f"{one.position} {one.school.name}" if one.school else one.position


def _appoint(committee: Committee, actor: Any, seats: list[Seat], since: date) -> None:
    """By an order whose annex names everybody."""
    order = orders.draft_order(
        committee.district, actor=actor, title=f"แต่งตั้ง{committee.name}", about="committee", effective_on=since
    )
    group = orders.save_group(order, actor=actor, heading=committee.name)
    for seat in seats:
        who = {"person": seat.who} if isinstance(seat.who, Person) else {}
        orders.save_person(
            order, actor=actor, group=group.pk, name=str(seat.who), post=seat.post or seat.who.position,
            duty=_DUTY[seat.role], **who,
        )  # fmt: skip
    issued = orders.issue_order(order, actor=actor, dated=date(since.year, 1, 10))
    services.appoint(
        committee, actor=actor, order=issued, order_number=f"{issued.number}/{issued.year}", ordered_on=issued.dated,
        starts_on=since, seats=seats,
    )  # fmt: skip
