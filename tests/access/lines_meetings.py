"""Gatherings: the office reads all of its own, a school those it is invited to; supervisors call and write them."""

from collections.abc import Callable
from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line

SCHOOLS = SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
OTHER_SCHOOLS = SCHOOL_A2 | SCHOOL_B
CALLERS_A = DIRECTORS_A | {"supervisor", "committee_secretary"}
CALLERS_B = frozenset({"group_director_b", "supervisor_b"})


def gathering(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("gathering")}


def agreement(cast: Cast) -> dict[str, Any]:
    return {**gathering(cast), "agreement": cast.key("agreement")}


def _written(name: str, kwargs: Callable[[Cast], dict[str, Any]] = gathering, **more: Any) -> Line:
    return Line(f"meetings:{name}", kwargs, ok=CALLERS_A, hidden=CALLERS_B, **more)


LINES = [
    Line("meetings:gatherings", ok=OFFICE_A | OFFICE_B | SCHOOLS),
    Line("meetings:new", ok=CALLERS_A | CALLERS_B),
    Line("meetings:new", ok=CALLERS_A | CALLERS_B, method="post", answers=(422,)),
    Line("meetings:gathering", gathering, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS),
    _written("edit"),
    _written("edit", method="post", answers=(422,)),
    _written("write", method="post"),
    _written("people"),
    _written("people", method="post"),
    _written("agree", method="post", answers=(422,)),
    _written("drop", agreement, method="post"),
    _written("hold", method="post"),
    _written("cancel"),
    _written("cancel", method="post", answers=(422,)),
]
