"""Documents: who may open the list, which keys, and whose runs and files."""

from accounts.roles import roles_with
from tests.access.cast import COMMITTEE_A, DESK_A, EVERYONE, Cast
from tests.access.matrix import Line

RUN = roles_with("report.run")
PRINCIPALS = frozenset({"principal_a1", "principal_a2", "principal_b1"})
_IN_OFFICE = frozenset(name for name in EVERYONE if name in RUN or name.removesuffix("_b") in RUN) | {"two"}
RUNNERS = _IN_OFFICE | PRINCIPALS
# They get in, and find what they were sent: nothing until they sit in a committee; the desk prints its registers.
READERS = COMMITTEE_A | DESK_A
OWNER = frozenset({"supervisor"})


def run(cast: Cast) -> dict[str, object]:
    return {"pk": cast.key("run")}


LINES = [
    Line("reports:list", ok=RUNNERS | READERS),
    Line("reports:document", lambda c: {"key": "school-list"}, ok=RUNNERS, hidden=READERS),
    Line(
        "reports:document",
        lambda c: {"key": "order-register"},
        ok=_IN_OFFICE | DESK_A,
        hidden=PRINCIPALS | COMMITTEE_A,
        note="of the desk",
    ),
    Line(
        "reports:document",
        lambda c: {"key": "duty-list"},
        ok=_IN_OFFICE,
        hidden=PRINCIPALS | READERS,
        note="of the office only",
    ),
    Line("reports:document", lambda c: {"key": "no-such"}, hidden=RUNNERS | READERS, note="unknown key"),
    Line(
        "reports:document",
        lambda c: {"key": "school-list"},
        ok=RUNNERS,
        hidden=READERS,
        method="post",
        data=lambda c: {"status": "open", "format": "pdf"},
    ),
    Line("reports:run", run, ok=OWNER, hidden=(RUNNERS | READERS) - OWNER),
    Line("reports:cancel", run, ok=OWNER, hidden=(RUNNERS | READERS) - OWNER, method="post"),
    Line("reports:retry", run, ok=OWNER, hidden=(RUNNERS | READERS) - OWNER, method="post"),
    Line("reports:download", run, ok=OWNER, hidden=(RUNNERS | READERS) - OWNER),
]
