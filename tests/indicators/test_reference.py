"""The shipped model: added once, complete, marked as an example, and left alone once the office has it."""

from decimal import Decimal
from typing import Any

import pytest

from processes.services.reference import load_procedures
from supervision.indicators.missing import missing
from supervision.indicators.models import Indicator, IndicatorSet, QualityModel
from supervision.indicators.queries.editions import set_for
from supervision.indicators.services import load_quality_models
from supervision.indicators.services.reference import shipped
from tests.factories import base

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> Any:
    made = base.district()
    load_procedures(made)
    return made


def test_it_is_added_once_and_left_alone(district: Any) -> None:
    assert load_quality_models(district) == len(shipped())
    model = QualityModel.objects.of_district(district).get(code="tumhome-4q")
    QualityModel.objects.filter(pk=model.pk).update(name="ชื่อของเขต")
    assert load_quality_models(district) == 0
    model.refresh_from_db()
    assert model.name == "ชื่อของเขต"
    assert IndicatorSet.objects.of_district(district).count() == len(shipped())


def test_its_weights_add_up_and_nothing_is_missing(district: Any) -> None:
    load_quality_models(district)
    row = IndicatorSet.objects.of_district(district).get(model__code="tumhome-4q")
    assert missing(row) == []
    assert (row.state, row.is_example, row.model.is_example) == ("published", True, True)
    areas = [(area.code, area.is_extra, area.weight) for area in row.areas.all()]
    assert areas == [
        ("Q1", False, Decimal(25)), ("Q2", False, Decimal(25)), ("Q3", False, Decimal(25)), ("Q4", False, Decimal(25)),
        ("Q5", True, Decimal(25)),
    ]  # fmt: skip
    assert set_for(row.model, 2569) == row


def test_every_kind_of_source_is_there_and_every_scale_of_levels_is_described(district: Any) -> None:
    load_quality_models(district)
    rows = list(Indicator.objects.filter(area__set__model__district=district))
    assert {row.source for row in rows} == set(Indicator.Source.values)
    for row in rows:
        assert row.wanted, row
        assert row.target is not None, row
        assert row.lowest <= row.target <= row.highest, row
        if row.source != "computed" and row.unit == "":
            assert [level["value"] for level in row.levels] == [1, 2, 3, 4, 5], row
