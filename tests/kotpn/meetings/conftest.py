"""A meeting to print: an office with its director, a committee of nine, a meeting with nothing on its agenda."""

from types import SimpleNamespace

import pytest

from tests.factories import base, kotpn


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    district = base.district(
        name="สำนักงานเขตพื้นที่การศึกษาประถมศึกษาทดสอบ เขต 1",
        address="ตำบลในเมือง อำเภอเมือง\nจังหวัดทดสอบ 42000",
        phone="0 4200 0000",
    )
    director = base.user("group_director", district)
    member = base.user("committee_member", district)
    committee = kotpn.a_committee(director, district, people=[base.person_of(member, district)])
    meeting = kotpn.a_meeting(director, committee)
    return SimpleNamespace(district=district, director=director, member=member, committee=committee, meeting=meeting)
