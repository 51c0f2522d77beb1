"""The people of the tests of นิเทศภายใน: a school with a principal, an observer, an observed teacher and a colleague."""

from dataclasses import dataclass
from typing import Any

import pytest

from schools.models import District, Person, School
from tests.factories import base


@dataclass
class Inside:
    """`observer` and `teacher` are the Person rows of the accounts `observing` and `taught`; `office` holds an account
    of every role of the office, and `far`, the group director of another one."""

    district: District
    school: School
    neighbour: School
    principal: Any
    observing: Any
    taught: Any
    colleague: Any
    observer: Person
    teacher: Person
    other_principal: Any
    office: dict[str, Any]


OFFICE = ("supervisor", "group_director", "office_director", "deputy_director", "committee_secretary",
          "committee_member", "subcommittee_member", "clerk", "admin")  # fmt: skip


@pytest.fixture
def inside(db: None) -> Inside:
    district, far = base.district(), base.district()
    base.term(district, year=2567, number=1)
    school, neighbour = base.school(district), base.school(district)
    observing, taught = base.user("school_staff", school), base.user("school_staff", school)
    office = {role: base.user(role, district) for role in OFFICE}
    office["far"] = base.user("group_director", far)
    return Inside(
        district=district,
        school=school,
        neighbour=neighbour,
        principal=base.user("principal", school),
        observing=observing,
        taught=taught,
        colleague=base.user("school_staff", school),
        observer=base.person_of(observing, district),
        teacher=base.person_of(taught, district),
        other_principal=base.user("principal", neighbour),
        office=office,
    )
