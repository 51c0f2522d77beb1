"""An office with its clerk, head, director and two supervisors; and a neighbour."""

from dataclasses import dataclass

import pytest

from accounts.models import User
from schools.models import District, Person
from tests.factories import base


@dataclass
class Desk:
    district: District
    director: User
    head: User
    clerk: User
    supervisor: User
    other: District
    stranger: User

    def person(self, user: User) -> Person:
        return Person.objects.get(user=user, district=self.district)


def a_desk() -> Desk:
    district, other = base.district(name="สพป.ทดสอบ เขต 1"), base.district(name="สพป.ข้างเคียง เขต 2")
    return Desk(
        district, base.user("office_director", district), base.user("group_director", district),
        base.user("clerk", district), base.user("supervisor", district), other, base.user("clerk", other),
    )  # fmt: skip


@pytest.fixture
def desk(db: None) -> Desk:
    return a_desk()
