"""XLSForm in and out: the whole office reads a version and takes it away; who writes instruments brings them in."""

from typing import Any

from instruments.models import Response
from tests.access.cast import OFFICE_A, OFFICE_B, Cast
from tests.access.matrix import Line


def version(cast: Cast) -> dict[str, Any]:
    return {"pk": Response.objects.get(pk=cast.key("visit_sheet")).version_id}


WRITERS = frozenset({"group_director", "two", "group_director_b"})
READERS_A = OFFICE_A
READERS_B = OFFICE_B

LINES = [
    Line("instruments:import", ok=WRITERS),
    Line("instruments:import", ok=WRITERS, method="post", answers=(422,)),
    Line("instruments:import-confirm", ok=WRITERS, method="post", answers=(422,)),
    Line("instruments:content", version, ok=READERS_A, hidden=READERS_B),
    Line("instruments:export", version, ok=READERS_A, hidden=READERS_B),
]
