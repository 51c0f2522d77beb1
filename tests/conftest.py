"""Fixtures every test may use; the engines are started by tests/settings.py."""

import os

import pytest
from django.core.cache import cache

# Playwright's sync API keeps an event loop in the main thread; beside one, Django refuses the ORM unless told so.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytest_plugins = ["tests.fixtures.browser", "tests.fixtures.mail", "tests.fixtures.worker"]


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """No test inherits throttling counters or cached numbers of the one before."""
    cache.clear()
