"""Committees: the office reads all of its own, a member theirs; the secretariat writes, powers the group director."""

from tests.access.cast import COMMITTEE_A, DESK_A, DIRECTORS_A, OFFICE_A, OFFICE_B
from tests.access.matrix import Build, Line, of

KEEPERS_A = DIRECTORS_A | {"committee_secretary"}
KEEPERS_B = frozenset({"group_director_b"})
# Named on an order (rows_office), so reads papers somewhere.
NAMED = frozenset({"principal_a1"})
PAPERS = COMMITTEE_A | DESK_A | NAMED


MAIN, SUB, TENURE = of("committee"), of("committee_sub"), of("committee_tenure")
SEAT, POWER, SUBSTITUTE = of("committee_seat"), of("committee_power"), of("committee_substitute")
MEMBER, SUBMEMBER = frozenset({"committee_member"}), frozenset({"subcommittee_member"})


def kept(name: str, kwargs: Build) -> list[Line]:
    """The form and its post: whoever keeps the office's committees."""
    return [
        Line(name, kwargs, ok=KEEPERS_A, hidden=KEEPERS_B),
        Line(name, kwargs, ok=KEEPERS_A, hidden=KEEPERS_B, method="post", answers=(422,)),
    ]


LINES = [
    Line("committee:committees", ok=OFFICE_A | OFFICE_B | PAPERS),
    Line("committee:powers", ok=OFFICE_A | OFFICE_B | PAPERS),
    Line("committee:committee", MAIN, ok=OFFICE_A | MEMBER, hidden=OFFICE_B | SUBMEMBER | DESK_A | NAMED),
    Line("committee:committee", SUB, ok=OFFICE_A | SUBMEMBER, hidden=OFFICE_B | MEMBER | DESK_A | NAMED, note="sub"),
    Line("committee:tenure", TENURE, ok=OFFICE_A | MEMBER, hidden=OFFICE_B | SUBMEMBER | DESK_A | NAMED),
    Line("committee:new", ok=KEEPERS_A | KEEPERS_B),
    Line("committee:new", ok=KEEPERS_A | KEEPERS_B, method="post", answers=(422,)),
    *kept("committee:edit", MAIN),
    *kept("committee:appoint", MAIN),
    *kept("committee:tenure-edit", TENURE),
    *kept("committee:tenure-end", TENURE),
    *kept("committee:member-add", TENURE),
    *kept("committee:member", SEAT),
    *kept("committee:member-leave", SEAT),
    *kept("committee:member-replace", SEAT),
    Line("committee:tenure-delete", TENURE, ok=KEEPERS_A, hidden=KEEPERS_B, method="post"),
    Line("committee:let-in", TENURE, ok=KEEPERS_A, hidden=KEEPERS_B, method="post"),
    Line("committee:substitute-add", SEAT, ok=KEEPERS_A, hidden=KEEPERS_B, method="post", answers=(422,)),
    Line("committee:substitute-drop", SUBSTITUTE, ok=KEEPERS_A, hidden=KEEPERS_B, method="post"),
    Line("committee:power-new", ok=DIRECTORS_A | KEEPERS_B),
    Line("committee:power-new", ok=DIRECTORS_A | KEEPERS_B, method="post", answers=(422,)),
    Line("committee:power-edit", POWER, ok=DIRECTORS_A, hidden=KEEPERS_B),
    Line("committee:power-edit", POWER, ok=DIRECTORS_A, hidden=KEEPERS_B, method="post", answers=(422,)),
]
