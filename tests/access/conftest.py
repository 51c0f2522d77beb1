"""One seeded database for the whole package, rolled back when its last test is done, and one day for it.

The rows are of the day they were made on: somebody's appointment begins tomorrow, a sheet is due. These tests take
minutes, so a run over midnight would ask them of another day; the clock is set back to noon and goes on from there.
"""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from tests.access.cast import Cast, build


@pytest.fixture(autouse=True)
def _django_db_marker() -> None:
    """In the place of pytest-django's: the mark asks for a test database, but a transaction per test would close the
    connection our one seeded transaction lives on."""


@pytest.fixture(scope="package")
def cast(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Cast]:
    noon = timezone.localtime().replace(hour=12, minute=0)
    with time_machine.travel(noon), django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def clients(cast: Cast) -> Iterator[dict[str, Client]]:
    """One signed-in browser per member of the cast, and an anonymous one; each holds its own session, which would
    otherwise be read and written once for each of them in every test."""
    with override_settings(SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies"):
        made = {"anonymous": Client()}
        for name, user in cast.users.items():
            made[name] = Client()
            made[name].force_login(user)
        yield made
