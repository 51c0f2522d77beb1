"""Documents: who may open the list, which keys, and whose runs and files."""

from accounts.roles import roles_with
from tests.access.cast import EVERYONE, Cast
from tests.access.matrix import Line

RUN = roles_with("report.run")
PRINCIPALS = frozenset({"principal_a1", "principal_a2", "principal_b1"})
_IN_OFFICE = frozenset(name for name in EVERYONE if name in RUN or name.removesuffix("_b") in RUN) | {"two"}
RUNNERS = _IN_OFFICE | PRINCIPALS
DESK = frozenset({"clerk"})
"""Prints the registers of the desk and nothing of the supervision."""
OWNER = frozenset({"supervisor"})


def run(cast: Cast) -> dict[str, object]:
    return {"pk": cast.key("run")}


LINES = [
    Line("reports:list", ok=RUNNERS | DESK),
    Line("reports:document", lambda c: {"key": "school-list"}, ok=RUNNERS, hidden=DESK),
    Line(
        "reports:document",
        lambda c: {"key": "order-register"},
        ok=_IN_OFFICE | DESK,
        hidden=PRINCIPALS,
        note="of the desk",
    ),
    Line(
        "reports:document",
        lambda c: {"key": "duty-list"},
        ok=_IN_OFFICE,
        hidden=PRINCIPALS | DESK,
        note="of the office only",
    ),
    Line("reports:document", lambda c: {"key": "no-such"}, hidden=RUNNERS | DESK, note="unknown key"),
    Line(
        "reports:document",
        lambda c: {"key": "school-list"},
        ok=RUNNERS,
        hidden=DESK,
        method="post",
        data=lambda c: {"status": "open", "format": "pdf"},
    ),
    Line("reports:run", run, ok=OWNER, hidden=(RUNNERS | DESK) - OWNER),
    Line("reports:cancel", run, ok=OWNER, hidden=(RUNNERS | DESK) - OWNER, method="post"),
    Line("reports:retry", run, ok=OWNER, hidden=(RUNNERS | DESK) - OWNER, method="post"),
    Line("reports:download", run, ok=OWNER, hidden=(RUNNERS | DESK) - OWNER),
]
