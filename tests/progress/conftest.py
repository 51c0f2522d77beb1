"""An office with three schools in a programme that has run for 200 days."""

from dataclasses import dataclass
from typing import Any

import pytest

from schools.models import District, School
from supervision.improvement.models import Participation, Programme
from tests.factories import base, improvement, progress


@dataclass
class Office:
    district: District
    director: Any
    supervisor: Any
    schools: list[School]
    principal: Any
    teacher: Any
    programme: Programme

    @property
    def part(self) -> Participation:
        """The first school's row, read afresh."""
        return progress.part_of(self.programme, self.schools[0])


@pytest.fixture
def office(db) -> Office:
    district = base.district()
    director = base.user("group_director", district)
    cluster = base.cluster(district)
    schools = [base.school(district, cluster=cluster) for _ in range(3)]
    return Office(
        district, director, base.user("supervisor", district), schools, base.user("principal", schools[0]),
        base.user("school_staff", schools[0]),
        improvement.a_programme(director, district, schools=schools, **progress.around_today()),
    )  # fmt: skip
