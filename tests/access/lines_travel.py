"""The store and official travel: everybody of the office asks, the desk keeps, those above decide."""

from typing import Any

from tests.access.cast import DESK_A, DIRECTORS_A, OFFICE_A, OFFICE_B, Cast
from tests.access.matrix import Build, Line, of

SUPERVISOR = frozenset({"supervisor"})
DECIDERS_A = DIRECTORS_A | frozenset({"deputy_director", "office_director"})
DECIDERS_B = frozenset({"group_director_b", "office_director_b"})
OWN = OFFICE_A | DESK_A | OFFICE_B
"""Everybody who works in an office of the cast and its desk's clerk; the neighbour has none."""
ASKERS = OFFICE_A | DESK_A
KEEPS, READS_PAPER = DESK_A, DECIDERS_A | DESK_A | SUPERVISOR


ITEM, WAITING, OPEN, REPAIR = of("store_item"), of("requisition"), of("requisition_open"), of("procurement")
TRIP, MADE, REPORTED, DIRECTORS = of("trip"), of("trip_made"), of("trip_reported"), of("trip_director")
HIDDEN_PAPER = (OFFICE_A | OFFICE_B) - READS_PAPER


def month(cast: Cast) -> dict[str, int]:
    return {"year": cast.today.year + 543, "month": cast.today.month}


def _both(name: str, given: Build, ok: frozenset[str], hidden: frozenset[str], **more: Any) -> list[Line]:
    page = Line(name, given, ok=ok, hidden=hidden, **more)
    return [page, Line(name, given, ok=ok, hidden=hidden, method="post", answers=(422,), **more)]


def _new(name: str, ok: frozenset[str]) -> list[Line]:
    return [Line(name, ok=ok), Line(name, ok=ok, method="post", answers=(422,))]


LINES = [
    Line("stores:items", ok=OWN),
    Line("stores:item", ITEM, ok=ASKERS, hidden=OFFICE_B),
    *_new("stores:item-new", KEEPS),
    *_both("stores:item-edit", ITEM, KEEPS, frozenset()),
    Line("stores:item-switch", ITEM, ok=KEEPS, method="post"),
    *_both("stores:item-receive", ITEM, KEEPS, frozenset()),
    *_both("stores:item-count", ITEM, KEEPS, frozenset()),
    Line("stores:requisitions", ok=OWN),
    *_new("stores:requisition-new", OWN),
    Line("stores:requisition", WAITING, ok=READS_PAPER, hidden=HIDDEN_PAPER),
    *_both("stores:requisition-edit", WAITING, SUPERVISOR, HIDDEN_PAPER),
    *_both("stores:requisition-approve", WAITING, DECIDERS_A, DECIDERS_B),
    *_both("stores:requisition-return", WAITING, DECIDERS_A, DECIDERS_B),
    *_both("stores:requisition-cancel", WAITING, SUPERVISOR, HIDDEN_PAPER),
    *_both("stores:requisition-issue", OPEN, KEEPS, frozenset()),
    *_both("stores:requisition-close", OPEN, KEEPS, frozenset()),
    Line("stores:procurements", ok=OWN),
    *_new("stores:procurement-new", OWN),
    Line("stores:procurement", REPAIR, ok=READS_PAPER, hidden=HIDDEN_PAPER),
    *_both("stores:procurement-order", REPAIR, KEEPS, frozenset()),
    *_both("stores:procurement-receive", REPAIR, KEEPS, frozenset()),
    *_both("stores:procurement-cancel", REPAIR, KEEPS | SUPERVISOR, HIDDEN_PAPER),
    Line("travel:trips", ok=OWN),
    *_new("travel:new", OWN),
    Line("travel:suggest", ok=OWN),
    *_new("travel:settings", KEEPS),
    Line("travel:year", ok=OWN),
    Line("travel:month", month, ok=OWN),
    Line("travel:month", lambda c: {"year": 2569, "month": 13}, hidden=OWN, note="no such month"),
    Line("travel:month-close", month, ok=KEEPS, method="post"),
    Line("travel:trip", TRIP, ok=ASKERS, hidden=OFFICE_B),
    *_both("travel:edit", TRIP, KEEPS | SUPERVISOR, OFFICE_B),
    Line("travel:approve", TRIP, ok=DECIDERS_A, hidden=DECIDERS_B, method="post"),
    *_both("travel:return", TRIP, DECIDERS_A, DECIDERS_B),
    *_both("travel:enter", DIRECTORS, KEEPS, frozenset()),
    *_both("travel:cancel", TRIP, KEEPS | SUPERVISOR, OFFICE_B),
    *_both("travel:report", MADE, SUPERVISOR, OFFICE_B),
    Line("travel:see", REPORTED, ok=DECIDERS_A, hidden=DECIDERS_B, method="post"),
]
