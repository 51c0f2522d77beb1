"""Minutes and resolutions: the office reads, members what was circulated, the secretariat writes, owners their own."""

from typing import Any

from tests.access.cast import COMMITTEE_A, DESK_A, DIRECTORS_A, OFFICE_A, OFFICE_B, Cast
from tests.access.matrix import Build, Line

KEEPERS_A = DIRECTORS_A | {"committee_secretary"}
KEEPERS_B = frozenset({"group_director_b"})
# Named on an order (rows_office), so reads papers somewhere, and none of these.
NAMED = frozenset({"principal_a1"})
READERS = OFFICE_A | OFFICE_B | COMMITTEE_A | DESK_A | NAMED
MEMBER = frozenset({"committee_member"})
# They sit on no committee whose minutes these are.
OTHERS = OFFICE_B | (COMMITTEE_A - MEMBER) | DESK_A | NAMED


def meeting(name: str, row: str = "") -> Build:
    return lambda cast: {"meeting": cast.key(name), **({"pk": cast.key(row)} if row else {})}


def resolution(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("resolution")}


TOLD, WRITTEN = meeting("minutes_told"), meeting("minutes_written")


def _post(name: str, rows: Build, *, ok: frozenset[str], hidden: frozenset[str], **more: Any) -> Line:
    return Line(f"minutes:{name}", rows, ok=ok, hidden=hidden, method="post", **more)


def _kept(name: str, rows: Build, *, get: bool = False, refused: bool = False) -> list[Line]:
    """An act of the secretariat; `get`: it has a page, `refused`: an empty form is shown again."""
    found = [_post(name, rows, ok=KEEPERS_A, hidden=KEEPERS_B, answers=(422,) if refused else ())]
    return [Line(f"minutes:{name}", rows, ok=KEEPERS_A, hidden=KEEPERS_B), *found] if get else found


LINES = [
    Line("minutes:index", ok=READERS),
    Line("minutes:minutes", TOLD, ok=OFFICE_A | MEMBER, hidden=OTHERS),
    Line("minutes:minutes", WRITTEN, ok=OFFICE_A, hidden=OTHERS | MEMBER, note="not circulated"),
    *_kept("begin", TOLD),
    Line("minutes:writers", WRITTEN, ok=KEEPERS_A, hidden=OTHERS | MEMBER),
    _post("writers", WRITTEN, ok=KEEPERS_A, hidden=OTHERS | MEMBER, answers=(422,)),
    _post("send", WRITTEN, ok=KEEPERS_A, hidden=OTHERS | MEMBER),
    _post("remark", TOLD, ok=OFFICE_A | MEMBER, hidden=OTHERS, answers=(422,)),
    _post("settle", meeting("minutes_told", "minutes_remark"), ok=KEEPERS_A, hidden=OTHERS, answers=(422,)),
    _post("return", TOLD, ok=OFFICE_A | MEMBER, hidden=OTHERS, answers=(422,)),
    _post("circulate", TOLD, ok=OFFICE_A | MEMBER, hidden=OTHERS, answers=(422,)),
    *_kept("amend", TOLD, get=True, refused=True),
    *_kept("amendment-drop", meeting("minutes_told", "minutes_amendment")),
    Line("minutes:resolutions", ok=READERS),
    Line("minutes:resolution", resolution, ok=OFFICE_A | MEMBER, hidden=OTHERS),
    _post("resolution-note", resolution, ok=OFFICE_A | MEMBER, hidden=OTHERS, answers=(422,)),
    _post("resolution-done", resolution, ok=OFFICE_A | MEMBER, hidden=OTHERS, answers=(422,)),
    *_kept("resolution-close", resolution),
    *_kept("resolution-return", resolution, refused=True),
    *_kept("resolution-reopen", resolution, refused=True),
    *_kept("resolution-stop", resolution, refused=True),
    *_kept("resolution-settle", lambda cast: {"pk": cast.key("resolution"), "item": cast.key("adopts_item")}),
    *_kept("resolution-assign", resolution, get=True, refused=True),
    *_kept("resolution-correct", resolution, get=True, refused=True),
    *_kept("resolution-open-work", resolution, get=True, refused=True),
]
