"""An office with terms, two schools, a supervisor and those who decide."""

from types import SimpleNamespace

import pytest

from tests.factories import base


@pytest.fixture
def office(db):
    """Office with everything a plan of 2567 needs; `other` is the neighbour."""
    district = base.district(code="7701")
    for year, number in ((2566, 1), (2566, 2), (2567, 1), (2567, 2)):
        base.term(district, year=year, number=number)
    cluster = base.cluster(district)
    return SimpleNamespace(
        district=district,
        cluster=cluster,
        schools=[base.school(district, cluster=cluster) for _ in range(3)],
        author=base.user("supervisor", district),
        head=base.user("group_director", district),
        director=base.user("office_director", district),
        other=base.district(code="7702"),
    )
