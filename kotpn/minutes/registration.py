"""What this app tells the others when the program starts."""

from core import audit

ACTS: dict[str, str] = {}


def register_all() -> None:
    audit.register(ACTS)
