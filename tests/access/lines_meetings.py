"""Gatherings: the office reads all of its own, a school those it is invited to, people those they are named on;
supervisors call and write them, and so does whoever has a duty in one, there and nowhere else."""

from typing import Any

from tests.access.cast import (
    ADMIN_A,
    ADMIN_B,
    COMMITTEE_A,
    DESK_A,
    DIRECTORS_A,
    EVERYONE,
    OFFICE_A,
    OFFICE_B,
    SCHOOL_A1,
    SCHOOL_A2,
    SCHOOL_B,
    Cast,
)
from tests.access.matrix import Build, Line

SCHOOLS = SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
OTHER_SCHOOLS = SCHOOL_A2 | SCHOOL_B
CALLERS_A = DIRECTORS_A | {"supervisor", "committee_secretary"}
CALLERS_B = frozenset({"group_director_b", "supervisor_b"})
NAMED = frozenset({"staff_a2"})
"""A teacher with a duty in another gathering: past the marker everywhere, in scope there alone."""
LIST_KEEPERS = DIRECTORS_A | ADMIN_A | ADMIN_B | {"group_director_b"}
ELSEWHERE = OFFICE_B | OTHER_SCHOOLS | DESK_A | COMMITTEE_A


def gathering(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("gathering")}


def named(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("gathering_named")}


def token(cast: Cast) -> dict[str, Any]:
    return {"token": cast.rows["evaluation"].token}


def part(**rows: str) -> Build:
    """The address of a part: argument of the address → row of the cast."""
    return lambda cast: {**gathering(cast), **{name: cast.key(row) for name, row in rows.items()}}


def _written(name: str, kwargs: Build = gathering, **more: Any) -> Line:
    return Line(f"meetings:{name}", kwargs, ok=CALLERS_A, hidden=CALLERS_B | NAMED, **more)


BATCH, SECOND = part(batch="batch"), part(batch="batch_second")
ITEM, DUTY, COUNT = (
    part(batch="batch", item="programme_item"),
    part(duty="duty"),
    part(batch="batch", count="head_count"),
)
FORM, LESSON, TIE = part(evaluation="evaluation"), part(lesson="lesson"), part(tie="tie")
AGREEMENT, PERSON = part(agreement="agreement"), part(batch="batch", participant="participant")

LINES = [
    Line("meetings:gatherings", ok=OFFICE_A | OFFICE_B | SCHOOLS | DESK_A | COMMITTEE_A),
    Line("meetings:new", ok=CALLERS_A | CALLERS_B),
    Line("meetings:new", ok=CALLERS_A | CALLERS_B, method="post", answers=(422,)),
    Line("meetings:rules", ok=LIST_KEEPERS),
    Line("meetings:rules", ok=LIST_KEEPERS, method="post", answers=(422,)),
    Line("meetings:gathering", gathering, ok=OFFICE_A | SCHOOL_A1, hidden=ELSEWHERE),
    Line(
        "meetings:gathering", named, ok=OFFICE_A | SCHOOL_A1 | NAMED, hidden=ELSEWHERE - NAMED,
        note="one that names a teacher of another school",
    ),
    _written("edit"),
    Line("meetings:edit", named, ok=CALLERS_A | NAMED, hidden=CALLERS_B, note="by its duty"),
    _written("edit", method="post", answers=(422,)),
    _written("write", method="post"),
    Line("meetings:write", named, ok=CALLERS_A | NAMED, hidden=CALLERS_B, method="post", note="by its duty"),
    _written("hold", method="post"),
    _written("minutes", method="post"),
    _written("cancel"),
    Line("meetings:cancel", named, ok=CALLERS_A, hidden=CALLERS_B, note="a duty does not cancel it"),
    _written("cancel", method="post", answers=(422,)),
    _written("agree", method="post", answers=(422,)),
    _written("drop", AGREEMENT, method="post"),
    Line("meetings:lesson-new", gathering, ok=CALLERS_A, hidden=ELSEWHERE),
    Line("meetings:lesson-new", gathering, ok=CALLERS_A, hidden=ELSEWHERE, method="post", answers=(422,)),
    Line("meetings:lesson", LESSON, ok=CALLERS_A, hidden=ELSEWHERE),
    Line("meetings:lesson", LESSON, ok=CALLERS_A, hidden=ELSEWHERE, method="post", answers=(422,)),
    Line("meetings:lesson-drop", LESSON, ok=CALLERS_A, hidden=ELSEWHERE, method="post"),
    _written("photos"),
    _written("photos", method="post"),
    _written("ties"),
    _written("ties", method="post"),
    _written("untie", TIE, method="post"),
    _written("duties"),
    _written("duties", method="post", answers=(422,)),
    _written("duty-drop", DUTY, method="post"),
    _written("batch-new"),
    _written("batch-new", method="post", answers=(422,)),
    _written("batch-edit", BATCH),
    _written("batch-edit", BATCH, method="post", answers=(422,)),
    _written("batch-drop", SECOND, method="post"),
    _written("programme", BATCH),
    _written("programme", BATCH, method="post", answers=(422,)),
    _written("programme-copy", SECOND, method="post", data=lambda cast: {"source": cast.key("batch")}),
    _written("programme-item", ITEM),
    _written("programme-item", ITEM, method="post", answers=(422,)),
    _written("programme-drop", ITEM, method="post"),
    _written("people", BATCH),
    _written("people", BATCH, method="post"),
    _written("tick", BATCH),
    _written("tick-many", BATCH, method="post", data=lambda cast: {"who": "all"}),
    _written("tick-one", PERSON, method="post", data=lambda cast: {"present": "1"}),
    _written("walk-in", BATCH, method="post", answers=(422,)),
    _written("counts", BATCH),
    _written("counts", BATCH, method="post", answers=(422,)),
    _written("count-drop", COUNT, method="post"),
    _written("form-new"),
    _written("form-new", method="post", answers=(422,)),
    Line("meetings:evaluation", FORM, ok=OFFICE_A, hidden=ELSEWHERE),
    _written("link", FORM, method="post", data=lambda cast: {"act": "close"}),
    _written("papers", FORM),
    _written("papers", FORM, method="post", answers=(422,)),
    _written("papers-drop", FORM, method="post", data=lambda cast: {"last": "1"}),
    _written("form-drop", FORM, method="post"),
    Line("meetings:answer", token, open_to_all=True, ok=EVERYONE),
    Line("meetings:answer", token, open_to_all=True, ok=EVERYONE, method="post", answers=(422,)),
]  # fmt: skip
