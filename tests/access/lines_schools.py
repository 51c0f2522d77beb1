"""Schools, imports, settings and lists. Rows stand in office A, at school A1, unless told."""

from collections.abc import Mapping
from typing import Any

from tests.access.cast import (
    ADMIN_A,
    ADMIN_B,
    DESK_A,
    DIRECTORS_A,
    OFFICE_A,
    OFFICE_B,
    SCHOOL_A1,
    SCHOOL_A2,
    SCHOOL_B,
    Cast,
)
from tests.access.matrix import Line, of

REFERENCE_A = OFFICE_A | ADMIN_A | DESK_A
STRANGERS = OFFICE_B | ADMIN_B
SCHOOLS_ELSEWHERE = SCHOOL_A2 | SCHOOL_B
DIRECTOR_B = frozenset({"group_director_b"})
HEADS_ELSEWHERE = frozenset({"principal_a2", "principal_b1"})
# The group director and the administrator keep the office's settings, lists and imports.
KEEPERS_A, KEEPERS_B = DIRECTORS_A | ADMIN_A, DIRECTOR_B | ADMIN_B


def a1(cast: Cast) -> Mapping[str, Any]:
    return {"pk": cast.a1.pk}


LINES = [
    Line("schools:schools", ok=REFERENCE_A | STRANGERS | SCHOOL_A1 | SCHOOLS_ELSEWHERE),
    Line("schools:school", a1, ok=REFERENCE_A | SCHOOL_A1, hidden=STRANGERS | SCHOOLS_ELSEWHERE),
    Line("schools:school-new", ok=DIRECTORS_A | DIRECTOR_B),
    Line("schools:school-edit", a1, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line(
        "schools:school-counts",
        a1,
        ok=DIRECTORS_A | {"principal_a1"},
        hidden=DIRECTOR_B | HEADS_ELSEWHERE,
    ),
    Line("schools:school-act", lambda c: {"pk": c.a1.pk, "way": "close"}, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line(
        "schools:school-act",
        lambda c: {"pk": c.b1.pk, "way": "close"},
        ok=DIRECTOR_B,
        hidden=frozenset({"group_director"}),
        note="of office B: two sees it and may not close it",
    ),
    Line("schools:imports", ok=KEEPERS_A | KEEPERS_B),
    Line("schools:import-template", ok=KEEPERS_A | KEEPERS_B),
    Line("schools:export", ok=KEEPERS_A | KEEPERS_B),
    Line("schools:import", of("import"), ok=KEEPERS_A, hidden=KEEPERS_B),
    Line("schools:import-confirm", of("import"), method="post", ok=KEEPERS_A, hidden=KEEPERS_B),
    Line("schools:import-drop", of("import"), method="post", ok=KEEPERS_A, hidden=KEEPERS_B),
    Line("schools:settings", ok=KEEPERS_A | KEEPERS_B),
    Line("schools:garuda", method="post", ok=KEEPERS_A | KEEPERS_B),
    Line("schools:lists", ok=REFERENCE_A | STRANGERS),
    Line("schools:list", lambda c: {"key": "clusters"}, ok=REFERENCE_A | STRANGERS),
    Line("schools:list-new", lambda c: {"key": "clusters"}, ok=KEEPERS_A | KEEPERS_B),
    Line("schools:list-row", lambda c: {"key": "clusters", "pk": c.key("cluster")}, ok=KEEPERS_A, hidden=KEEPERS_B),
    Line("schools:bands", of("size_scheme"), ok=KEEPERS_A, hidden=KEEPERS_B),
]
