"""Fixtures every test may use; the engines are started by tests/settings.py."""

import os

import pytest
from django.core.cache import cache

# Playwright's sync API keeps an event loop in the main thread; beside one, Django refuses the ORM unless told so.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytest_plugins = ["tests.fixtures.browser", "tests.fixtures.mail", "tests.fixtures.worker"]


# What starts a browser, a web server, a worker or engines of its own. On two cores they go one after another in one
# process while the other process runs the rest; together they would only wait for each other.
_HEAVY = {"browser", "celery_worker", "live_url"}


@pytest.hookimpl(tryfirst=True)  # Before xdist reads the groups.
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where tests run in several processes: the heavy ones first and all in one, every other file in one piece."""

    def is_heavy(item: pytest.Item) -> bool:
        named = set(getattr(item, "fixturenames", ()))
        return bool(named & _HEAVY) or "/tests/setup/" in item.path.as_posix()

    items.sort(key=lambda item: not is_heavy(item))
    for item in items:
        item.add_marker(pytest.mark.xdist_group("heavy" if is_heavy(item) else item.path.as_posix()))


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """No test inherits throttling counters or cached numbers of the one before."""
    cache.clear()
