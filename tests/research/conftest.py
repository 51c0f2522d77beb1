"""The office the registers are tested in."""

from types import SimpleNamespace

import pytest

from tests.factories.registers import registers_office


@pytest.fixture
def office(db: None) -> SimpleNamespace:
    return registers_office()
