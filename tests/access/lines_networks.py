"""Networks: the office reads all, a school those it is in; who set one up and the director write; the survey's personal
link is everyone's who has it."""

from typing import Any

from tests.access.cast import (
    DIRECTORS_A,
    EVERYONE,
    OFFICE_A,
    OFFICE_B,
    SCHOOL_A1,
    SCHOOL_A2,
    SCHOOL_B,
)
from tests.access.matrix import Line, of

KEEPERS = DIRECTORS_A | {"supervisor"}
WRITERS_B = frozenset({"supervisor_b", "group_director_b"})
HEADS_B = frozenset({"group_director_b"})
READERS = OFFICE_A | OFFICE_B | SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
OUTSIDE = OFFICE_B | SCHOOL_B


def kept(name: str, row: str, method: str = "post", **more: Any) -> Line:
    """What only who keeps the network may do."""
    return Line(f"networks:{name}", of(row), ok=KEEPERS, hidden=WRITERS_B, method=method, **more)


LINES = [
    Line("networks:answer", lambda cast: {"token": cast.rows["network_link"].token}, ok=EVERYONE, open_to_all=True),
    Line("networks:index", ok=READERS),
    Line("networks:overview", ok=OFFICE_A | OFFICE_B),
    Line("networks:matrix", ok=OFFICE_A | OFFICE_B),
    Line("networks:new", ok=KEEPERS | WRITERS_B),
    Line("networks:network", of("network"), ok=OFFICE_A | SCHOOL_A1, hidden=OUTSIDE | SCHOOL_A2),
    kept("edit", "network", "get"),
    kept("close", "network", "get"),
    kept("reopen", "network_ended"),
    kept("members", "network", "get"),
    kept("leave", "network_member", "get"),
    kept("pair", "network", "get"),
    kept("pair-end", "network_pair"),
    kept("year-open", "network", data=lambda cast: {"fiscal_year": 2571}),
    Line("networks:year", of("network_year"), ok=OFFICE_A | SCHOOL_A1, hidden=OUTSIDE | SCHOOL_A2),
    kept("words", "network_year", "get"),
    kept("plan-add", "network_year", "get"),
    kept("plan-edit", "network_line", "get"),
    kept("plan-drop", "network_line"),
    kept("plan-drop", "network_line", "get"),
    kept("call", "network_year", "get"),
    kept("activity-add", "network_year", "get"),
    kept("activity-edit", "network_activity", "get"),
    kept("activity-drop", "network_activity"),
    kept("activity-drop", "network_activity", "get"),
    Line("networks:survey", of("network_year"), ok=OFFICE_A, hidden=OFFICE_B),
    kept("survey-open", "network_year", "get"),
    kept("survey-remind", "network_year"),
    kept("survey-close", "network_year"),
    Line("networks:follow-ups", of("network_year"), ok=OFFICE_A, hidden=OFFICE_B),
    kept("follow-up", "network_year", "get"),
    kept("follow-up-drop", "network_follow_up"),
    kept("follow-up-drop", "network_follow_up", "get"),
    kept("report", "network_year"),
    kept("year-reopen", "network_reported", "get"),
    Line("networks:publish", of("network_reported"), ok=DIRECTORS_A, hidden=HEADS_B),
    Line("networks:take-back", of("network_reported"), ok=DIRECTORS_A, hidden=HEADS_B, method="post"),
]
