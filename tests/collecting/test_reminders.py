"""Reminders: one button, the calendar, and never twice a day."""

from datetime import timedelta

import pytest

from core.errors import DomainError, NotAllowed
from core.models import Notice
from supervision.rounds import services
from supervision.rounds.models import CollectionRound
from tests.factories import field, rounds
from tests.factories.rounds import DUE, OPENS

pytestmark = pytest.mark.django_db


def told() -> int:
    return Notice.objects.filter(code="round.reminded").count()


def on_schedule(days: int) -> int:
    return services.remind_on_schedule(now=field.at(DUE + timedelta(days=days), 7))


def test_the_button_reminds_those_who_have_not_answered_once_a_day(cast) -> None:
    made = rounds.opened(cast.director, cast.district)
    rounds.sent(made, cast.school, cast.principal)
    with pytest.raises(NotAllowed):
        services.remind_round(made, actor=cast.supervisor, now=field.at(OPENS))
    assert services.remind_round(made, actor=cast.director, now=field.at(OPENS)) == 1
    assert services.remind_round(made, actor=cast.director, now=field.at(OPENS, 16)) == 0
    assert list(Notice.objects.filter(code="round.reminded").values_list("recipient", flat=True)) == [
        cast.other_principal.pk
    ]
    services.close_round(made, actor=cast.director)
    with pytest.raises(DomainError):
        services.remind_round(made, actor=cast.director, now=field.at(OPENS + timedelta(days=1)))


def test_the_calendar_reminds_before_and_then_every_week(cast) -> None:
    rounds.opened(cast.director, cast.district)
    reminded = {days: on_schedule(days) for days in range(-5, 16)}
    assert {days for days, count in reminded.items() if count} == {-3, 1, 8, 15}
    assert set(reminded.values()) == {0, 2}
    assert on_schedule(15) == 0
    assert told() == 8


def test_zero_days_means_no_reminder(cast) -> None:
    rounds.opened(cast.director, cast.district, remind_before=0, remind_every=0)
    assert [on_schedule(days) for days in (-3, 1, 8)] == [0, 0, 0]


def test_a_round_that_closes_on_its_day_is_closed_by_the_calendar(cast) -> None:
    made = rounds.opened(cast.director, cast.district, closes_on_due=True)
    on_schedule(1)
    made.refresh_from_db()
    assert (made.state, told()) == (CollectionRound.State.CLOSED, 0)
