"""Models of improvement and their indicators: read by the office and, once in use, by its schools; colours by the
office; all of it written by the group director."""

from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Build, Line, of

DIRECTOR_B = frozenset({"group_director_b"})
OURS, THEIRS = OFFICE_A | SCHOOL_A1 | SCHOOL_A2, OFFICE_B | SCHOOL_B
BOTH = DIRECTORS_A | DIRECTOR_B


MODEL, SET, DRAFT, RETIRED = of("quality_model"), of("indicator_set"), of("indicator_draft"), of("indicator_retired")
AREA, ROW, RUN, SCHEME = of("indicator_area"), of("indicator_row"), of("indicator_import"), of("colour_scheme")


def _colour(cast: Cast) -> dict[str, Any]:
    return {"key": "qa-level"}


def act(name: str, key: Build) -> Line:
    return Line(f"quality-models:{name}", key, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,))


def form(name: str, key: Build) -> list[Line]:
    """A page with its post."""
    return [Line(f"quality-models:{name}", key, ok=DIRECTORS_A, hidden=DIRECTOR_B), act(name, key)]


LINES = [
    Line("quality-models:models", ok=OURS | THEIRS),
    Line("quality-models:model", MODEL, ok=OURS, hidden=THEIRS),
    Line("quality-models:model-new", ok=BOTH),
    Line("quality-models:model-new", ok=BOTH, method="post", answers=(422,)),
    *(line for name in ("model-edit", "model-copy") for line in form(name, MODEL)),
    *(act(name, MODEL) for name in ("model-active", "set-new")),
    Line("quality-models:set", SET, ok=OURS, hidden=THEIRS),
    Line("quality-models:set", RETIRED, ok=OURS, hidden=THEIRS, note="out of use"),
    Line("quality-models:set", DRAFT, ok=OFFICE_A, hidden=THEIRS | SCHOOL_A1 | SCHOOL_A2, note="a draft"),
    Line("quality-models:set-workbook", SET, ok=OURS, hidden=THEIRS),
    Line("quality-models:set-workbook", DRAFT, ok=OFFICE_A, hidden=THEIRS | SCHOOL_A1 | SCHOOL_A2, note="a draft"),
    *(
        line
        for name in ("set-front", "set-weights", "set-import", "area-new", "set-delete")
        for line in form(name, DRAFT)
    ),
    *(act(name, DRAFT) for name in ("set-even", "set-publish")),
    *(act(name, SET) for name in ("set-edition", "set-retire")),
    act("set-use", RETIRED),
    *(line for name in ("area", "indicator-new", "area-remove") for line in form(name, AREA)),
    *(act(name, AREA) for name in ("area-even", "area-move")),
    *(line for name in ("indicator", "indicator-remove") for line in form(name, ROW)),
    act("indicator-move", ROW),
    Line("quality-models:import", RUN, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    *(act(name, RUN) for name in ("import-confirm", "import-drop")),
    Line("quality-models:colours", ok=OFFICE_A | OFFICE_B),
    Line("quality-models:colour", _colour, ok=BOTH),
    Line("quality-models:colour", _colour, ok=BOTH, method="post", answers=(422,)),
    act("colour-remove", SCHEME),
]
