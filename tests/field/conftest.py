"""The cast of the visit tests: two offices, a supervisor, a director, a principal and a stranger."""

from dataclasses import dataclass
from typing import Any

import pytest

from schools.models import District, School
from tests.factories import base


@dataclass
class Cast:
    district: District
    other_district: District
    cluster: Any
    school: School
    neighbour: School
    supervisor: Any
    colleague: Any
    director: Any
    office_director: Any
    principal: Any
    other_principal: Any
    teacher: Any
    member: Any
    stranger: Any


@pytest.fixture
def cast(db: None) -> Cast:
    district, other = base.district(), base.district()
    base.term(district, year=2567, number=1)
    cluster = base.cluster(district)
    school, neighbour = base.school(district, cluster=cluster), base.school(district, cluster=cluster)
    supervisor = base.user("supervisor", district)
    base.assign(base.person_of(supervisor, district), cluster)
    return Cast(
        district=district,
        other_district=other,
        cluster=cluster,
        school=school,
        neighbour=neighbour,
        supervisor=supervisor,
        colleague=base.user("supervisor", district),
        director=base.user("group_director", district),
        office_director=base.user("office_director", district),
        principal=base.user("principal", school),
        other_principal=base.user("principal", neighbour),
        teacher=base.user("school_staff", school),
        member=base.user("committee_member", district),
        stranger=base.user("supervisor", other),
    )
