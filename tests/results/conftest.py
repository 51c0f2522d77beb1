"""The people of an evaluation of two schools whose indicators are half the assessors', half the schools' own."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from supervision.indicators.models import Indicator
from supervision.results import services
from tests.factories import base, improvement

DAY = date(2025, 9, 1)


@pytest.fixture
def year(quality: SimpleNamespace, monkeypatch: Any) -> SimpleNamespace:
    """On a day within the evaluation; `member` is a committee member who judges, `judge` a supervisor."""
    chosen = improvement.an_indicator_set(
        improvement.a_quality_model(quality.district, code="year"), per_area=2, extra=False
    )
    Indicator.objects.filter(area__set=chosen, position=2).update(source="self")
    programme = improvement.a_programme(
        quality.director, quality.district, schools=[quality.school, quality.neighbour], set=chosen
    )
    quality.evaluation = services.open_evaluation(programme, actor=quality.director, rank_by="all")
    quality.programme = programme
    quality.member = base.user("committee_member", quality.district)
    quality.judge = quality.mate
    quality.people = [base.person_of(user, quality.district) for user in (quality.member, quality.judge)]
    services.add_assessors(quality.evaluation, quality.people, actor=quality.director, standing="อ.ก.ต.ป.น.")
    quality.parts = {row.school_id: row for row in programme.participations.select_related("school", "programme")}
    quality.part = quality.parts[quality.school.pk]
    quality.other = quality.parts[quality.neighbour.pk]
    quality.asked = list(Indicator.objects.filter(area__set=chosen, source="assessor"))
    quality.own_asked = list(Indicator.objects.filter(area__set=chosen, source="self"))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *given, **more: DAY)
    return quality


def fill(year: SimpleNamespace, *, part: Any = None, value: int = 4, own: int | None = 4) -> None:
    """Both assessors' sheets of a school, and its own."""
    part = part or year.part
    rows = [(part, person, dict.fromkeys([row.pk for row in year.asked], value)) for person in year.people]
    if own is not None:
        rows.append((part, None, dict.fromkeys([row.pk for row in year.own_asked], own)))
    services.bulk_scores(year.evaluation, actor=year.director, rows=rows)


@pytest.fixture
def told(year: SimpleNamespace) -> SimpleNamespace:
    """Both schools scored and published."""
    fill(year)
    fill(year, part=year.other, value=5, own=3)
    draft = services.compute(year.evaluation, actor=year.director)
    year.edition = services.publish(draft, actor=year.director)
    return year
