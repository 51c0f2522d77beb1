from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from meetings.models import Batch, Gathering
from tests.factories import field
from tests.factories import quality as make

NOW = field.at(field.DAY, 12)


@pytest.fixture
def held(quality: SimpleNamespace) -> Gathering:
    """A focus group of two schools, planned for the day the tests speak of."""
    return make.gathering(quality.supervisor, [quality.school, quality.neighbour], cluster=quality.cluster)


@pytest.fixture
def batch(held: Gathering) -> Batch:
    return held.batches.get()


Queries = Callable[..., Any]
