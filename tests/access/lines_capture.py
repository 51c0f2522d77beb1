"""What the phone asks and sends: JSON, refused with 401 where a page would lead to signing in."""

from uuid import uuid4

from tests.access.cast import EVERYONE
from tests.access.lines_field import AUTHOR, LISTS
from tests.access.matrix import Line

# Holds something that opens the doors of visits somewhere; of a visit of others nothing is said.
HIDDEN = LISTS - AUTHOR


def visit(cast):
    return {"key": cast.rows["visit"].public_id}


WRITERS = AUTHOR | {"group_director", "two", "supervisor_b", "group_director_b"}

LINES = [
    Line("capture:hello", ok=EVERYONE),
    Line("capture:package", ok=WRITERS),
    Line("capture:import", ok=WRITERS),
    Line("capture:import", ok=WRITERS, method="post"),
    Line("capture:visit", visit, ok=AUTHOR, hidden=HIDDEN),
    Line("capture:visit", visit, ok=LISTS, method="post", note="unreadable"),
    Line("capture:files", ok=LISTS, method="post", answers=(412,)),
    Line("capture:file", lambda cast: {"key": uuid4()}, ok=LISTS, method="post", answers=(405,), note="not its method"),
]
