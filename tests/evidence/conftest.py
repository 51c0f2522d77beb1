"""Two offices; office A has two schools, each with a principal, and a supervisor who looks after the first."""

from dataclasses import dataclass
from typing import Any

import pytest

from accounts.models import User
from processes.models import RunStep
from schools.models import District, School
from tests.factories import base, evidence


@dataclass
class Cast:
    a: District
    b: District
    a1: School
    a2: School
    b1: School
    principal: User
    teacher: User
    neighbour: User
    """principal of the other school"""
    supervisor: User
    other_supervisor: User
    """of the same office, without schools"""
    director: User
    reader: User
    """ผอ.สพท.: reads the district, keeps no evidence"""
    stranger: User
    """director of the other office"""
    steps: list[RunStep]
    """of a run of the first school in 2567"""

    @property
    def step(self) -> RunStep:
        return self.steps[0]

    def of_school(self) -> dict[str, Any]:
        return {"district": self.a, "school": self.a1}


@pytest.fixture
def cast(db: None) -> Cast:
    a, b = base.district(), base.district()
    for office in (a, b):
        for year in (2566, 2567):
            base.term(office, year=year)
    a1, a2, b1 = base.school(a, name="โรงเรียนบ้านหนึ่ง"), base.school(a), base.school(b)
    supervisor, director = base.user("supervisor", a), base.user("group_director", a)
    base.assign(base.person_of(supervisor, a), a1)
    return Cast(
        a, b, a1, a2, b1,
        principal=base.user("principal", a1), teacher=base.user("school_staff", a1),
        neighbour=base.user("principal", a2), supervisor=supervisor, other_supervisor=base.user("supervisor", a),
        director=director, reader=base.user("office_director", a), stranger=base.user("group_director", b),
        steps=evidence.steps(director, a, a1),
    )  # fmt: skip
