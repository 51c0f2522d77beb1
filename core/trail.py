"""เส้นทางของเรื่อง from the audit log: what happened to a thing, as components/trail.html draws it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core import audit
from core.models import AuditEntry
from core.thai.dates import thai_datetime

_SHOWN = 50


@dataclass(frozen=True)
class Event:
    """A line; `tone` is "", ok, warn, bad or plain."""

    title: str
    sub: str
    tone: str
    icon: str


def trail(kind: str, key: Any, looks: Mapping[str, tuple[str, str]]) -> list[Event]:
    """The latest acts on a thing, newest first, that `looks` names with (tone, icon); one query."""
    rows = AuditEntry.objects.filter(target_kind=kind, target_key=str(key), action__in=list(looks))
    return [
        Event(audit.sentence(row), f"{thai_datetime(row.at)} · {row.actor_label}", *looks[row.action])
        for row in rows.order_by("-at", "-pk")[:_SHOWN]
    ]
