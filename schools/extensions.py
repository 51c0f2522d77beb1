"""Where apps to the right tell this one of work it cannot know: loads of a person, and what a hand-over of schools does
to open work; and where somebody of the outside register is named. They register in `apps.ready()`; nothing here
imports them. Blocks of pages are `core.slots`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

# (district, people, on) → person key → count; one query for any number of people.
LoadCount = Callable[[Any, Sequence[Any], date], Mapping[int, int]]
_loads: list[tuple[str, LoadCount]] = []


def register_load(label: str, count: LoadCount) -> None:
    """A Thai label such as ครั้งที่วางแผนไว้ and the function that counts it."""
    _loads.append((label, count))


def loads(district: Any, people: Sequence[Any], on: date) -> dict[int, tuple[tuple[str, int], ...]]:
    """Person key → (label, count) of every registered load, in the order they were registered."""
    counted = [(label, count(district, people, on)) for label, count in _loads]
    return {person.pk: tuple((label, found.get(person.pk, 0)) for label, found in counted) for person in people}


@dataclass(frozen=True)
class Move:
    """Schools that go from one person to another on a day."""

    giver: Any
    receiver: Any
    schools: frozenset[int]
    on: date


@dataclass(frozen=True)
class HandoverImpact:
    """Open work of an app to the right: what a move touches (Thai sentences), and what is done about it when it is
    carried out, inside the same transaction (returns sentences of what was done)."""

    preview: Callable[[Move], Sequence[str]]
    apply: Callable[[Any, Move], Sequence[str]]  # (actor, move)


_impacts: list[HandoverImpact] = []


def register_handover_impact(impact: HandoverImpact) -> None:
    _impacts.append(impact)


def preview_move(move: Move) -> list[str]:
    return [line for impact in _impacts for line in impact.preview(move)]


def apply_move(actor: Any, move: Move) -> list[str]:
    return [line for impact in _impacts for line in impact.apply(actor, move)]


# (user, outside person or body) → (Thai sentence, address) of what names it and this person may see.
OutsideUse = Callable[[Any, Any], Sequence[tuple[str, str]]]
_outside_uses: list[OutsideUse] = []


def register_outside_use(use: OutsideUse) -> None:
    """An app to the right says where it names somebody of the register of outside people and bodies."""
    _outside_uses.append(use)


def outside_uses(user: Any, one: Any) -> list[tuple[str, str]]:
    return [found for use in _outside_uses for found in use(user, one)]
