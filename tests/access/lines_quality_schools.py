"""Quality schools: the office reads, the director of the group and the secretariat keep the year, owners with them."""

from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line, of

KEEPERS_A = DIRECTORS_A | {"committee_secretary"}
HEAD_B = frozenset({"group_director_b"})
WRITERS_B = HEAD_B | {"supervisor_b"}
READERS = OFFICE_A | OFFICE_B | SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B


def kept(name: str, row: str, method: str = "get", **more: Any) -> Line:
    return Line(f"quality-schools:{name}", of(row), ok=KEEPERS_A, hidden=WRITERS_B, method=method, **more)


def focus(cast: Cast) -> dict[str, Any]:
    year = cast.rows["quality_school_year_open"]
    return {"pk": year.pk, "focus": year.focus_points.first().pk}


def decision(cast: Cast) -> dict[str, Any]:
    plan = cast.rows["quality_school_plan"]
    return {"decision": "approved", "revision": plan.revision, "hash": plan.content_hash}


def plan_of_open(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.rows["quality_school_year_open"].plan.pk}


YEAR = "quality_school_year_open"
LINES = [
    Line("quality-schools:index", ok=READERS),
    Line("quality-schools:open", ok=KEEPERS_A | HEAD_B, method="post", data=lambda cast: {"year": 2569}),
    Line("quality-schools:owners", of(YEAR), ok=KEEPERS_A, hidden=HEAD_B),
    kept("focus-add", YEAR),
    Line("quality-schools:focus-edit", focus, ok=KEEPERS_A, hidden=WRITERS_B),
    Line("quality-schools:school", lambda cast: {"pk": cast.key(YEAR), "amphoe": cast.a1.amphoe_id}, ok=KEEPERS_A,
         hidden=WRITERS_B),
    Line("quality-schools:follow-up", of(YEAR), ok=OFFICE_A, hidden=OFFICE_B),
    kept("report", YEAR),
    Line("quality-schools:publish", of("quality_school_year_sent"), ok=DIRECTORS_A, hidden=HEAD_B),
    Line("quality-schools:take-back", of("quality_school_year_sent"), ok=DIRECTORS_A, hidden=HEAD_B),
    Line("quality-schools:plan", of("quality_school_plan"), ok=OFFICE_A, hidden=OFFICE_B),
    Line("quality-schools:plan-edit", plan_of_open, ok=KEEPERS_A, hidden=WRITERS_B),
    Line("quality-schools:plan-submit", plan_of_open, ok=KEEPERS_A, hidden=WRITERS_B, method="post"),
    Line("quality-schools:plan-withdraw", of("quality_school_plan"), ok=frozenset({"committee_secretary"}),
         hidden=WRITERS_B, method="post", note="only who sent it"),
    Line("quality-schools:plan-decide", of("quality_school_plan"), ok=DIRECTORS_A,
         hidden=HEAD_B | {"office_director_b"}, method="post", data=decision, note="whose turn it is"),
    kept("dispatch", "quality_plan_sent"),
    kept("reply", "quality_dispatch"),
]  # fmt: skip
