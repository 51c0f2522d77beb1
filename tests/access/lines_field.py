"""Visits, coverage and actions: who is named writes, the school reads what was sent, the director decides."""

from typing import Any

from tests.access.cast import COMMITTEE_A, DESK_A, DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line, of

# Holds something that opens the doors of visits somewhere, but not here.
ELSEWHERE = SCHOOL_A2 | OFFICE_B | SCHOOL_B | COMMITTEE_A | DESK_A
DIRECTING_B = frozenset({"supervisor_b", "group_director_b"})
AUTHOR = frozenset({"supervisor"})
PRINCIPALS = frozenset({"principal_a1", "principal_a2", "principal_b1"})
DECIDERS_B = frozenset({"group_director_b", "office_director_b"})


def sheet(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("visit"), "response": cast.key("visit_sheet")}


READ_DRAFT = OFFICE_A
READ_SENT = OFFICE_A | SCHOOL_A1
LISTS = OFFICE_A | SCHOOL_A1 | ELSEWHERE
# A draft is hidden from the school until it is sent.
HIDDEN_DRAFT = ELSEWHERE | SCHOOL_A1

LINES = [
    Line("field:visits", ok=LISTS),
    Line("field:new", ok=AUTHOR | {"group_director", "two", "supervisor_b", "group_director_b"}),
    Line("field:visit", of("visit"), ok=READ_DRAFT, hidden=HIDDEN_DRAFT, note="draft"),
    Line("field:visit", of("visit_sent"), ok=READ_SENT, hidden=ELSEWHERE, note="sent"),
    *(
        Line(f"field:{name}", of("visit"), ok=AUTHOR, hidden=HIDDEN_DRAFT)
        for name in ("edit", "notes", "people", "sheets", "findings", "photos", "submit")
    ),
    *(
        Line(f"field:{name}", of("visit"), ok=AUTHOR, hidden=HIDDEN_DRAFT, method="post", answers=(422,))
        for name in ("edit", "notes", "sheets", "findings", "photos", "submit", "add-member", "add-supervised",
                     "add-teacher", "remove-person", "remove-finding", "change-photo")
    ),
    Line("field:sheet", sheet, ok=AUTHOR, hidden=HIDDEN_DRAFT),
    Line("field:sheet", sheet, ok=AUTHOR, hidden=HIDDEN_DRAFT, method="post"),
    Line("field:remove-sheet", sheet, ok=AUTHOR, hidden=HIDDEN_DRAFT, method="post"),
    Line("field:working", sheet, ok=READ_DRAFT, hidden=HIDDEN_DRAFT),
    Line("field:acknowledge", of("visit_sent"), ok=frozenset({"principal_a1"}), hidden=PRINCIPALS - {"principal_a1"}),
    Line("field:acknowledge", of("visit_sent"), ok=frozenset({"principal_a1"}), hidden=PRINCIPALS - {"principal_a1"},
         method="post"),
    Line("field:return", of("visit_seen"), ok=DIRECTORS_A, hidden=DECIDERS_B),
    Line("field:return", of("visit_seen"), ok=DIRECTORS_A, hidden=DECIDERS_B, method="post", answers=(422,)),
    Line("field:close", of("visit_seen"), ok=DIRECTORS_A, hidden=DECIDERS_B, method="post"),
    Line("field:correct", of("visit_sent"), ok=AUTHOR, hidden=ELSEWHERE, method="post"),
    Line("field:section-history", of("visit"), ok=READ_DRAFT, hidden=HIDDEN_DRAFT, note="draft"),
    Line("field:section-history", of("visit_sent"), ok=READ_SENT, hidden=ELSEWHERE, note="sent"),
    Line("field:amend", of("visit_closed"), ok=AUTHOR, hidden=ELSEWHERE),
    Line("field:amend", of("visit_closed"), ok=AUTHOR, hidden=ELSEWHERE, method="post", answers=(422,)),
    Line("field:cancel", of("visit"), ok=AUTHOR | DIRECTORS_A, hidden=HIDDEN_DRAFT),
    Line("field:cancel", of("visit"), ok=AUTHOR | DIRECTORS_A, hidden=HIDDEN_DRAFT, method="post", answers=(422,)),
    Line("field:changes", of("visit_sent"), ok=READ_SENT, hidden=ELSEWHERE),
    Line("field:check", of("visit"), ok=AUTHOR, hidden=HIDDEN_DRAFT, method="post",
         data=lambda cast: {"action": cast.key("action"), "verdict": "fixed"}),
    Line("field:advice", of("visit"), ok=AUTHOR, hidden=HIDDEN_DRAFT, method="post",
         data=lambda cast: {"advice": cast.key("advice")}),
    Line("field:feedback", of("visit"), ok=READ_DRAFT, hidden=HIDDEN_DRAFT, note="draft"),
    Line("field:feedback", of("visit_sent"), ok=READ_SENT, hidden=ELSEWHERE, note="sent"),
    Line("field:sign", of("visit"), ok=AUTHOR, hidden=HIDDEN_DRAFT),
    Line("field:sign", of("visit"), ok=AUTHOR, hidden=HIDDEN_DRAFT, method="post",
         data=lambda cast: {"side": "receiver"}, answers=(422,)),
    Line("field:unsign", of("visit"), ok=AUTHOR, hidden=HIDDEN_DRAFT, method="post"),
    Line("field:advice-library", ok=OFFICE_A | OFFICE_B),
    Line("field:advice-write", lambda cast: {"pk": cast.rows["advice"].instrument_id}, ok=DIRECTORS_A,
         hidden=OFFICE_B),
    Line("field:advice-write", lambda cast: {"pk": cast.rows["advice"].instrument_id}, ok=DIRECTORS_A,
         hidden=OFFICE_B, method="post", answers=(422,)),
    Line("field:advice-switch", of("advice"), ok=DIRECTORS_A, hidden=OFFICE_B, method="post"),
    Line("field:coverage", ok=OFFICE_A | OFFICE_B),
    Line("field:coverage-schools", ok=OFFICE_A | OFFICE_B),
    Line("processes:actions", ok=LISTS),
    Line("processes:action", of("action"), ok=READ_SENT, hidden=ELSEWHERE),
    Line("processes:report", of("action"), ok=AUTHOR | DIRECTORS_A | {"committee_secretary", "principal_a1"},
         hidden=ELSEWHERE, method="post", answers=(422,)),
    Line("processes:draft", of("action"), ok=frozenset({"staff_a1"}), hidden=SCHOOL_A2 | SCHOOL_B, method="post",
         answers=(422,)),
    Line("processes:close", of("action"), ok=AUTHOR | DIRECTORS_A | {"committee_secretary"}, hidden=ELSEWHERE,
         method="post"),
    *(
        Line(f"processes:{name}", of("action"), ok=AUTHOR | DIRECTORS_A | {"committee_secretary"},
             hidden=DIRECTING_B, method="post", answers=(422,))
        for name in ("return", "reopen")
    ),
    Line("processes:cancel", of("action"), ok=AUTHOR | DIRECTORS_A, hidden=DIRECTING_B,
         method="post", answers=(422,)),
]  # fmt: skip
