"""The desk of an office."""

import pytest

from tests.factories import desk as desks


@pytest.fixture
def desk(db: None) -> desks.Desk:
    return desks.desk()
