"""Nobody closes a visit they took part in, not as its lead and not as a member of its team."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.errors import NotAllowed
from supervision.field import permissions, services
from supervision.field.inbox import source
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


def test_the_inbox_above_the_director_asks_the_same_for_many_visits(cast: Cast) -> None:
    for _ in range(2):
        make.acknowledged(cast.director, cast.school, cast.principal)
    make.acknowledged(cast.supervisor, cast.school, cast.principal)  # the director's to close

    def asked() -> tuple[int, int]:
        above = type(cast.office_director).objects.get(pk=cast.office_director.pk)
        with CaptureQueriesContext(connection) as queries:
            waiting = [item for item in source(above, cast.district) if item.kind == "visit_close"]
        return len(waiting), len(queries)

    few, before = asked()
    for _ in range(4):
        make.acknowledged(cast.director, cast.neighbour, cast.other_principal)
    many, after = asked()
    assert (few, many) == (2, 6)
    assert after == before
