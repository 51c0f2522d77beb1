"""Seats: who leaves, who takes over, who may sit for them."""

from datetime import date
from typing import Any

import pytest

from core.errors import DomainError, NotAllowed
from core.models import Notice
from kotpn.committee import services
from kotpn.committee.queries import members_on
from kotpn.committee.services import Seat
from tests.core.chain import NOW
from tests.factories import base

LEFT = date(2025, 3, 31)


def test_refusals(committee: Any, secretary: Any, stranger: Any, district: Any) -> None:
    tenure = committee.tenures.get()
    first, second = tenure.members.all()[:2]
    with pytest.raises(NotAllowed):
        services.end_seat(first, actor=stranger, on=LEFT, reason="ลาออก")
    with pytest.raises(DomainError, match="เหตุที่พ้น"):
        services.end_seat(first, actor=secretary, on=LEFT, reason=" ")
    with pytest.raises(DomainError, match="ต้องอยู่ในช่วง") as told:
        services.end_seat(first, actor=secretary, on=date(2024, 9, 30), reason="ลาออก")
    assert told.value.field == "on"
    with pytest.raises(DomainError, match="อยู่แล้ว") as told:
        services.add_member(tenure, actor=secretary, seat=Seat(second.person, category="expert"))
    assert told.value.field == "name"
    with pytest.raises(DomainError, match="ในวาระ"):
        services.add_member(tenure, actor=secretary, seat=Seat(base.person(district)), starts_on=date(2030, 1, 1))


def test_somebody_takes_the_seat_for_the_rest(committee: Any, secretary: Any, district: Any) -> None:
    tenure = committee.tenures.get()
    gone = tenure.members.all()[2]
    with pytest.raises(DomainError, match="อยู่แล้ว"):
        services.replace_member(
            gone, actor=secretary, on=date(2025, 4, 1), reason="ย้าย", seat=Seat(tenure.members.all()[3].person)
        )
    gone.refresh_from_db()
    assert gone.ends_on is None
    heir = base.person(district)
    made = services.replace_member(gone, actor=secretary, on=date(2025, 4, 1), reason="ย้าย", seat=Seat(heir))
    gone.refresh_from_db()
    assert (gone.ends_on, gone.ended_reason, made.position) == (LEFT, "ย้าย", gone.position)
    for day, who in ((LEFT, gone.person), (date(2025, 4, 1), heir)):
        sitting = members_on(committee, day)
        assert len(sitting) == 9
        assert sitting[2].person == who
    with pytest.raises(DomainError, match="รับตำแหน่งนี้แทนแล้ว"):
        services.replace_member(gone, actor=secretary, on=date(2025, 5, 1), reason="", seat=Seat(base.person(district)))
    with pytest.raises(DomainError, match="พ้นจากตำแหน่งแล้ว"):
        services.end_seat(gone, actor=secretary, on=LEFT, reason="ย้าย")


def test_substitutes_only_where_the_rules_allow(committee: Any, secretary: Any) -> None:
    member = committee.tenures.get().members.first()
    made = services.add_substitute(member, actor=secretary, name="นายแทน ประธาน", post="รองผู้อำนวยการ")
    with pytest.raises(DomainError, match="มีผู้แทนชื่อนี้แล้ว"):
        services.add_substitute(member, actor=secretary, name="นายแทน  ประธาน")
    services.drop_substitute(made, actor=secretary)
    services.drop_substitute(made, actor=secretary)
    services.change_committee(committee, actor=secretary, values={"substitutes_allowed": False})
    with pytest.raises(DomainError, match="ไม่ให้ผู้แทน"):
        services.add_substitute(member, actor=secretary, name="นายแทน ประธาน")


def test_the_end_is_told_once_ninety_days_before(committee: Any, secretary: Any, director: Any, district: Any) -> None:
    head = base.user("office_director", district)
    assert services.warn_of_ends(now=NOW.replace(year=2028, month=7, day=1)) == 0
    near = NOW.replace(year=2028, month=7, day=3)
    assert services.warn_of_ends(now=near) == 1
    assert services.warn_of_ends(now=near) == 0
    told = Notice.objects.filter(code="committee.ending")
    assert {row.recipient for row in told} == {secretary, director, head}
    assert "จะสิ้นสุดใน 89 วัน" in told[0].title
    # A tenure made longer is warned of anew, one that is followed by another not at all.
    tenure = committee.tenures.get()
    values = {"order_number": "125/2567", "ordered_on": tenure.ordered_on, "starts_on": tenure.starts_on}
    services.change_tenure(tenure, actor=secretary, values={**values, "ends_on": date(2028, 12, 31)})
    services.appoint(
        committee, actor=secretary, order_number="1/2572", ordered_on=date(2029, 1, 1), starts_on=date(2029, 1, 1),
        seats=[Seat(base.person(district))],
    )  # fmt: skip
    assert services.warn_of_ends(now=NOW.replace(year=2028, month=12, day=1)) == 0
