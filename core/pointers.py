"""Pointers to things that stand right of the app that keeps them: kind + key + snapshot, never a foreign key.

The owner of a kind registers a provider in its `apps.ready()`; whoever holds a pointer asks the provider.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.files.uploadedfile import UploadedFile


@dataclass(frozen=True)
class Pointer:
    """`kind` is the provider's name (such as "visit"), `key` the primary key as text; the rest is a snapshot."""

    kind: str
    key: str
    label: str
    date: dt.date | None = None
    hash: str = ""


Search = Callable[[Any, Any, Any, str, int], list[Pointer]]


def _nothing(key: str) -> None:
    return None


@dataclass(frozen=True)
class Provider:
    """How a kind answers; every function takes the key as text. `may_change` says who may add or drop files of it.

    `may_view` and `may_change` answer False for a key that is gone. `district_code` is the office the thing belongs to.
    `may_trace` says who of those that see it may read what was done to it by whom; None lets all of them.
    `allow` and `max_files` bound what may hang on it; `printed` gives the key and the parameters of the document that
    prints it where there is one, `as_pdf` a finished file where it is not made of ours.

    A kind that may be picked as evidence names itself (`thai`) and has `search(user, district, school, text, limit)`:
    what the user may see of that office, newest first, of one school unless `school` is None. `snapshot` then gives the
    pointer of a key with label, day and hash of now. One that is a finished file gives it, open, by `file`: the file
    is taken up, not the thing.
    """

    label: Callable[[str], str]
    url: Callable[[str], str]
    may_view: Callable[[Any, str], bool]
    may_change: Callable[[Any, str], bool]
    district_code: Callable[[str], str] | None = None
    may_trace: Callable[[Any, str], bool] | None = None
    as_pdf: Callable[[str], bytes | None] = _nothing
    printed: Callable[[str], tuple[str, dict[str, Any]] | None] = _nothing
    allow: tuple[str, ...] = ("image", "pdf", "office")
    max_files: int = 30
    thai: str = ""
    search: Search | None = None
    snapshot: Callable[[str], Pointer] | None = None
    file: Callable[[str], UploadedFile | None] | None = None


_providers: dict[str, Provider] = {}


def register_provider(kind: str, provider: Provider) -> None:
    """Once per kind, in `apps.ready()`; a second, different one is a fault of ours."""
    if _providers.get(kind, provider) != provider:
        raise ValueError(f"pointer kind {kind} is registered twice")
    _providers[kind] = provider


def provider(kind: str) -> Provider:
    """The provider of `kind`; KeyError when no app registered it, which is a fault of ours."""
    return _providers[kind]


def kinds() -> frozenset[str]:
    return frozenset(_providers)


def searchable() -> dict[str, Provider]:
    """Providers whose things may be looked for, by kind, in the order they were registered."""
    return {kind: owner for kind, owner in _providers.items() if owner.search is not None}


def may_view(user: Any, kind: str, key: str) -> bool:
    """Whether the owner of `kind` lets `user` see `key`; False for a kind or key that does not exist."""
    owner = _providers.get(kind)
    return owner is not None and _asked(owner.may_view, user, key)


def may_trace(user: Any, kind: str, key: str) -> bool:
    """Whether `user` may read what was done to it."""
    owner = _providers.get(kind)
    if owner is None or not _asked(owner.may_view, user, key):
        return False
    return owner.may_trace is None or _asked(owner.may_trace, user, key)


def may_change(user: Any, kind: str, key: str) -> bool:
    """Whether `user` may add or drop files of it; whoever may not see it may not change it."""
    owner = _providers.get(kind)
    return owner is not None and _asked(owner.may_view, user, key) and _asked(owner.may_change, user, key)


def _asked(question: Callable[[Any, str], bool], user: Any, key: str) -> bool:
    """A key from an address may be no number, or of a row that is gone: both are "no", not a fault."""
    try:
        return bool(question(user, key))
    except (ObjectDoesNotExist, ValueError, ValidationError):
        return False
