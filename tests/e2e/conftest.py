"""What every story of the phone begins with: its people, and a phone that has its package and may lose the line."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from tests.e2e import offline


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return offline.cast()


@pytest.fixture
def phone(new_page: Callable[..., Page], cast: SimpleNamespace) -> Page:
    page = new_page(phone=True)
    offline.prepare(page, cast.supervisor)
    return page


@pytest.fixture
def rough_phone(new_page: Callable[..., Page], cast: SimpleNamespace) -> Page:
    """A phone whose console may speak of what we do to it on purpose."""
    page = new_page(phone=True, rough=True)
    offline.prepare(page, cast.supervisor)
    return page
