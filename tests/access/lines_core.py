"""Inbox, trace and files: lists are everybody's own, rows are asked of the owner of the thing."""

from tests.access.cast import ADMIN_A, ADMIN_B, DIRECTORS_A, EVERYONE, OFFICE_A, SCHOOL_A1, Cast
from tests.access.matrix import Line
from tests.access.rows_core import KIND

SEE = OFFICE_A | SCHOOL_A1
CHANGE = DIRECTORS_A | {"supervisor"}


def file(cast: Cast) -> dict[str, object]:
    return {"pk": cast.key("file")}


def owner(cast: Cast) -> dict[str, object]:
    return {"kind": KIND, "key": "1"}


LINES = [
    Line("core:inbox", ok=EVERYONE),
    # Whose turn it is decides about each paper: tests/core/test_inbox.py.
    Line("core:inbox-approve", ok=EVERYONE, method="post"),
    Line("core:audit", ok=DIRECTORS_A | ADMIN_A | ADMIN_B | {"group_director_b"}),
    Line("core:history", owner, ok=SEE, hidden=EVERYONE - SEE),
    Line("core:file", file, ok=SEE, hidden=EVERYONE - SEE),
    Line("core:file-preview", file, ok=SEE, hidden=EVERYONE - SEE),
    Line("core:file-add", owner, ok=CHANGE, hidden=EVERYONE - SEE, method="post"),
    Line("core:file-remove", file, ok=CHANGE, hidden=EVERYONE - SEE, method="post"),
]
