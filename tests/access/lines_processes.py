"""Procedures: office and schools read what is in force, the group director writes and opens, a school its own run."""

from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line, of

SCHOOLS_A = SCHOOL_A1 | SCHOOL_A2
ALL = OFFICE_A | OFFICE_B | SCHOOLS_A | SCHOOL_B
DIRECTOR_B = frozenset({"group_director_b"})
WRITERS = frozenset({"supervisor", "group_director", "committee_secretary", "two"}) | SCHOOL_A1


def step(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("procedure_draft"), "step": cast.key("procedure_step")}


def run_step(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("procedure_run"), "row": cast.key("procedure_run_step")}


PROCEDURE, DRAFT, RUN = of("procedure"), of("procedure_draft"), of("procedure_run")

LINES = [
    Line("processes:procedures", ok=ALL),
    Line("processes:procedure-new", ok=DIRECTORS_A | DIRECTOR_B),
    Line("processes:procedure-new", ok=DIRECTORS_A | DIRECTOR_B, method="post", answers=(422,)),
    Line("processes:procedure", PROCEDURE, ok=OFFICE_A | SCHOOLS_A, hidden=OFFICE_B | SCHOOL_B),
    Line("processes:procedure-draft", PROCEDURE, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post"),
    Line("processes:procedure-active", PROCEDURE, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post"),
    Line("processes:runs-open", PROCEDURE, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("processes:runs-open", PROCEDURE, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,)),
    Line("processes:runs-board", PROCEDURE, ok=OFFICE_A, hidden=OFFICE_B),
    *(
        Line(f"processes:{name}", DRAFT, ok=DIRECTORS_A, hidden=DIRECTOR_B)
        for name in ("version", "version-words", "step-new")
    ),
    *(
        Line(f"processes:{name}", DRAFT, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,))
        for name in ("version-words", "version-publish", "version-delete", "step-new")
    ),
    Line("processes:step", step, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("processes:version-delete", DRAFT, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("processes:step-remove", step, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    *(
        Line(f"processes:{name}", step, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,))
        for name in ("step", "step-move", "step-remove")
    ),
    Line("processes:runs", ok=ALL),
    Line("processes:run", RUN, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | SCHOOL_A2 | SCHOOL_B),
    Line("processes:run-step", run_step, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | SCHOOL_A2 | SCHOOL_B),
    Line("processes:run-step", run_step, ok=WRITERS, hidden=OFFICE_B | SCHOOL_A2 | SCHOOL_B, method="post",
         answers=(422,)),
    Line("processes:run-cancel", RUN, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("processes:run-cancel", RUN, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,)),
]  # fmt: skip
