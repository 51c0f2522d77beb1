"""An office with two amphoes of three schools, its people, and its neighbour."""

from types import SimpleNamespace

import pytest

from tests.factories import base


@pytest.fixture
def office(db: None) -> SimpleNamespace:
    district = base.district(name="สพป.ทดสอบ เขต 1")
    amphoes = [base.amphoe(district, name=name) for name in ("ด่านทดสอบ", "ภูทดสอบ")]
    schools = [base.school(district, name=f"โรงเรียนบ้าน{n}", amphoe=amphoes[n // 3]) for n in range(6)]
    other = base.district(name="สพป.ข้างเคียง เขต 2")
    return SimpleNamespace(
        district=district, amphoes=amphoes, schools=schools, head=base.user("group_director", district),
        secretary=base.user("committee_secretary", district), supervisor=base.user("supervisor", district),
        director=base.user("office_director", district), deputy=base.user("deputy_director", district),
        principal=base.user("principal", schools[0]), feeder=base.user("principal", schools[1]), other=other,
        stranger=base.user("group_director", other),
        other_school=base.school(other, amphoe=base.amphoe(other)),
    )  # fmt: skip
