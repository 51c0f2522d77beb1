"""An office with its head, director, two supervisors and the clerk; and a neighbour."""

from types import SimpleNamespace

import pytest

from tests.factories import base


@pytest.fixture
def office(db: None) -> SimpleNamespace:
    district, other = base.district(name="สพป.ทดสอบ เขต 1"), base.district(name="สพป.ข้างเคียง เขต 2")
    return SimpleNamespace(
        district=district, other=other, clerk=base.user("clerk", district), head=base.user("group_director", district),
        director=base.user("office_director", district), supervisor=base.user("supervisor", district),
        colleague=base.user("supervisor", district), admin=base.user("admin", district),
        principal=base.user("principal", base.school(district)), stranger=base.user("group_director", other),
        strange_clerk=base.user("clerk", other),
    )  # fmt: skip
