"""Quality levels: the office reads, the group director imports and keeps outside results, a school sees its own."""

from tests.access.cast import (
    ADMIN_A,
    ADMIN_B,
    DIRECTORS_A,
    OFFICE_A,
    OFFICE_B,
    SCHOOL_A1,
    SCHOOL_A2,
    SCHOOL_B,
)
from tests.access.matrix import Line, of

SCHOOLS_A = SCHOOL_A1 | SCHOOL_A2
ALL = OFFICE_A | OFFICE_B | SCHOOLS_A | SCHOOL_B
DIRECTOR_B = frozenset({"group_director_b"})
KEEPERS_A, KEEPERS_B = DIRECTORS_A | ADMIN_A, DIRECTOR_B | ADMIN_B


RUN, ROUND, RESULT = of("level_import"), of("external_round"), of("external_result")

LINES = [
    *(Line(f"levels:{name}", ok=OFFICE_A | OFFICE_B) for name in ("summary", "schools", "beside", "synthesis")),
    Line("levels:school", lambda cast: {"pk": cast.a1.pk}, ok=OFFICE_A | SCHOOL_A1,
         hidden=OFFICE_B | SCHOOL_A2 | SCHOOL_B),
    Line("levels:imports", ok=KEEPERS_A | KEEPERS_B),
    Line("levels:imports", ok=KEEPERS_A | KEEPERS_B, method="post", answers=(422,)),
    Line("levels:import-template", ok=KEEPERS_A | KEEPERS_B),
    Line("levels:import-template", ok=KEEPERS_A | KEEPERS_B, note="with a year",
         query=lambda cast: {"year": "2566", "level": "basic", "source": "self"}),
    Line("levels:import", RUN, ok=KEEPERS_A, hidden=KEEPERS_B),
    Line("levels:import-confirm", RUN, ok=KEEPERS_A, hidden=KEEPERS_B, method="post"),
    Line("levels:import-drop", RUN, ok=KEEPERS_A, hidden=KEEPERS_B, method="post"),
    Line("levels:rounds", ok=ALL),
    Line("levels:round-new", ok=DIRECTORS_A | DIRECTOR_B),
    Line("levels:round-new", ok=DIRECTORS_A | DIRECTOR_B, method="post", answers=(422,)),
    Line("levels:round", ROUND, ok=OFFICE_A | SCHOOLS_A, hidden=OFFICE_B | SCHOOL_B),
    Line("levels:round-edit", ROUND, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("levels:round-edit", ROUND, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,)),
    Line("levels:result-new", ROUND, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("levels:result-new", ROUND, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,)),
    Line("levels:result", RESULT, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | SCHOOL_A2 | SCHOOL_B),
    *(Line(f"levels:{name}", RESULT, ok=DIRECTORS_A, hidden=DIRECTOR_B) for name in ("result-edit", "advice-new")),
    *(
        Line(f"levels:{name}", RESULT, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,))
        for name in ("result-edit", "advice-new")
    ),
]  # fmt: skip
