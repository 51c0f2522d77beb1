"""The demo committee stands in an office that has the people for it, and a second run changes nothing."""

from typing import Any

from kotpn.committee import demo
from kotpn.committee.models import Committee, Member
from schools.demo import DemoContext
from schools.demo_rows import FIRST_OFFICE
from tests.factories import base

ROLES = ("office_director", "deputy_director", "group_director", "committee_secretary", "subcommittee_member")


def office() -> DemoContext:
    district = base.district(code=FIRST_OFFICE.code)
    for role in (*ROLES, *["committee_member"] * 3):
        base.user(role, district)
    for number in range(6):
        school = base.school(district, name=f"โรงเรียนบ้านหนองขาม (ประชารัฐราษฎร์บำรุงวิทยาคาร) {number}")
        base.person(district, school=school, position="ผู้อำนวยการสถานศึกษา")
    return DemoContext(districts={FIRST_OFFICE.code: district})


def test_nine_by_an_order_of_the_register(db: Any) -> None:
    context = office()
    for _ in range(2):
        demo.seed(context)
    main = Committee.objects.get(kind=Committee.Kind.MAIN)
    tenure = main.tenures.get()
    assert tenure.members.count() == 9
    assert tenure.order.groups.get().people.count() == 9
    assert {row.role for row in tenure.members.all()} == {Member.Role.CHAIR, Member.Role.MEMBER, Member.Role.SECRETARY}
    assert main.children.get().tenures.get().members.count() >= 5
