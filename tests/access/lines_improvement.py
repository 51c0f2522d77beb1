"""Programmes: the office reads all, a school its own part; the group director directs, supervisors carry it along."""

from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line, of

SCHOOLS_A = SCHOOL_A1 | SCHOOL_A2
FOLLOW_A = DIRECTORS_A | {"supervisor", "committee_secretary"}
FOLLOW_B = frozenset({"supervisor_b", "group_director_b"})
DIRECTOR_B = frozenset({"group_director_b"})
OTHERS = OFFICE_B | SCHOOL_A2 | SCHOOL_B


def member(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("working_team"), "member": cast.key("working_member")}


YEAR, ROW, TEAM, TEAM_A1, PLAN, HELD, HELD_OFFICE = (
    of(name)
    for name in (
        "improvement", "improvement_a1", "working_team", "working_team_a1", "rollout", "cooperation_a1",
        "cooperation_office",
    )
)  # fmt: skip


def form(name: str, kwargs: Any, *, ok: frozenset[str], hidden: frozenset[str], note: str = "") -> list[Line]:
    """A form's page, and what is posted to it empty."""
    return [
        Line(name, kwargs, ok=ok, hidden=hidden, note=note),
        Line(name, kwargs, ok=ok, hidden=hidden, method="post", answers=(422,), note=note),
    ]


LINES = [
    Line("improvement:programmes", ok=OFFICE_A | OFFICE_B | SCHOOLS_A | SCHOOL_B),
    Line("improvement:new", ok=DIRECTORS_A | DIRECTOR_B),
    Line("improvement:new", ok=DIRECTORS_A | DIRECTOR_B, method="post", answers=(422,)),
    Line("improvement:programme", YEAR, ok=OFFICE_A | SCHOOLS_A, hidden=OFFICE_B | SCHOOL_B),
    Line("improvement:programme", of("improvement_b"), ok=OFFICE_B | SCHOOL_B | {"two"},
         hidden=(OFFICE_A - {"two"}) | SCHOOLS_A, note="of the neighbour"),
    *form("improvement:edit", YEAR, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("improvement:close", YEAR, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post"),
    *form("improvement:reopen", YEAR, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    *form("improvement:cancel", YEAR, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("improvement:schools", YEAR, ok=OFFICE_A, hidden=OFFICE_B),
    Line("improvement:follow", YEAR, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post"),
    Line("improvement:school", ROW, ok=OFFICE_A | SCHOOL_A1, hidden=OTHERS),
    *form("improvement:decide", ROW, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("improvement:leave-to-rule", ROW, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post"),
    Line("improvement:teams", YEAR, ok=OFFICE_A, hidden=OFFICE_B),
    *form("improvement:team-new", YEAR, ok=FOLLOW_A, hidden=FOLLOW_B),
    Line("improvement:school-teams", ROW, ok=OFFICE_A | SCHOOL_A1, hidden=OTHERS),
    *form("improvement:school-team-new", ROW, ok=FOLLOW_A | SCHOOL_A1, hidden=FOLLOW_B | SCHOOL_A2 | SCHOOL_B),
    Line("improvement:team", TEAM, ok=OFFICE_A | SCHOOLS_A, hidden=OFFICE_B | SCHOOL_B),
    Line("improvement:team", TEAM_A1, ok=OFFICE_A | SCHOOL_A1, hidden=OTHERS, note="of a school"),
    *(
        line
        for name in ("team-edit", "member-add", "team-end")
        for line in (
            *form(f"improvement:{name}", TEAM, ok=FOLLOW_A, hidden=FOLLOW_B | SCHOOL_B),
            *form(
                f"improvement:{name}", TEAM_A1, ok=FOLLOW_A | SCHOOL_A1, hidden=FOLLOW_B | SCHOOL_A2 | SCHOOL_B,
                note="of a school",
            ),
        )
    ),
    Line("improvement:member-drop", member, ok=FOLLOW_A, hidden=FOLLOW_B | SCHOOL_B, method="post"),
    Line("improvement:meetings", YEAR, ok=OFFICE_A, hidden=OFFICE_B),
    Line("improvement:school-meetings", ROW, ok=OFFICE_A | SCHOOL_A1, hidden=OTHERS),
    Line("improvement:rollout", YEAR, ok=OFFICE_A | SCHOOLS_A, hidden=OFFICE_B | SCHOOL_B),
    *form("improvement:rollout-new", YEAR, ok=FOLLOW_A, hidden=FOLLOW_B),
    *form("improvement:rollout-edit", PLAN, ok=FOLLOW_A, hidden=FOLLOW_B),
    *form("improvement:rollout-done", PLAN, ok=FOLLOW_A, hidden=FOLLOW_B),
    *form("improvement:rollout-cancel", PLAN, ok=FOLLOW_A, hidden=FOLLOW_B),
    Line("improvement:mentoring", YEAR, ok=OFFICE_A, hidden=OFFICE_B),
    Line("improvement:school-mentoring", ROW, ok=OFFICE_A | SCHOOL_A1, hidden=OTHERS),
    Line("improvement:cooperation", YEAR, ok=OFFICE_A, hidden=OFFICE_B),
    *form("improvement:cooperation-new", YEAR, ok=FOLLOW_A, hidden=FOLLOW_B),
    Line("improvement:school-cooperation", ROW, ok=OFFICE_A | SCHOOL_A1, hidden=OTHERS),
    *form("improvement:school-cooperation-new", ROW, ok=FOLLOW_A | SCHOOL_A1, hidden=FOLLOW_B | SCHOOL_A2 | SCHOOL_B),
    Line("improvement:cooperation-record", HELD, ok=OFFICE_A | SCHOOL_A1, hidden=OTHERS),
    Line("improvement:cooperation-record", HELD_OFFICE, ok=OFFICE_A, hidden=OFFICE_B | SCHOOLS_A | SCHOOL_B,
         note="of the office"),
    *(
        line
        for name in ("cooperation-edit", "cooperation-cancel")
        for line in form(
            f"improvement:{name}", HELD, ok=FOLLOW_A | SCHOOL_A1, hidden=FOLLOW_B | SCHOOL_A2 | SCHOOL_B
        )
    ),
]  # fmt: skip
