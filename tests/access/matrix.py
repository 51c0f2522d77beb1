"""The access matrix: one line per address of the product, saying who gets in. Nothing else decides what is right here.

    Line("schools:person", lambda c: {"pk": c.key("teacher")}, ok=OFFICE_A | SCHOOL_A1, hidden=SCHOOL_A2 | OFFICE_B)

`ok` get the page (or the act's answer), `hidden` 404: they hold the capability, but this row is out of their scope.
Everybody else gets 403. `open_to_all` lines are public; without it an anonymous visitor is sent to the sign-in page.
`method="post"` posts `data`; whatever a request changes is rolled back. One name may have several lines (another row,
another method), told apart by `note`. The lines of each app stand in its own `lines_<app>.py` as a list LINES; rows
they need are made by `rows_<app>.py`: a function `build(cast)` that puts them into `cast.rows`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.access.cast import Cast

Build = Callable[[Cast], Mapping[str, Any]]


def _nothing(cast: Cast) -> Mapping[str, Any]:
    return {}


def of(name: str, **more: str) -> Build:
    """The key of a row of the cast as `pk`, and those of further rows under their own names."""
    return lambda cast: {"pk": cast.key(name), **{key: cast.key(row) for key, row in more.items()}}


def reason(cast: Cast) -> Mapping[str, Any]:
    """What is typed on every page that asks why."""
    return {"reason": "ทดสอบ"}


@dataclass(frozen=True)
class Line:
    """See the module. `kwargs` and `data` are built from the cast; `query` is added to the address. `answers` are
    further statuses of a page that was let in; `ends_at_sign_in`: even who gets in is led to the sign-in page."""

    name: str
    kwargs: Build = _nothing
    ok: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    method: str = "get"
    data: Build = field(default=_nothing)
    query: Build = field(default=_nothing)
    open_to_all: bool = False
    answers: tuple[int, ...] = ()
    ends_at_sign_in: bool = False
    note: str = ""

    @property
    def title(self) -> str:
        return f"{self.name} {self.method}{f' ({self.note})' if self.note else ''}"


# Addresses of Django's own admin, which asks its own permissions, are not ours to list.
FOREIGN_NAMESPACES = {"admin"}


def lines() -> list[Line]:
    """Every line of every `lines_*.py` beside this file."""
    found: list[Line] = []
    for path in sorted(Path(__file__).parent.glob("lines_*.py")):
        found += import_module(f"tests.access.{path.stem}").LINES
    return found
