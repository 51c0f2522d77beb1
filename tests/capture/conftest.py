"""The cast of the visit tests, with a phone for the supervisor and one for a colleague."""

from typing import Any

import pytest

from tests.factories import field
from tests.factories.capture import Phone
from tests.field.conftest import Cast, cast

__all__ = ["Cast", "cast"]


@pytest.fixture
def phone(cast: Cast) -> Phone:
    return Phone(cast.supervisor)


@pytest.fixture
def version(cast: Cast) -> Any:
    return field.version(cast.district)
