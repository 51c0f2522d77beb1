"""An evaluation with its assessors and sheets, on a small programme."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from schools.models import District, Person, School
from supervision.improvement.models import Participation
from supervision.indicators.models import Indicator
from supervision.results import services
from supervision.results.models import Edition, Evaluation
from supervision.results.queries.asked import indicators_in_use
from tests.factories import base, improvement

DAY = date(2025, 9, 1)
"""A day within the last sixty of ปีงบประมาณ 2568, when the evaluation is open."""


def an_evaluation(
    actor: Any, district: District, schools: Sequence[School], *, per_area: int = 1, extra: bool = False,
    source: str = Indicator.Source.ASSESSOR, uses_extra: bool = False, **rules: Any,
) -> SimpleNamespace:  # fmt: skip
    """An open evaluation over these schools, ranked all together unless told, with indicators and participations."""
    chosen = improvement.an_indicator_set(
        improvement.a_quality_model(district, code=f"m{Indicator.objects.count()}"), per_area=per_area, extra=extra,
        source=source,
    )  # fmt: skip
    programme = improvement.a_programme(
        actor, district, schools=list(schools), set=chosen, uses_extra=uses_extra
    )  # fmt: skip
    made = services.open_evaluation(programme, actor=actor, **{"rank_by": "all", **rules})
    return SimpleNamespace(
        evaluation=made, programme=programme, indicators=indicators_in_use(programme),
        parts={row.school_id: row for row in programme.participations.select_related("school")},
    )  # fmt: skip


def assessors(actor: Any, evaluation: Evaluation, *, many: int = 2, **where: Any) -> list[Person]:
    """People of the office who judge every school unless told."""
    people = [base.person(evaluation.programme.district) for _ in range(many)]
    services.add_assessors(evaluation, people, actor=actor, standing="ศึกษานิเทศก์", **where)
    return people


def scored(
    actor: Any, made: SimpleNamespace, people: Sequence[Person | None],
    values: Mapping[int, Sequence[Sequence[Decimal | int | None]]],
) -> None:  # fmt: skip
    """School key → for each of `people` a value an indicator, in their order; None: does not concern."""
    rows = []
    for school, sheets in values.items():
        part: Participation = made.parts[school]
        for person, given in zip(people, sheets, strict=True):
            rows.append((part, person, {row.pk: one for row, one in zip(made.indicators, given, strict=True)}))
    services.bulk_scores(made.evaluation, actor=actor, rows=rows)


def alike(actor: Any, made: SimpleNamespace, values: Mapping[int, Sequence[int | None]]) -> Edition:
    """Two assessors who agree on every school, and the draft worked out from them."""
    people = assessors(actor, made.evaluation)
    scored(actor, made, people, {key: [given, given] for key, given in values.items()})
    return services.compute(made.evaluation, actor=actor)
