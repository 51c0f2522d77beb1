"""An office, its group director, and a small draft of theirs: what most acts on instruments start from."""

from typing import Any

import pytest

from instruments.models import InstrumentVersion
from schools.models import District
from tests.factories import base
from tests.factories import instruments as factory


@pytest.fixture
def district() -> District:
    return base.district()


@pytest.fixture
def director(district: District) -> Any:
    return base.user("group_director", district)


@pytest.fixture
def version(director: Any, district: District) -> InstrumentVersion:
    return factory.small(director, district)
