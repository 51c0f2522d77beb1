"""At the meeting: the secretariat of the committee's own office, nobody else; members read what they are sent."""

from typing import Any

from tests.access.cast import COMMITTEE_A, DESK_A, DIRECTORS_A, OFFICE_B, Cast
from tests.access.matrix import Build, Line

KEEPERS = DIRECTORS_A | {"committee_secretary"}
# Past the gate of paper.read, which an order's annex opens too, but on no committee that sits here.
NAMED = frozenset({"principal_a1"})


def meeting(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("sitting_meeting")}


def item(cast: Cast) -> dict[str, Any]:
    return {**meeting(cast), "item": cast.key("sitting_item")}


def _of(name: str, row: str, of: Build = meeting) -> Build:
    return lambda cast: {**of(cast), name: cast.key(row)}


def _room(name: str, kwargs: Build = meeting, **more: Any) -> Line:
    return Line(f"committee-meetings:{name}", kwargs, ok=KEEPERS, hidden=frozenset({"group_director_b"}), **more)


def _page(name: str, kwargs: Build = item, **more: Any) -> Line:
    return Line(f"minutes:{name}", kwargs, ok=KEEPERS, hidden=OFFICE_B | COMMITTEE_A | DESK_A | NAMED, **more)


_seat, _resolution = _of("member", "sitting_member"), _of("resolution", "sitting_resolution", item)

LINES = [
    _room("attendance"),
    _room("seat", _seat, method="post", data=lambda cast: {"act": "leave", "at": "09.40"}),
    _room("other", method="post", answers=(422,)),
    _room("drop-other", _of("other", "sitting_other"), method="post"),
    _room("open", method="post"),
    _room("not-opened"),
    _room("not-opened", method="post"),
    _room("close"),
    _room("close", method="post", answers=(422,)),
    _page("sitting", meeting),
    _page("sitting-item"),
    _page("sitting-pulse"),
    _page("sitting-pack", meeting, method="post"),
    _page("sitting-text", method="post", data=lambda cast: {"text": "จดไว้", "stamp": "0"}),
    _page("sitting-conflict", method="post"),
    _page("sitting-drop-conflict", _of("conflict", "sitting_conflict", item), method="post"),
    _page("sitting-resolve", method="post", answers=(422,)),
    _page("sitting-change", _resolution, method="post", answers=(422,)),
    _page("sitting-withdraw", _resolution),
    _page("sitting-withdraw", _resolution, method="post", answers=(422,)),
]
