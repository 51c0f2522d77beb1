"""An office with its director, head of the group, supervisor and clerk; and a neighbour."""

from dataclasses import dataclass

import pytest

from accounts.models import User
from schools.models import District
from tests.factories import base


@dataclass
class Office:
    district: District
    director: User
    head: User
    supervisor: User
    clerk: User
    other: District
    stranger: User


@pytest.fixture
def office(db: None) -> Office:
    district, other = base.district(name="สพป.ทดสอบ เขต 1"), base.district(name="สพป.ข้างเคียง เขต 2")
    return Office(
        district, base.user("office_director", district, name="นำ ตัวอย่าง"), base.user("group_director", district),
        base.user("supervisor", district), base.user("clerk", district), other, base.user("group_director", other),
    )  # fmt: skip
