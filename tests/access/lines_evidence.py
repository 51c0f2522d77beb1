"""Evidence: a school's store is its own; the office sees its own store and what hangs on things it may see."""

from collections.abc import Callable
from typing import Any

from tests.access.cast import OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line


def of(name: str) -> Callable[[Cast], dict[str, Any]]:
    return lambda cast: {"pk": cast.key(name)}


LINES = [
    Line("evidence:item", of("evidence_a1"), ok=SCHOOL_A1, hidden=OFFICE_A | OFFICE_B | SCHOOL_A2 | SCHOOL_B),
]
