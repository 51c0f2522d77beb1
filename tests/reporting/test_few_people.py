"""A report of a period never tells the score of the one teacher who was observed: the whole office reads it."""

import pytest

from supervision.field.queries import term_period
from supervision.field.services import submit_visit
from supervision.reporting.figures import figures
from tests.factories import base, field
from tests.reporting.conftest import Cast

pytestmark = pytest.mark.django_db


def test_scores_of_a_few_named_people_are_counted_and_not_summed_up(cast: Cast) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    field.sheet(visit, cast.supervisor)
    field.sheet(
        visit,
        cast.supervisor,
        code="active-learning",
        person=base.person(cast.district, school=cast.school),
        values=[3] * 10,
    )
    submit_visit(visit, actor=cast.supervisor, now=field.at(field.DAY, 15))
    told = figures(cast.district, term_period(cast.district, 2567, 1), today=field.DAY)["instruments"]
    assert sorted((row["sheets"], bool(row["percent"]), bool(row["levels"])) for row in told) == [
        (1, False, False),
        (1, True, True),
    ]
