"""Lanes that no person decides by a click: a body (ก.ต.ป.น.) decides them by a resolution in its minutes.

The app that keeps the body registers it in `apps.ready()`; `core.approvals.resolve` is how a resolution decides.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Body:
    """`post` stands in a chain where a role's code would. `label(district_code)` names the body;
    `missing(district_code, on)` says in Thai why it cannot decide there now, "" when it can;
    `carriers(district_code, on)` are the accounts that put matters before it and are told.
    `standing(kind_code, round_keys)` says of rounds on an agenda which meeting that is."""

    post: str
    label: Callable[[str], str]
    missing: Callable[[str, date], str]
    carriers: Callable[[str, date], list[Any]]
    standing: Callable[[str, Sequence[int]], Mapping[int, str]]


_bodies: dict[str, Body] = {}


def register_body(body: Body) -> None:
    if _bodies.get(body.post, body) != body:
        raise ValueError(f"body {body.post} is registered twice")
    _bodies[body.post] = body


def body_of(post: str) -> Body | None:
    """The body that holds this lane; None for a post people hold."""
    return _bodies.get(post)


def bodies_in(district_code: str, on: date) -> list[Body]:
    """The bodies of that office that can decide on that day, in the order of their registration."""
    return [body for body in _bodies.values() if not body.missing(district_code, on)]
