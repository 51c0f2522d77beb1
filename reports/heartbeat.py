"""The sign of life of a working process: a thread with a database connection of its own, beside layout and writing."""

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.utils import timezone

from reports.produce import Stopped

BEAT_SECONDS = 5.0
LOOK_SECONDS = 1.0


class Heartbeat:
    """Beats for one claimed row while its `with` block runs.

    `rows` selects the row by its claim: a beat that finds no row means the run was cancelled or given to another
    worker, and the next `tell` raises Stopped. `progress` turns (done, total) into the fields to write.
    """

    def __init__(
        self, rows: Callable[[], QuerySet[Any]], progress: Callable[[int, int | None], dict[str, Any]]
    ) -> None:
        self._rows = rows
        self._progress = progress
        self._done = 0
        self._total: int | None = None
        self._told: tuple[int, int | None] = (0, None)
        self._end = threading.Event()
        self._lost = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def tell(self, done: int, total: int | None = None) -> None:
        """Units done; raises Stopped when the row is no longer ours."""
        self._done = done
        if total is not None:
            self._total = total
        if self._lost.is_set():
            raise Stopped

    def __enter__(self) -> "Heartbeat":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        last = 0.0
        try:
            while not self._end.wait(LOOK_SECONDS):
                told = (self._done, self._total)
                due = time.monotonic() - last >= BEAT_SECONDS
                try:
                    if due or told != self._told:
                        last, self._told = time.monotonic(), told
                        ours = self._rows().update(heartbeat_at=timezone.now(), **self._progress(*told))
                    else:
                        ours = self._rows().exists()
                except DatabaseError:
                    # A short outage is no reason to lose the work; a long one makes the row silent: begun anew.
                    connection.close()
                    continue
                if not ours:
                    self._lost.set()
                    return
        finally:
            connection.close()
