"""An office with a group director, a supervisor, three schools with principals, and its neighbour."""

from types import SimpleNamespace

import pytest

from tests.factories import base


@pytest.fixture
def office(db: None) -> SimpleNamespace:
    district = base.district(name="สพป.ทดสอบ เขต 1")
    schools = [base.school(district, name=f"โรงเรียนบ้านที่ {n}") for n in (1, 2, 3)]
    other = base.district(name="สพป.ข้างเคียง เขต 2")
    return SimpleNamespace(
        district=district, schools=schools, head=base.user("group_director", district),
        supervisor=base.user("supervisor", district), director=base.user("office_director", district),
        principals=[base.user("principal", school) for school in schools],
        other=other, stranger=base.user("group_director", other), other_school=base.school(other),
    )  # fmt: skip
