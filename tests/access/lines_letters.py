"""Letters and circulars: the desk keeps, heads decide, others see what was handed or sent to them."""

from typing import Any

from tests.access.cast import DESK_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line, of

HEADS = frozenset({"group_director", "two", "deputy_director", "office_director"})
HEADS_B = frozenset({"group_director_b", "office_director_b"})
WHOLE = DESK_A | HEADS
SUPERVISOR, SECRETARY = frozenset({"supervisor"}), frozenset({"committee_secretary"})
OFFICES = OFFICE_A | DESK_A | OFFICE_B
SCHOOLS = SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
SENT_TO = OFFICE_A | DESK_A | SCHOOL_A1


def direction(cast: Cast) -> dict[str, Any]:
    return {"direction": "in"}


LETTER, ROUTED = of("letter"), of("letter_routed")
SENT, DRAFT = of("circular_sent"), of("circular_draft")


def _both(name: str, given: Any, **more: Any) -> list[Line]:
    """The form, and the form sent back empty."""
    return [Line(name, given, **more), Line(name, given, method="post", answers=(422,), **more)]


LINES = [
    Line("letters:letters", ok=OFFICES),
    Line("letters:out", ok=OFFICES),
    *_both("letters:new", direction, ok=DESK_A),
    *_both("letters:enter", direction, ok=DESK_A),
    Line("letters:new", lambda c: {"direction": "no"}, hidden=DESK_A, note="no such register"),
    Line("letters:letter", LETTER, ok=WHOLE, hidden=SUPERVISOR | SECRETARY | OFFICE_B),
    Line("letters:letter", ROUTED, ok=WHOLE | SUPERVISOR, hidden=SECRETARY | OFFICE_B, note="handed to the supervisor"),
    *_both("letters:edit", LETTER, ok=DESK_A),
    *_both("letters:cancel", LETTER, ok=DESK_A),
    *_both("letters:propose", LETTER, ok=DESK_A),
    *_both("letters:opinion", LETTER, ok=HEADS, hidden=HEADS_B),
    Line("letters:route", LETTER, ok=HEADS, hidden=HEADS_B, note="without an opinion"),
    *_both("letters:route", ROUTED, ok=WHOLE, hidden=HEADS_B),
    Line("letters:take-back", of("letter_routed", person="letter_person"), ok=WHOLE, hidden=HEADS_B, method="post"),
    Line("letters:acknowledge", ROUTED, ok=SUPERVISOR, hidden=SECRETARY | OFFICE_B, method="post"),
    *_both("letters:finish", ROUTED, ok=SUPERVISOR, hidden=SECRETARY | OFFICE_B),
    *_both("letters:close", LETTER, ok=WHOLE, hidden=HEADS_B),
    Line("circulars:circulars", ok=OFFICES | SCHOOLS),
    *_both("circulars:new", lambda c: {}, ok=WHOLE | HEADS_B),
    Line("circulars:circular", SENT, ok=SENT_TO, hidden=(OFFICES | SCHOOLS) - SENT_TO),
    Line("circulars:circular", DRAFT, ok=WHOLE, hidden=(OFFICES | SCHOOLS) - WHOLE, note="draft"),
    Line("circulars:receipts", SENT, ok=WHOLE, hidden=HEADS_B),
    Line("circulars:read", SENT, ok=SENT_TO, hidden=(OFFICES | SCHOOLS) - SENT_TO, method="post"),
    *_both("circulars:edit", DRAFT, ok=WHOLE, hidden=HEADS_B),
    Line("circulars:send", DRAFT, ok=WHOLE, hidden=HEADS_B, method="post"),
    Line("circulars:delete", DRAFT, ok=WHOLE, hidden=HEADS_B, method="post"),
    Line("circulars:remind", SENT, ok=WHOLE, hidden=HEADS_B, method="post"),
    *_both("circulars:cancel", SENT, ok=WHOLE, hidden=HEADS_B),
]
