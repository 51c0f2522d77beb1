"""An office with its secretariat and a committee of nine; another office next door."""

from typing import Any

import pytest

from tests.factories import base, kotpn


@pytest.fixture
def district(db: None) -> Any:
    return base.district()


@pytest.fixture
def secretary(district: Any) -> Any:
    return base.user("committee_secretary", district)


@pytest.fixture
def director(district: Any) -> Any:
    return base.user("group_director", district)


@pytest.fixture
def stranger(db: None) -> Any:
    return base.user("committee_secretary", base.district())


@pytest.fixture
def committee(district: Any, secretary: Any) -> Any:
    return kotpn.a_committee(secretary, district)
