"""Evidence: a school's store is its own; the office sees its own store and what hangs on things it may see.

Panels and items belong to everyone signed in whose sight the thing is in, so whoever does not see it gets a 404.
"""

from typing import Any

from tests.access.cast import EVERYONE, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line, of

WRITERS_OFFICE = frozenset({"supervisor", "group_director", "committee_secretary", "two"})
WRITERS_B = frozenset({"supervisor_b", "group_director_b"})
WRITERS = WRITERS_OFFICE | WRITERS_B | SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
SEES_STEP = OFFICE_A | SCHOOL_A1
ADDS = WRITERS_OFFICE | SCHOOL_A1
REVIEWERS = frozenset({"group_director", "two", "supervisor"})
"""The supervisor looks after A1."""


def step(cast: Cast) -> dict[str, Any]:
    return {"kind": "run_step", "key": str(cast.key("procedure_run_step"))}


def use(cast: Cast) -> dict[str, Any]:
    return {**step(cast), "use": cast.key("evidence_use")}


def nothing_there(cast: Cast) -> dict[str, Any]:
    return {"kind": "no_such_kind", "key": "1"}


def foreign_item(cast: Cast) -> dict[str, Any]:
    return {"items": [cast.key("evidence_a2")]}


READERS = OFFICE_A | OFFICE_B | SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B

LINES = [
    Line("evidence:items", ok=READERS),
    Line("evidence:items", ok=READERS, query=lambda c: {"of": "schools"}, note="what schools have shown"),
    *(
        Line(f"evidence:{name}", ok=SCHOOL_A1, hidden=WRITERS - SCHOOL_A1 - WRITERS_OFFICE - {"two"}, method="post",
             data=lambda c: {"owner": f"store:s{c.a1.pk}"})
        for name in ("store-files", "store-link")
    ),
    *(
        Line(f"evidence:{name}", of("evidence_a1"), ok=SCHOOL_A1, hidden=EVERYONE - SCHOOL_A1)
        for name in ("change", "withdraw")
    ),
    Line("evidence:change", of("evidence_used"), ok=SCHOOL_A1, hidden=EVERYONE - SEES_STEP, note="hangs on a step"),
    *(
        Line(f"evidence:{name}", of("evidence_a1"), ok=SCHOOL_A1, hidden=EVERYONE - SCHOOL_A1, method="post")
        for name in ("change", "withdraw", "restore")
    ),
    Line("evidence:item", of("evidence_a1"), ok=SCHOOL_A1, hidden=EVERYONE - SCHOOL_A1, note="proves nothing yet"),
    Line("evidence:item", of("evidence_used"), ok=SEES_STEP, hidden=EVERYONE - SEES_STEP, note="hangs on a step"),
    Line("evidence:open", of("evidence_record"), ok=SCHOOL_A1, hidden=EVERYONE - SCHOOL_A1),
    Line("evidence:uploads", ok=WRITERS, method="post", answers=(412,)),
    Line("evidence:upload", lambda c: {"key": "00000000-0000-0000-0000-000000000000"}, ok=WRITERS,
         answers=(405,)),
    Line("evidence:panel", step, ok=SEES_STEP, hidden=EVERYONE - SEES_STEP),
    Line("evidence:panel", nothing_there, hidden=EVERYONE, note="no such kind"),
    Line("evidence:pick", step, ok=ADDS, hidden=EVERYONE - SEES_STEP),
    Line("evidence:pick", step, ok=ADDS, hidden=EVERYONE - SEES_STEP, method="post"),
    Line("evidence:pick", step, hidden=ADDS | (EVERYONE - SEES_STEP), method="post", data=foreign_item,
         note="another school's"),
    *(
        Line(f"evidence:{name}", step, ok=ADDS, hidden=EVERYONE - SEES_STEP, method="post")
        for name in ("add-files", "add-link", "again")
    ),
    Line("evidence:again", step, hidden=ADDS | (EVERYONE - SEES_STEP), method="post", data=foreign_item,
         note="another school's"),
    Line("evidence:detach", use, ok=SCHOOL_A1, hidden=EVERYONE - SEES_STEP, method="post"),
    Line("evidence:accept", use, ok=REVIEWERS, hidden=EVERYONE - SEES_STEP, method="post"),
    Line("evidence:return", use, ok=REVIEWERS, hidden=EVERYONE - SEES_STEP, method="post",
         data=lambda c: {"reason": "ไม่ชัด"}),
    Line("evidence:accept", lambda c: {**use(c), "key": str(c.key("procedure_run_step_2"))},
         hidden=EVERYONE, method="post", note="of another target"),
]  # fmt: skip
