"""`improvement` is a running year of office A with both schools (`improvement_a1` is A1's row), a team of the district,
one of A1, a line of the rollout plan, and cooperation records of A1 and of the office. `improvement_b` is B's year."""

from supervision.improvement import services
from tests.access.cast import Cast
from tests.factories.improvement import a_programme, a_quality_model, an_indicator_set


def build(cast: Cast) -> None:
    director, day = cast.users["group_director"], cast.today
    year = a_programme(
        director, cast.a, schools=[cast.a1, cast.a2],
        set=an_indicator_set(a_quality_model(cast.a, code="improvement"), per_area=1),
    )  # fmt: skip
    year_b = a_programme(
        cast.users["group_director_b"], cast.b, schools=[cast.b1],
        set=an_indicator_set(a_quality_model(cast.b, code="improvement"), per_area=1),
    )  # fmt: skip
    team = services.make_team(year, actor=director, level="district", name="ทีมเขต")
    member = services.add_member(team, actor=director, name="ผู้แทนชุมชน")
    words = {"activity": "ค่าย", "side": "outside", "partner": "วัด", "held_on": day}
    cast.rows |= {
        "improvement": year,
        "improvement_b": year_b,
        "improvement_a1": year.participations.get(school=cast.a1),
        "working_team": team,
        "working_member": member,
        "working_team_a1": services.make_team(year, actor=director, level="school", school=cast.a1, name="ทีมโรงเรียน"),
        "rollout": services.save_rollout(year, actor=director, title="ชี้แจง", starts_on=day, ends_on=day),
        "cooperation_a1": services.save_cooperation(year, actor=director, school=cast.a1, **words),
        "cooperation_office": services.save_cooperation(year, actor=director, **words),
    }
