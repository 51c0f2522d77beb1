"""An office with its director, an administrator and two supervisors, for the acts on people."""

from datetime import date

import pytest

from schools.models import District
from tests.factories import base

DAY = date(2024, 7, 17)


@pytest.fixture
def a() -> District:
    return base.district(code="A", name="สพป.ก")


@pytest.fixture
def b() -> District:
    return base.district(code="B", name="สพป.ข")
