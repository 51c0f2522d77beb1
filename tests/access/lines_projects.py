"""Projects: the office reads, the group's director keeps all (a supervisor their own), schools apply for themselves."""

from typing import Any

from tests.access.cast import (
    DIRECTORS_A,
    OFFICE_A,
    OFFICE_B,
    SCHOOL_A1,
    SCHOOL_A2,
    SCHOOL_B,
    Cast,
)
from tests.access.matrix import Build, Line

WRITERS_B = frozenset({"group_director_b", "supervisor_b"})
OUTSIDE = OFFICE_B | SCHOOL_B
READERS = OFFICE_A | OUTSIDE | SCHOOL_A1 | SCHOOL_A2


def of(name: str, part: str = "", **more: Any) -> Build:
    return lambda cast: {"pk": cast.key(name), **({"part": cast.key(part)} if part else {}), **more}


def kept(name: str, kwargs: Build, method: str = "get", **more: Any) -> Line:
    """What a supervisor may do on their own project only, and this one is the director's."""
    return Line(f"projects:{name}", kwargs, ok=DIRECTORS_A, hidden=WRITERS_B, method=method, **more)


def criterion(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("project_draft_round"), "part": cast.rows["project_draft_round"].criteria.first().pk}


RUNS, DRAFT, OPEN = of("project_year"), of("project_draft_round"), of("project_round")
LINES = [
    Line("projects:index", ok=READERS),
    Line("projects:timeline", ok=OFFICE_A | OFFICE_B),
    Line("projects:new", ok=DIRECTORS_A | WRITERS_B | {"supervisor"}),
    Line("projects:project", RUNS, ok=OFFICE_A, hidden=OFFICE_B),
    kept("edit", RUNS),
    kept("start", of("project_planned"), "post"),
    kept("finish", RUNS, "post"),
    kept("reopen", of("project_done")),
    kept("cancel", RUNS),
    kept("report-edit", RUNS),
    Line("projects:publish", of("project_done"), ok=DIRECTORS_A, hidden=frozenset({"group_director_b"})),
    Line("projects:take-back", of("project_done"), ok=DIRECTORS_A, hidden=frozenset({"group_director_b"})),
    kept("part-add", of("project_year", kind="indicator")),
    kept("part-edit", of("project_year", "project_activity", kind="activity")),
    kept("part-remove", of("project_year", "project_activity", kind="activity"), "post"),
    kept("spend", RUNS),
    kept("unspend", of("project_year", "project_spending")),
    kept("school-add", RUNS),
    kept("school-leave", of("project_year", "project_place")),
    kept("round-new", RUNS),
    Line("projects:round", OPEN, ok=OFFICE_A | SCHOOL_A1 | SCHOOL_A2, hidden=OUTSIDE, note="open: every school"),
    Line("projects:round", DRAFT, ok=OFFICE_A, hidden=OUTSIDE | SCHOOL_A1 | SCHOOL_A2, note="a draft"),
    kept("round-edit", DRAFT),
    kept("criterion-add", DRAFT),
    kept("criterion-remove", criterion, "post"),
    kept("round-open", DRAFT, "post"),
    kept("round-close", OPEN, "post"),
    kept("round-announce", OPEN, "post"),
    kept("round-cancel", OPEN),
    kept("nominate", OPEN),
    Line("projects:apply", OPEN, ok=SCHOOL_A1 | SCHOOL_A2, hidden=SCHOOL_B),
    Line("projects:application", of("project_application"), ok=OFFICE_A | SCHOOL_A1, hidden=OUTSIDE | SCHOOL_A2),
    kept("score", of("project_application")),
    Line("projects:withdraw", of("project_application"), ok=SCHOOL_A1, hidden=OUTSIDE | SCHOOL_A2, method="post",
         note="the school that applied"),
]  # fmt: skip
