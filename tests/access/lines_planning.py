"""Plans, their visits, the calendar and its feeds, policies."""

from typing import Any

from tests.access.cast import (
    ADMIN_A,
    ADMIN_B,
    DESK_A,
    DIRECTORS_A,
    EVERYONE,
    OFFICE_A,
    OFFICE_B,
    SCHOOL_A1,
    SCHOOL_A2,
    SCHOOL_B,
    Cast,
)
from tests.access.matrix import Line, of

AUTHOR = frozenset({"supervisor"})
WRITERS_B = frozenset({"supervisor_b", "group_director_b"})
DECIDERS_B = frozenset({"group_director_b", "office_director_b"})
SCHOOLS = SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B


def token(cast: Cast) -> dict[str, Any]:
    return {"token": cast.rows["feed"].token}


def mine(name: str, row: str, method: str = "get", **more: Any) -> Line:
    """An act of the plan's author; colleagues of the office see the plan, so they are refused, not told it is gone."""
    return Line(f"planning:{name}", of(row), ok=AUTHOR, hidden=WRITERS_B, method=method, **more)


LINES = [
    Line("planning:plans", ok=OFFICE_A | OFFICE_B),
    Line("planning:plan-create", ok=AUTHOR | DIRECTORS_A | WRITERS_B),
    Line("planning:plan", of("plan"), ok=OFFICE_A, hidden=OFFICE_B),
    Line("planning:plan-review", of("plan_sent"), ok=OFFICE_A, hidden=OFFICE_B),
    Line(
        "planning:plan-decide",
        of("plan_sent"),
        ok=DIRECTORS_A,
        hidden=DECIDERS_B,
        method="post",
        data=lambda cast: {"decision": "approved", "revision": "1"},
    ),
    mine("plan-submit", "plan_draft", "post"),
    mine("plan-withdraw", "plan_sent", "post"),
    mine("plan-cancel", "plan_draft"),
    mine("plan-edit", "plan_draft"),
    mine("plan-edit", "plan_draft", "post", note="nothing typed"),
    mine("activity-create", "plan_draft"),
    mine("activity-edit", "draft_activity"),
    mine("activity-move", "draft_activity", "post"),
    mine("activity-remove", "draft_activity"),
    mine("activity-result", "draft_activity"),
    Line("planning:activity-visits", of("plan_activity"), ok=OFFICE_A, hidden=OFFICE_B),
    mine("visits-add", "draft_activity", "post"),
    mine("visits-every", "draft_activity", "post"),
    Line(
        "planning:planned-visit",
        of("planned_visit"),
        ok=OFFICE_A | SCHOOL_A1,
        hidden=OFFICE_B | SCHOOL_A2 | SCHOOL_B,
    ),
    Line(
        "planning:planned-visit",
        of("draft_visit"),
        ok=OFFICE_A,
        hidden=OFFICE_B | SCHOOLS,
        note="of a draft: no school is told",
    ),
    mine("visit-move", "draft_visit"),
    mine("visit-drop", "draft_visit"),
    Line("planning:calendar", ok=OFFICE_A | OFFICE_B | SCHOOLS),
    Line("planning:feeds", ok=OFFICE_A | OFFICE_B),
    Line("planning:feed-open", ok=OFFICE_A | OFFICE_B, method="post"),
    Line("planning:feed-renew", of("feed"), ok=AUTHOR, hidden=(OFFICE_A - AUTHOR) | OFFICE_B, method="post"),
    Line("planning:feed", token, ok=EVERYONE, open_to_all=True),
    Line("planning:policies", ok=OFFICE_A | OFFICE_B | ADMIN_A | ADMIN_B | DESK_A),
    Line("planning:policy-create", ok=DIRECTORS_A | ADMIN_A | ADMIN_B | {"group_director_b"}),
    Line(
        "planning:policy-edit",
        of("policy"),
        ok=DIRECTORS_A | ADMIN_A,
        hidden=ADMIN_B | {"group_director_b"},
    ),
    Line("planning:policy-copy", ok=DIRECTORS_A | ADMIN_A | ADMIN_B | {"group_director_b"}, method="post"),
]
