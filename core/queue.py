"""The bell: tells a worker, after commit, that a row waits. The row is the truth; a lost bell costs time, never work.

Only `core.notify`, `core.files` and `reports.services` ring it. Every one of them has a sweep that finds rows whose
bell was never heard, because `delay_on_commit` raises *after* the commit when the broker is down.
"""

import logging
from typing import Any

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def ring(task: str, *args: Any) -> None:
    """Queue `task` (its dotted name) once the transaction is committed; a broker that is down is logged, not raised."""
    transaction.on_commit(lambda: publish(task, *args), robust=True)


def publish(task: str, *args: Any) -> bool:
    """Queue `task` now; False when the broker cannot be reached."""
    try:
        current_app.send_task(task, args=args)
    except (OperationalError, OSError) as fault:
        log.warning("broker not reached, %s waits for its sweep: %s", task, fault)
        return False
    return True
