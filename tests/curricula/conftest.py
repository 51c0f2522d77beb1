"""An office with a group director, a supervisor, three schools with principals, and its neighbour."""

from types import SimpleNamespace

import pytest

from tests.factories import base, instruments


@pytest.fixture
def office(db: None) -> SimpleNamespace:
    district = base.district(name="สพป.ทดสอบ เขต 1")
    cluster = base.cluster(district)
    teaching = {"cluster": cluster, "level_from": "ป.1", "level_to": "ป.6"}
    schools = [base.school(district, name=f"โรงเรียนบ้านที่ {n}", **teaching) for n in (1, 2, 3)]
    other = base.district(name="สพป.ข้างเคียง เขต 2")
    head = base.user("group_director", district)
    return SimpleNamespace(
        district=district, cluster=cluster, schools=schools, head=head, supervisor=base.user("supervisor", district),
        principals=[base.user("principal", school) for school in schools], other=other,
        stranger=base.user("group_director", other), other_school=base.school(other),
        version=instruments.published(head, district),
    )  # fmt: skip
