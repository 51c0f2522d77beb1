"""Collection rounds: the office reads, the group director runs them, a school fills in its own row."""

from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line, of

SCHOOLS = SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
OTHER_SCHOOLS = SCHOOL_A2 | SCHOOL_B
PRINCIPALS = frozenset({"principal_a1", "principal_a2", "principal_b1"})
DIRECTOR_B = frozenset({"group_director_b"})


def sheet(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("round_entry"), "response": cast.rows["round_sheet"].response_id}


ROUND, DRAFT, ENTRY, SENT, APPLY = (
    of(name) for name in ("round", "round_draft", "round_entry", "round_sent", "round_apply")
)

LINES = [
    Line("rounds:rounds", ok=OFFICE_A | OFFICE_B | SCHOOLS),
    Line("rounds:new", ok=DIRECTORS_A | DIRECTOR_B),
    Line("rounds:new", ok=DIRECTORS_A | DIRECTOR_B, method="post", answers=(422,)),
    Line("rounds:round", ROUND, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS),
    Line("rounds:round", DRAFT, ok=OFFICE_A, hidden=OFFICE_B | SCHOOLS, note="draft"),
    Line("rounds:edit", DRAFT, ok=DIRECTORS_A, hidden=OFFICE_B),
    Line("rounds:edit", DRAFT, ok=DIRECTORS_A, hidden=OFFICE_B, method="post", answers=(422,)),
    Line("rounds:open", DRAFT, ok=DIRECTORS_A, hidden=OFFICE_B, method="post"),
    Line("rounds:delete", DRAFT, ok=DIRECTORS_A, hidden=OFFICE_B, method="post"),
    Line("rounds:extend", ROUND, ok=DIRECTORS_A, hidden=OFFICE_B),
    Line("rounds:extend", ROUND, ok=DIRECTORS_A, hidden=OFFICE_B, method="post", answers=(422,)),
    Line("rounds:cancel", ROUND, ok=DIRECTORS_A, hidden=OFFICE_B),
    Line("rounds:cancel", ROUND, ok=DIRECTORS_A, hidden=OFFICE_B, method="post", answers=(422,)),
    *(
        Line(f"rounds:{name}", ROUND, ok=DIRECTORS_A, hidden=OFFICE_B, method="post")
        for name in ("close", "remind", "accept")
    ),
    Line("rounds:apply", APPLY, ok=PRINCIPALS - {"principal_b1"}, hidden=frozenset({"principal_b1"}), method="post"),
    Line("rounds:results", ROUND, ok=OFFICE_A, hidden=OFFICE_B),
    Line("rounds:entry", ENTRY, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS),
    Line("rounds:entry", ENTRY, ok=SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS, method="post"),
    Line("rounds:sheet", sheet, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS),
    Line("rounds:sheet", sheet, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS, method="post"),
    Line("rounds:remove-sheet", sheet, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS, method="post"),
    Line("rounds:working", sheet, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS),
    Line("rounds:hand", ENTRY, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS, method="post"),
    Line("rounds:submit", ENTRY, ok=frozenset({"principal_a1"}), hidden=OTHER_SCHOOLS, method="post"),
    Line("rounds:return", SENT, ok=DIRECTORS_A, hidden=OFFICE_B),
    Line("rounds:return", SENT, ok=DIRECTORS_A, hidden=OFFICE_B, method="post", answers=(422,)),
    Line("rounds:excuse", ENTRY, ok=DIRECTORS_A, hidden=OFFICE_B),
    Line("rounds:excuse", ENTRY, ok=DIRECTORS_A, hidden=OFFICE_B, method="post", answers=(422,)),
    Line("rounds:unexcuse", ENTRY, ok=DIRECTORS_A, hidden=OFFICE_B, method="post"),
]
