"""Studies, the library and media: the office reads, supervisors write what is theirs, the director keeps the register,
schools read what is opened to them and send media of their own."""

from typing import Any

from tests.access.cast import (
    DESK_A,
    DIRECTORS_A,
    OFFICE_A,
    OFFICE_B,
    SCHOOL_A1,
    SCHOOL_A2,
    SCHOOL_B,
)
from tests.access.matrix import Line, of, reason

SCHOOLS = SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
READERS = OFFICE_A | OFFICE_B | SCHOOLS
WRITERS_A = DIRECTORS_A | {"supervisor"}
WRITERS_B = frozenset({"supervisor_b", "group_director_b"})
KEEPERS_B = frozenset({"group_director_b"})
OUTSIDE = OFFICE_B | SCHOOL_B
DESK_READERS = READERS | DESK_A


def wrote(address: str, row: str, method: str = "get", **more: Any) -> Line:
    """What the supervisor who wrote it and the directors may do; schools and the rest of the office may not."""
    return Line(address, of(row), ok=WRITERS_A, hidden=WRITERS_B, method=method, **more)


def decided(address: str, row: str, method: str = "get", **more: Any) -> Line:
    return Line(address, of(row), ok=DIRECTORS_A, hidden=WRITERS_B, method=method, **more)


def own(address: str, row: str, method: str = "get", **more: Any) -> Line:
    """A school's medium: its people and the directors of the office; its draft is hidden from who does not write it."""
    hidden = SCHOOL_A2 | SCHOOL_B | WRITERS_B | ({"supervisor"} if row == "medium_draft" else set())
    return Line(address, of(row), ok=SCHOOL_A1 | DIRECTORS_A, hidden=hidden, method=method, **more)


LINES = [
    Line("research:studies", ok=READERS),
    Line("research:new", ok=WRITERS_A | WRITERS_B),
    Line("research:study", of("study"), ok=OFFICE_A, hidden=OFFICE_B | SCHOOLS),
    Line("research:study", of("study_shown"), ok=OFFICE_A | SCHOOL_A1 | SCHOOL_A2, hidden=OUTSIDE, note="published"),
    wrote("research:edit", "study"),
    wrote("research:stage", "study"),
    wrote("research:cancel", "study"),
    wrote("research:cancel", "study", "post", data=reason),
    Line("research:publish", of("study_shown"), ok=DIRECTORS_A, hidden=KEEPERS_B),
    Line("research:take-back", of("study_shown"), ok=DIRECTORS_A, hidden=KEEPERS_B, method="post"),
    Line("library:items", ok=DESK_READERS),
    Line("library:new", ok=WRITERS_A | WRITERS_B),
    Line("library:categories", ok=DIRECTORS_A | KEEPERS_B),
    Line("library:category-new", ok=DIRECTORS_A | KEEPERS_B),
    Line("library:category", of("library_category"), ok=DIRECTORS_A, hidden=WRITERS_B),
    Line("library:item", of("document"), ok=OFFICE_A | DESK_A, hidden=OFFICE_B | SCHOOLS),
    Line("library:item", of("document_shown"), ok=OFFICE_A | DESK_A | SCHOOL_A1 | SCHOOL_A2, hidden=OUTSIDE,
         note="shown to schools"),
    wrote("library:edit", "document_draft"),
    wrote("library:list", "document_draft", "post"),
    wrote("library:remove", "document_draft", "post"),
    wrote("library:show", "document", "post", data=lambda cast: {"shown": "yes"}),
    wrote("library:withdraw", "document"),
    wrote("library:withdraw", "document", "post", data=reason),
    Line("media:media", ok=READERS),
    Line("media:new", ok=WRITERS_A | WRITERS_B | SCHOOLS),
    Line("media:medium", of("medium_sent"), ok=OFFICE_A | SCHOOL_A1, hidden=OUTSIDE | SCHOOL_A2),
    Line("media:medium", of("medium_kept"), ok=OFFICE_A | SCHOOL_A1, hidden=OUTSIDE | SCHOOL_A2, note="not shared"),
    Line("media:medium", of("medium_shared"), ok=OFFICE_A | SCHOOL_A1 | SCHOOL_A2, hidden=OUTSIDE, note="shared"),
    own("media:edit", "medium_draft"),
    own("media:submit", "medium_draft", "post"),
    own("media:remove", "medium_draft", "post"),
    own("media:withdraw", "medium_kept"),
    own("media:withdraw", "medium_kept", "post", data=reason),
    Line("media:use", of("medium_shared"), ok=WRITERS_A | SCHOOL_A1 | SCHOOL_A2, hidden=WRITERS_B | SCHOOL_B),
    Line("media:use", of("medium_kept"), ok=WRITERS_A | SCHOOL_A1, hidden=WRITERS_B | SCHOOL_A2 | SCHOOL_B,
         note="kept to its owner"),
    decided("media:ask", "medium_sent"),
    decided("media:list", "medium_judged"),
    decided("media:list", "medium_judged", "post", data=lambda cast: {"share": "on"}),
    decided("media:return", "medium_judged"),
    decided("media:return", "medium_judged", "post", data=reason),
    decided("media:share", "medium_kept", "post", data=lambda cast: {"share": "yes"}),
    Line("media:review", of("medium_review"), ok=frozenset({"supervisor"}), hidden=WRITERS_B,
         note="only who was asked"),
]  # fmt: skip
