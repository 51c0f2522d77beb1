"""Pointers to things that stand right of the app that keeps them: kind + key + snapshot, never a foreign key.

The owner of a kind registers a provider in its `apps.ready()`; whoever holds a pointer asks the provider.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Pointer:
    """`kind` is the provider's name (such as "visit"), `key` the primary key as text; the rest is a snapshot."""

    kind: str
    key: str
    label: str
    date: date | None = None
    hash: str = ""


@dataclass(frozen=True)
class Provider:
    """How a kind answers; every function takes the key as text. `may_change` says who may add or drop files of it."""

    label: Callable[[str], str]
    url: Callable[[str], str]
    may_view: Callable[[Any, str], bool]
    may_change: Callable[[Any, str], bool]


_providers: dict[str, Provider] = {}


def register_provider(kind: str, provider: Provider) -> None:
    _providers[kind] = provider


def provider(kind: str) -> Provider:
    """The provider of `kind`; KeyError when no app registered it, which is a fault of ours."""
    return _providers[kind]
