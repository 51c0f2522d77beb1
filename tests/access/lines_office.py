"""Orders, the office's structure and the register of outside people: who reads, drafts, numbers and keeps them."""

from collections.abc import Callable
from typing import Any

from tests.access.cast import (
    ADMIN_A,
    ADMIN_B,
    COMMITTEE_A,
    DESK_A,
    DIRECTORS_A,
    OFFICE_A,
    OFFICE_B,
    SCHOOL_A1,
    SCHOOL_A2,
    SCHOOL_B,
)
from tests.access.matrix import Build, Line, of

SECRETARY, SUPERVISOR = frozenset({"committee_secretary"}), frozenset({"supervisor"})
SCHOOLS = SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
READERS_A = OFFICE_A | DESK_A
NAMED = frozenset({"committee_member", "principal_a1"})
"""On the issued order of the cast."""
EVERYBODY = READERS_A | ADMIN_A | ADMIN_B | COMMITTEE_A | OFFICE_B | SCHOOLS
ISSUERS_A = DIRECTORS_A | SECRETARY | DESK_A
DRAFTERS_A = ISSUERS_A | SUPERVISOR
DIRECTOR_B, SUPERVISOR_B = frozenset({"group_director_b"}), frozenset({"supervisor_b"})
KEEPERS = DIRECTORS_A | SECRETARY | DESK_A | DIRECTOR_B
BUILDERS = DIRECTORS_A | DESK_A | ADMIN_A | ADMIN_B | DIRECTOR_B
LISTS = OFFICE_A | DESK_A | ADMIN_A | OFFICE_B | ADMIN_B


DRAFT, ISSUED = of("order_draft"), of("order_issued")
GROUP = of("order_draft", group="order_group")
LINE = of("order_draft", group="order_group", line="order_line")
PERSON, BODY = of("outside_person"), of("outside_body")


def _written(name: str, given: Build = DRAFT, **more: Any) -> Line:
    """The draft is the group director's: a supervisor reads it and writes their own only."""
    return Line(f"orders:{name}", given, ok=ISSUERS_A, hidden=DIRECTOR_B | SUPERVISOR_B, **more)


def _issuing(name: str, given: Build, **more: Any) -> Line:
    return Line(f"orders:{name}", given, ok=ISSUERS_A, hidden=DIRECTOR_B, **more)


def _both(make: Callable[..., Line], name: str, given: Build) -> list[Line]:
    return [make(name, given), make(name, given, method="post", answers=(422,))]


LINES = [
    Line("orders:orders", ok=EVERYBODY),
    Line("orders:new", ok=DRAFTERS_A | DIRECTOR_B | SUPERVISOR_B),
    Line("orders:new", ok=DRAFTERS_A | DIRECTOR_B | SUPERVISOR_B, method="post", answers=(422,)),
    Line("orders:order", DRAFT, ok=READERS_A, hidden=EVERYBODY - READERS_A),
    Line("orders:order", ISSUED, ok=READERS_A | NAMED, hidden=EVERYBODY - READERS_A - NAMED, note="issued"),
    *_both(_written, "edit", DRAFT),
    _written("delete", method="post"),
    _written("fill", method="post"),
    *_both(_written, "group-new", DRAFT),
    *_both(_written, "group", GROUP),
    _written("group-move", GROUP, method="post"),
    _written("group-remove", GROUP, method="post"),
    *_both(_written, "paste", GROUP),
    *_both(_written, "person-new", GROUP),
    *_both(_written, "person", LINE),
    _written("person-move", LINE, method="post"),
    _written("person-remove", LINE, method="post"),
    *_both(_issuing, "issue", DRAFT),
    *_both(_issuing, "cancel", ISSUED),
    Line("orders:replace", ISSUED, ok=DRAFTERS_A, hidden=DIRECTOR_B | SUPERVISOR_B, method="post"),
    Line("orders:enter", ok=KEEPERS),
    Line("orders:enter", ok=KEEPERS, method="post", answers=(422,)),
    Line("orders:settings", ok=KEEPERS),
    Line("orders:settings", ok=KEEPERS, method="post", answers=(422,)),
    Line("orders:wordings", ok=KEEPERS),
    Line("orders:wording", lambda c: {"kind": "order", "about": "team"}, ok=KEEPERS),
    Line("orders:wording", lambda c: {"kind": "order", "about": "team"}, ok=KEEPERS, method="post"),
    Line("orders:wording", lambda c: {"kind": "order", "about": "no"}, hidden=KEEPERS, note="no such matter"),
    Line("structure:structure", ok=LISTS),
    *(
        Line("structure:new", lambda c, kind=kind: {"kind": kind}, ok=BUILDERS, note=kind)
        for kind in ("units", "posts", "board", "channels")
    ),
    Line("structure:new", lambda c: {"kind": "units"}, ok=BUILDERS, method="post", answers=(422,)),
    Line("structure:new", lambda c: {"kind": "no"}, hidden=BUILDERS, note="no such kind"),
    *(
        Line(
            "structure:row", lambda c, kind=kind, row=row: {"kind": kind, "pk": c.key(row)},
            ok=BUILDERS - ADMIN_B - DIRECTOR_B, hidden=ADMIN_B | DIRECTOR_B, note=kind,
        )
        for kind, row in (("units", "unit"), ("posts", "post"), ("board", "board_seat"), ("channels", "channel"))
    ),
    Line(
        "structure:row", lambda c: {"kind": "units", "pk": c.key("unit")}, ok=BUILDERS - ADMIN_B - DIRECTOR_B,
        hidden=ADMIN_B | DIRECTOR_B, method="post", answers=(422,),
    ),
    Line("structure:channels", ok=LISTS),
    Line("structure:channel", of("channel"), ok=LISTS - OFFICE_B - ADMIN_B, hidden=OFFICE_B | ADMIN_B),
    Line("outside:people", ok=LISTS),
    Line("outside:bodies", ok=LISTS),
    Line("outside:person", PERSON, ok=LISTS - OFFICE_B - ADMIN_B, hidden=OFFICE_B | ADMIN_B),
    Line("outside:body", BODY, ok=LISTS - OFFICE_B - ADMIN_B, hidden=OFFICE_B | ADMIN_B),
    *(
        line
        for name in ("person", "body")
        for given in (PERSON if name == "person" else BODY,)
        for line in (
            Line(f"outside:{name}-new", ok=KEEPERS),
            Line(f"outside:{name}-new", ok=KEEPERS, method="post", answers=(422,)),
            Line(f"outside:{name}-edit", given, ok=KEEPERS - DIRECTOR_B, hidden=DIRECTOR_B),
            Line(
                f"outside:{name}-edit", given, ok=KEEPERS - DIRECTOR_B, hidden=DIRECTOR_B, method="post", answers=(422,)
            ),
            Line(f"outside:{name}-switch", given, ok=KEEPERS - DIRECTOR_B, hidden=DIRECTOR_B, method="post"),
        )
    ),
    Line("outside:link", PERSON, ok=DIRECTORS_A | ADMIN_A, hidden=DIRECTOR_B | ADMIN_B),
    Line("outside:link", PERSON, ok=DIRECTORS_A | ADMIN_A, hidden=DIRECTOR_B | ADMIN_B, method="post", answers=(422,)),
]  # fmt: skip
