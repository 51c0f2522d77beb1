"""Work an edition out: values, percents, colours and ranks of every school in the programme."""

import json
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core.errors import DomainError
from supervision.improvement.models import Participation
from supervision.indicators.models import Area, Indicator
from supervision.indicators.queries.colours import scheme_for
from supervision.indicators.queries.values import computed_values
from supervision.indicators.queries.weights import WHOLE, area_sum, indicator_sum
from supervision.results.groups import group_names
from supervision.results.models import Edition, Evaluation
from supervision.results.permissions import EDITION_STATES
from supervision.results.queries.asked import areas_in_use, indicators_in_use
from supervision.results.rules import RESULT, TOTAL, rules_of
from supervision.results.services.common import record, to_run
from supervision.results.sql import COMPUTE


@transaction.atomic
def compute(evaluation: Evaluation, *, actor: Any, now: datetime | None = None) -> Edition:
    """The draft edition, begun where there is none and worked out anew from the scores as they stand. What was
    published is left as it is: the draft after it is its correction."""
    now, evaluation = now or timezone.now(), to_run(evaluation, actor)
    draft = evaluation.editions.draft().first()
    if draft is None:
        last = evaluation.editions.order_by("-number").values_list("number", flat=True).first()
        draft = Edition(evaluation=evaluation, number=(last or 0) + 1)
    EDITION_STATES.next(draft.state, "compute")
    areas, indicators = areas_in_use(evaluation.programme), indicators_in_use(evaluation.programme)
    refuse_weights(areas, indicators)
    scheme = scheme_for(evaluation.programme.district_id, RESULT, TOTAL)
    draft.rules = rules_of(evaluation, areas, indicators, scheme)
    draft.evaluation, draft.computed_by, draft.computed_at = evaluation, actor, now
    draft.save()
    schools, missing = _run(draft, areas, indicators)
    record(evaluation, "computed", actor=actor, at=now, schools=schools, missing=missing)
    return draft


def refuse_weights(areas: list[Area], indicators: list[Indicator]) -> None:
    """Weights that do not add up are named, not stretched: what publishing the edition asked is still so."""
    if area_sum(areas) != WHOLE:
        raise DomainError("น้ำหนักของด้านรวมกันไม่ครบ 100 กรุณาแก้ไขชุดตัวชี้วัด")
    for area in areas:
        total = indicator_sum(row for row in indicators if row.area_id == area.pk)
        if total != WHOLE:
            raise DomainError(f"น้ำหนักตัวชี้วัดในด้าน {area} รวมกันได้ {total.normalize():f} ไม่ใช่ 100")


def _run(draft: Edition, areas: list[Area], indicators: list[Indicator]) -> tuple[int, int]:
    evaluation = draft.evaluation
    taking = list(
        Participation.objects.filter(programme=evaluation.programme_id).counted().order_by().select_related("school")
    )
    groups = group_names(evaluation, [row.school for row in taking])
    tie = evaluation.tie_by.partition(":")[2]
    values = {
        "edition": draft.pk, "evaluation": evaluation.pk, "judges": evaluation.assessors_wanted,
        "limit": evaluation.spread_limit,
        "schools": json.dumps(
            [{"participation_id": row.pk, "kind": row.school.kind, "grp": groups[row.school_id]} for row in taking],
            ensure_ascii=False,
        ),
        "areas": json.dumps([{"area_id": row.pk, "weight": str(row.weight)} for row in areas]),
        "known": json.dumps(known_values(evaluation, indicators, {row.school_id: row for row in taking})),
        "tie_gain": evaluation.tie_by == "gain",
        "tie_area": next((row.pk for row in areas if row.code == tie), None),
        "bands": json.dumps(draft.rules["colours"]), "lower_limit": draft.rules["lower_limit"],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(COMPUTE, values)
        schools, missing = cursor.fetchone()
    return schools, missing


def known_values(
    evaluation: Evaluation, indicators: list[Indicator], taking: dict[int, Participation]
) -> list[dict[str, Any]]:
    """What the system knows for computed indicators, of the programme's academic or fiscal year; a school without a
    value is named as unscored."""
    programme = evaluation.programme
    found = computed_values(
        indicators, programme.district, academic_year=programme.academic_year, fiscal_year=programme.year
    )
    return [
        {"participation_id": taking[school].pk, "indicator_id": indicator, "value": str(value)}
        for indicator, values in found.items()
        for school, value in values.items()
        if school in taking
    ]
