"""Monitoring plans and results: the office reads, the secretariat writes, the group director publishes, a school reads
what was published to it, everyone what was made public."""

from tests.access.cast import (
    COMMITTEE_A,
    DESK_A,
    DIRECTORS_A,
    EVERYONE,
    OFFICE_A,
    OFFICE_B,
    SCHOOL_A1,
    SCHOOL_A2,
    SCHOOL_B,
)
from tests.access.matrix import Build, Line, of

KEEPERS_A = DIRECTORS_A | {"committee_secretary"}
KEEPERS_B = frozenset({"group_director_b"})
# Named on an order (rows_office), so reads papers somewhere.
NAMED = frozenset({"principal_a1"})
READERS = OFFICE_A | OFFICE_B | COMMITTEE_A | DESK_A | NAMED
SCHOOLS = SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
# They read published papers; these are drafts, or were put to a committee they do not sit on.
NO_MEMBERS = COMMITTEE_A | DESK_A
# Sits on the committee the results were put to.
MEMBER = frozenset({"committee_member"})


PLAN, LINE, DRAFT, TOLD = (
    of("monitoring_plan"),
    of("monitoring_plan", line="monitoring_line"),
    of("monitoring_draft"),
    of("monitoring_told"),
)


def kept(name: str, rows: Build, *, get: bool = False, refused: bool = False) -> list[Line]:
    """An act of the secretariat; `get`: it has a page, `refused`: an empty form is shown again."""
    answers = (422,) if refused else ()
    found = [Line(f"monitoring:{name}", rows, ok=KEEPERS_A, hidden=KEEPERS_B, method="post", answers=answers)]
    return [Line(f"monitoring:{name}", rows, ok=KEEPERS_A, hidden=KEEPERS_B), *found] if get else found


LINES = [
    Line("monitoring:index", ok=READERS),
    Line("monitoring:plan-new", ok=KEEPERS_A | KEEPERS_B),
    Line("monitoring:plan-new", ok=KEEPERS_A | KEEPERS_B, method="post", answers=(422,)),
    Line("monitoring:plan", PLAN, ok=OFFICE_A, hidden=OFFICE_B | NO_MEMBERS | NAMED),
    *kept("plan-texts", PLAN, refused=True),
    *kept("plan-draw", PLAN, get=True),
    *kept("line-new", PLAN, get=True, refused=True),
    *kept("line-edit", LINE, get=True, refused=True),
    *kept("line-move", LINE),
    *kept("line-drop", LINE),
    *kept("plan-send", PLAN),
    *kept("plan-withdraw", PLAN),
    *kept("plan-reopen", PLAN),
    *kept("plan-cancel", PLAN, get=True, refused=True),
    Line("monitoring:result-new", ok=KEEPERS_A | KEEPERS_B),
    Line("monitoring:result-new", ok=KEEPERS_A | KEEPERS_B, method="post", answers=(422,)),
    Line("monitoring:result", DRAFT, ok=OFFICE_A, hidden=OFFICE_B | NO_MEMBERS | SCHOOLS, note="draft"),
    Line("monitoring:result", TOLD, ok=OFFICE_A | SCHOOL_A1 | MEMBER,
         hidden=OFFICE_B | (NO_MEMBERS - MEMBER) | SCHOOL_A2 | SCHOOL_B),
    *kept("result-edit", DRAFT, get=True, refused=True),
    *kept("result-send", DRAFT),
    *kept("result-withdraw", DRAFT),
    *kept("result-cancel", DRAFT, get=True, refused=True),
    Line("monitoring:result-publish", TOLD, ok=DIRECTORS_A, hidden=KEEPERS_B),
    Line("monitoring:result-publish", TOLD, ok=DIRECTORS_A, hidden=KEEPERS_B, method="post", answers=(422,)),
    Line("monitoring:result-withhold", TOLD, ok=DIRECTORS_A, hidden=KEEPERS_B, method="post"),
    Line("monitoring:public", lambda cast: {"key": cast.rows["monitoring_told"].public_key}, ok=EVERYONE,
         open_to_all=True),
]  # fmt: skip
