"""What forbids changing a meeting that was held: apps to the right say why, the services here ask before they write."""

from collections.abc import Callable
from typing import Any

Lock = Callable[[Any], None]
_locks: list[Lock] = []


def register_lock(lock: Lock) -> None:
    """`lock(meeting)` raises DomainError when nothing of that meeting may be changed any more."""
    if lock not in _locks:
        _locks.append(lock)


def refuse_if_locked(meeting: Any) -> None:
    for lock in _locks:
        lock(meeting)
