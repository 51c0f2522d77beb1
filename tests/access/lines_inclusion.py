"""Inclusive education in counts: a school fills in its own, supervisors and the director any school's, and accept."""

from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B
from tests.access.matrix import Line, of

KEEPERS = DIRECTORS_A | {"supervisor"}
KEEPERS_B = frozenset({"supervisor_b", "group_director_b"})
READERS = OFFICE_A | OFFICE_B | SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
OUTSIDE = OFFICE_B | SCHOOL_B | SCHOOL_A2
FILLERS = KEEPERS | SCHOOL_A1
FILLERS_ELSEWHERE = KEEPERS_B | SCHOOL_A2 | SCHOOL_B


def filled(name: str, row: str, method: str = "post", **more: Any) -> Line:
    return Line(f"inclusion:{name}", of(row), ok=FILLERS, hidden=FILLERS_ELSEWHERE, method=method, **more)


def kept(name: str, row: str, method: str = "post", **more: Any) -> Line:
    return Line(f"inclusion:{name}", of(row), ok=KEEPERS, hidden=KEEPERS_B, method=method, **more)


LINES = [
    Line("inclusion:index", ok=READERS),
    Line("inclusion:open", ok=FILLERS | FILLERS_ELSEWHERE, method="post"),
    Line("inclusion:school", of("inclusion_school"), ok=OFFICE_A | SCHOOL_A1, hidden=OUTSIDE),
    Line("inclusion:year", of("inclusion_sent"), ok=OFFICE_A | SCHOOL_A1, hidden=OUTSIDE),
    filled("edit", "inclusion_draft", "get"),
    filled("help-add", "inclusion_draft", "get"),
    filled("help-drop", "inclusion_help"),
    filled("submit", "inclusion_draft"),
    kept("accept", "inclusion_sent"),
    kept("return", "inclusion_sent", "get"),
    Line("inclusion:coordination", ok=OFFICE_A | OFFICE_B),
    Line("inclusion:coordination-new", ok=KEEPERS | KEEPERS_B),
    kept("coordination-edit", "coordination", "get"),
    kept("coordination-cancel", "coordination", "get"),
]
