"""Where each numbered task of the manual is done in this system: reference/places.yaml, by the shipped task's key."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.urls import resolve, reverse

_FILE = Path(__file__).resolve().parent.parent / "reference" / "places.yaml"


@dataclass(frozen=True)
class Place:
    """A page where a task is done; `url` is empty for who may not enter it."""

    label: str
    url: str


@cache
def place_names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Key of a shipped task or "subjects" → (Thai label, name of the address or "document:KEY")."""
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {key: tuple((label, to) for row in rows for label, to in row.items()) for key, rows in raw["places"].items()}


def address_of(to: str) -> str:
    """The page of an address's name, or the page where a document is asked for."""
    kind, _, key = to.partition(":")
    return reverse("reports:document", args=[key]) if kind == "document" else reverse(to)


@cache
def _wanted(to: str) -> tuple[str, ...]:
    """The capabilities of which one opens the page, none where every account may; resolving walks all addresses."""
    kind, capabilities = getattr(resolve(address_of(to)).func, "access", ("", ()))
    return tuple(capabilities) if kind == "requires" else ()


def places_of(user: Any, key: str) -> list[Place]:
    """The places of a task in order; asks no database beyond the capabilities of the person."""
    found = []
    for label, to in place_names().get(key, ()):
        codes = _wanted(to)
        opens = not codes or any(user.has_perm(code) for code in codes)
        found.append(Place(label, address_of(to) if opens else ""))
    return found
