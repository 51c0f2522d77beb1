"""A visit that several acts are done to in one transaction: what waits to be written, and what is known of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from instruments.services import AnswerValue
from supervision.field.models import Visit, VisitPhoto, VisitResponse

T = TypeVar("T")


@dataclass
class Hold:
    """What was done to a held visit and is written when it is let go; where its texts come from.

    `sent` is the digest of each section as it was sent: a service may store it in other words, and the same text again
    must still be known. `given` are contents that need not be read back to be kept.
    A `fresh` visit was made by this very transaction: nothing hangs on it but what was written while it is held.
    `sheets` are all its sheets with their answers by key of the item, None once one of them was changed again; `photos`
    are all its pictures.
    """

    fields: set[str] = field(default_factory=set)
    texts: dict[str, tuple[Any, datetime]] = field(default_factory=dict)
    device: str | None = None
    phone_at: datetime | None = None
    sent: dict[str, str] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    fresh: bool = False
    sheets: list[tuple[VisitResponse, dict[int, AnswerValue]]] | None = None
    photos: list[VisitPhoto] = field(default_factory=list)


def take(visit: Visit, hold: Hold) -> Hold:
    visit.__dict__["_held"] = hold
    return hold


def drop(visit: Visit) -> None:
    visit.__dict__.pop("_held", None)


def held(visit: Visit) -> Hold:
    """The hold of a visit that is held."""
    hold: Hold = visit.__dict__["_held"]
    return hold


def hold_of(visit: Visit) -> Hold | None:
    return visit.__dict__.get("_held")


def is_held(visit: Visit) -> bool:
    return hold_of(visit) is not None


def fresh_hold(visit: Visit) -> Hold | None:
    """The hold of a visit this transaction made; None for every other one."""
    hold = hold_of(visit)
    return hold if hold is not None and hold.fresh else None


def rows_in(visit: Visit, section: str, rows: Iterable[T]) -> list[T]:
    """`rows` (a queryset) of a section; nothing is asked where a fresh visit has nothing written to it yet."""
    hold = fresh_hold(visit)
    return [] if hold is not None and section not in hold.texts else list(rows)


def forget_sheets(visit: Visit) -> None:
    """A sheet was changed after it was added: whoever needs the sheets of a held visit reads them."""
    hold = hold_of(visit)
    if hold is not None:
        hold.sheets = None
