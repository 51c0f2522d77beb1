"""The desk's day and the folders presented for signature."""

from tests.access.cast import DESK_A, DIRECTORS_A, OFFICE_A, OFFICE_B
from tests.access.matrix import Build, Line, of

DECIDERS_A = DIRECTORS_A | frozenset({"deputy_director", "office_director"})
DECIDERS_B = frozenset({"group_director_b", "office_director_b"})
HIDDEN = (OFFICE_A - DECIDERS_A) | OFFICE_B
"""Holds desk.own, but the folder is neither theirs nor came to them."""
EVERYBODY = OFFICE_A | OFFICE_B | DESK_A
HOLDER = frozenset({"office_director"})


def _act(
    name: str, given: Build, ok: frozenset[str], *, get: bool = True, hidden: frozenset[str] = HIDDEN
) -> list[Line]:
    posted = Line(f"folders:{name}", given, ok=ok, hidden=HIDDEN, method="post", answers=(422,))
    return [Line(f"folders:{name}", given, ok=ok, hidden=HIDDEN), posted] if get else [posted]


OPEN, OUT, SIGNED = of("folder"), of("folder_out"), of("folder_signed")

LINES = [
    Line("folders:desk", ok=DECIDERS_A | DESK_A | DECIDERS_B),
    Line("folders:settings", ok=DESK_A),
    Line("folders:settings", ok=DESK_A, method="post", answers=(422,)),
    Line("folders:board", ok=EVERYBODY),
    Line("folders:folders", ok=EVERYBODY),
    Line("folders:new", ok=EVERYBODY),
    Line("folders:new", ok=EVERYBODY, method="post", answers=(422,)),
    Line("folders:folder", OPEN, ok=DECIDERS_A | DESK_A, hidden=HIDDEN),
    Line("folders:folder", OUT, ok=DECIDERS_A | DESK_A, hidden=HIDDEN, note="out"),
    *_act("edit", OPEN, DESK_A),
    *_act("papers", OPEN, DESK_A),
    *_act("paper-remove", of("folder", paper="folder_paper"), DESK_A, get=False),
    *_act("send", OPEN, DESK_A),
    *_act("pass", OUT, HOLDER | DESK_A),
    *_act("sign", OUT, HOLDER | DESK_A),
    *_act("return", OUT, HOLDER | DESK_A),
    *_act("take-back", OUT, DESK_A),
    *_act("chase", OUT, DESK_A, get=False),
    *_act("close", SIGNED, DESK_A),
    *_act("cancel", OPEN, DESK_A),
]
