"""Fixtures every test may use; the engines are started by tests/settings.py."""

import os
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.db.models.signals import pre_migrate
from django.dispatch import receiver
from xdist.scheduler import LoadScopeScheduling

# Playwright's sync API keeps an event loop in the main thread; beside one, Django refuses the ORM unless told so.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytest_plugins = [
    "tests.fixtures.browser", "tests.fixtures.database", "tests.fixtures.mail", "tests.fixtures.quality",
    "tests.fixtures.worker",
]  # fmt: skip


# What starts a browser, a web server or engines of its own. On two cores these go one after another in one process
# while the other process runs the rest; together they would only wait for each other.
_HEAVY = ("tests/e2e/", "tests/setup/", "tests/capture_app/")
_HEAVY_FILES = ("test_browser.py", "test_weight.py", "test_worker.py")


def _is_heavy(nodeid: str) -> bool:
    path = nodeid.partition("::")[0]
    return path.startswith(_HEAVY) or path.endswith(_HEAVY_FILES)


class _HeavyInOne(LoadScopeScheduling):
    """One process takes a file whole, and one of them all the heavy ones."""

    def _split_scope(self, nodeid: str) -> str:
        return "heavy" if _is_heavy(nodeid) else nodeid.partition("::")[0]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The heavy files first and the long tables of addresses next: what is long must not begin last."""
    items.sort(key=lambda item: 0 if _is_heavy(item.nodeid) else 1 if item.nodeid.startswith("tests/access/") else 2)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return _HeavyInOne(config, log)


@receiver(pre_migrate)
def _extensions(using: str, app_config: Any, **_: Any) -> None:
    """What core's first migration would add: trigram indexes and "no overlap" constraints rest on these."""
    if app_config.label == "core":
        with connections[using].cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS btree_gist")


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """No test inherits throttling counters or cached numbers of the one before."""
    cache.clear()
