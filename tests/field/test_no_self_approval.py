"""Nobody closes a visit they took part in, not as its lead and not as a member of its team."""

import pytest

from core.errors import NotAllowed
from supervision.field import permissions, services
from tests.factories import base
from tests.factories import field as make
from tests.field.conftest import Cast

pytestmark = pytest.mark.django_db


def test_a_director_who_came_along_does_not_close_it(cast: Cast) -> None:
    visit = make.draft(cast.supervisor, cast.school)
    services.add_member(visit, actor=cast.supervisor, person=base.person_of(cast.director, cast.district))
    services.submit_visit(visit, actor=cast.director, now=make.at(make.DAY, 16))
    services.acknowledge_visit(visit, actor=cast.principal, now=make.at(make.DAY, 17))
    visit.refresh_from_db()
    with pytest.raises(NotAllowed):
        services.close_visit(visit, actor=cast.director, now=make.at(make.DAY, 18))
    assert permissions.may_decide(cast.office_director, visit)
    closed = services.close_visit(visit, actor=cast.office_director, now=make.at(make.DAY, 18))
    assert closed.is_closed


def test_the_office_director_stays_out_of_ordinary_visits(cast: Cast) -> None:
    visit = make.acknowledged(cast.supervisor, cast.school, cast.principal)
    assert permissions.may_decide(cast.director, visit)
    assert not permissions.may_decide(cast.office_director, visit)
