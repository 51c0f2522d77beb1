"""The people of the tests of SARs: two clusters, their supervisors, a school each with principal and teacher."""

from dataclasses import dataclass
from typing import Any

import pytest

from schools.models import District, School
from tests.factories import base, sar


@dataclass
class Office:
    """`school` lies in the cluster of `supervisor`, `neighbour` in that of `other`; `far` directs another office."""

    district: District
    school: School
    neighbour: School
    director: Any
    supervisor: Any
    other: Any
    principal: Any
    teacher: Any
    neighbour_principal: Any
    far: Any
    far_supervisor: Any


@pytest.fixture
def office(db: None) -> Office:
    district, far = base.district(), base.district()
    here, there = base.cluster(district), base.cluster(district)
    school = sar.teaches(base.school(district, cluster=here))
    neighbour = sar.teaches(base.school(district, cluster=there), early=True)
    supervisor, other = base.user("supervisor", district), base.user("supervisor", district)
    base.assign(base.person_of(supervisor, district), here)
    base.assign(base.person_of(other, district), there)
    return Office(
        district=district,
        school=school,
        neighbour=neighbour,
        director=base.user("group_director", district),
        supervisor=supervisor,
        other=other,
        principal=base.user("principal", school),
        teacher=base.user("school_staff", school),
        neighbour_principal=base.user("principal", neighbour),
        far=base.user("group_director", far),
        far_supervisor=base.user("supervisor", far),
    )
