"""Office standards: read by everyone who reads the whole office, written by the group director."""

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B
from tests.access.matrix import Build, Line, of

DIRECTOR_B = frozenset({"group_director_b"})
ALL = OFFICE_A | OFFICE_B


SET, DRAFT, STANDARD = of("office_set"), of("office_set_draft"), of("office_standard")
INDICATOR, ISSUE, LINE = of("office_indicator"), of("office_issue"), of("office_line")


def written(name: str, key: Build, *, page: bool = True) -> list[Line]:
    """A page with its post, or the post alone, of who keeps the sets."""
    post = Line(f"office-standards:{name}", key, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,))
    return [*([Line(f"office-standards:{name}", key, ok=DIRECTORS_A, hidden=DIRECTOR_B)] if page else []), post]


LINES = [
    Line("office-standards:sets", ok=ALL),
    Line("office-standards:set-new", ok=DIRECTORS_A | DIRECTOR_B),
    Line("office-standards:set-new", ok=DIRECTORS_A | DIRECTOR_B, method="post", answers=(422,)),
    Line("office-standards:set", SET, ok=OFFICE_A, hidden=OFFICE_B),
    Line("office-standards:set", DRAFT, ok=OFFICE_A, hidden=OFFICE_B, note="a draft"),
    Line("office-standards:indicator", INDICATOR, ok=OFFICE_A, hidden=OFFICE_B),
    *(line for name in ("front", "labels", "copy", "publish") for line in written(f"set-{name}", DRAFT)),
    *written("set-end", SET),
    *written("set-retire", SET, page=False),
    *written("set-delete", DRAFT, page=False),
    *written("standard-new", DRAFT),
    *written("standard", STANDARD),
    *written("standard-remove", STANDARD, page=False),
    *written("indicator-new", STANDARD),
    *written("indicator-edit", INDICATOR),
    *written("rules", INDICATOR),
    *written("indicator-remove", INDICATOR, page=False),
    *written("issue-new", INDICATOR),
    *written("issue", ISSUE),
    *written("issue-remove", ISSUE, page=False),
    *written("line-new", ISSUE),
    *written("line", LINE),
    *written("line-move", LINE, page=False),
    *written("line-remove", LINE, page=False),
]
