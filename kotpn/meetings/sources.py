"""Where agendas are drafted from: each app that has work for a committee registers what it would put on one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.pointers import Pointer
from kotpn.meetings.models import Meeting


@dataclass(frozen=True)
class Proposal:
    """One matter as it would stand on the agenda. `source` makes it the same matter when proposed again; `papers` are
    ("record", kind, key) or ("document", key, params); `why` tells the secretary where it comes from."""

    title: str
    source: Pointer | None = None
    background: str = ""
    point: str = ""
    why: str = ""
    presenter_label: str = ""
    minutes_planned: int | None = None
    adopts: Meeting | None = None
    papers: tuple[tuple[Any, ...], ...] = ()


@dataclass(frozen=True)
class AgendaSource:
    """`gather(user, meeting, since)` gives what happened after `since` (the last meeting, or None) in few queries."""

    key: str
    thai: str
    section_kind: str
    gather: Callable[[Any, Meeting, date | None], Iterable[Proposal]]


_sources: dict[str, AgendaSource] = {}


def register_source(source: AgendaSource) -> None:
    """Once per key, in `apps.ready()`."""
    if _sources.get(source.key, source) != source:
        raise ValueError(f"agenda source {source.key} is registered twice")
    _sources[source.key] = source


def sources() -> list[AgendaSource]:
    return list(_sources.values())
