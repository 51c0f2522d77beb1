"""Where apps to the right tell this one of work it cannot know: loads of a person, slots of the person page, and what a
hand-over of schools does to open work. They register in `apps.ready()`; nothing here imports them."""

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
class PersonSlot:
    """A block of the person page: who may see it, its fragment's template and the context that fragment needs."""

    key: str
    title: str
    template: str
    may_view: Callable[[Any, Any], bool]  # (user, person)
    context: Callable[[Any, Any], dict[str, Any]]  # (user, person)


_person_slots: list[PersonSlot] = []


def register_person_slot(slot: PersonSlot) -> None:
    _person_slots.append(slot)


def person_slots(user: Any, person: Any) -> list[tuple[PersonSlot, dict[str, Any]]]:
    """The blocks this user may see, with their context; what may not be seen is not asked for."""
    return [(slot, slot.context(user, person)) for slot in _person_slots if slot.may_view(user, person)]


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
