"""An office with its group director and a model whose indicators are a draft."""

from typing import Any

import pytest

from supervision.indicators.models import IndicatorSet, QualityModel
from tests.factories import base, improvement


@pytest.fixture
def district() -> Any:
    return base.district()


@pytest.fixture
def director(district: Any) -> Any:
    return base.user("group_director", district)


@pytest.fixture
def model(district: Any) -> QualityModel:
    return improvement.a_quality_model(district)


@pytest.fixture
def draft(model: QualityModel) -> IndicatorSet:
    return improvement.an_indicator_set(model, state=IndicatorSet.State.DRAFT)
