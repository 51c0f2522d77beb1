"""A version is begun in the years it is published for: one rule for visits, rounds and the phone."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from core.errors import DomainError
from instruments.models import InstrumentVersion
from instruments.queries import check_serves
from instruments.services import open_response
from schools.models import School
from tests.factories import base
from tests.factories import instruments as factory

pytestmark = pytest.mark.django_db
# Academic years 2567 and 2568; the second term of 2567 runs into the calendar year 2568.
IN_2567, LATE_2567, IN_2568 = date(2024, 7, 17), date(2025, 2, 3), date(2025, 6, 2)


@pytest.fixture
def school() -> School:
    return base.school(base.district())


def published(school: School, first: int | None, last: int | None) -> InstrumentVersion:
    director = base.user("group_director", school.district)
    version = factory.published(director, school.district)
    InstrumentVersion.objects.filter(pk=version.pk).update(year_from=first, year_to=last)
    version.refresh_from_db()
    return version


@pytest.mark.parametrize(
    ("first", "last", "day"),
    [
        (2568, None, IN_2567),
        (2568, None, LATE_2567),
        (2567, 2567, IN_2568),
        (None, 2566, IN_2567),
        (2560, 2566, IN_2567),
    ],
)
def test_a_version_of_other_years_is_not_begun(school: School, first: int | None, last: int | None, day: date) -> None:
    version = published(school, first, last)
    with pytest.raises(DomainError, match="ปีการศึกษา") as refusal:
        open_response(version, school=school, on=day)
    assert refusal.value.field == "version"
    assert not version.responses.exists()


@pytest.mark.parametrize(
    ("first", "last", "day"),
    [(None, None, IN_2567), (2567, 2567, LATE_2567), (2567, None, IN_2568), (2568, 2568, IN_2568)],
)
def test_a_version_of_the_year_is(school: School, first: int | None, last: int | None, day: date) -> None:
    assert open_response(published(school, first, last), school=school, on=day).pk


def test_the_office_moves_the_boundary(school: School) -> None:
    version = published(school, 2568, None)
    base.term(school.district, year=2568, number=1, starts_on=date(2025, 4, 1))
    open_response(version, school=school, on=date(2025, 4, 2))


def test_what_was_begun_while_it_served_is_let_in_but_never_a_year_to_come(school: School) -> None:
    ended, coming = published(school, 2560, 2566), published(school, 2569, None)
    for chosen in ({"chosen_before": True}, {"key": uuid4(), "retired_too": True}):
        assert open_response(ended, school=school, on=IN_2567, **chosen).pk
        with pytest.raises(DomainError):
            open_response(coming, school=school, on=IN_2567, **chosen)


def test_no_terms_are_asked_for_where_the_years_leave_no_doubt(school: School, django_assert_num_queries: Any) -> None:
    version = published(school, 2567, None)
    with django_assert_num_queries(0):
        check_serves(version, IN_2568)
