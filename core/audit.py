"""The trace: services write a code and its data in their own transaction; the sentence is made when it is shown.

audit.register({"visit.submitted": "ส่งบันทึกการนิเทศ ฉบับที่ {revision}"})      # in apps.ready()
audit.record(actor=user, action="visit.submitted", target=pointer, district_code=code, data={"revision": 2})
"""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from core import bulk
from core.models import AuditEntry
from core.pointers import Pointer


class _System:
    """The installation itself: scheduled jobs, imports from the command line, demo data."""

    label = "ระบบ"

    def __repr__(self) -> str:
        return "SYSTEM"


SYSTEM: Final = _System()

_sentences: dict[str, str] = {}
_reads: set[str] = set()
Veil = Callable[[Sequence[AuditEntry]], Mapping[int, Callable[[str], str]]]
_veils: dict[str, tuple[Veil, Callable[[], Q]]] = {}


class _Data(dict[str, Any]):
    """What a sentence asks for and the entry does not hold reads as nothing, so an old entry can always be shown."""

    def __missing__(self, key: str) -> str:
        return ""


def register(actions: Mapping[str, str]) -> None:
    """Name acts: code → Thai sentence, which may hold `{name}` of the entry's data. The same code twice is a fault."""
    for code, sentence in actions.items():
        if _sentences.get(code, sentence) != sentence:
            raise ValueError(f"audit action {code} is registered twice")
        _sentences[code] = sentence


def register_reads(actions: Mapping[str, str]) -> None:
    """Name reads and downloads; the history of a thing leaves them out, the log of the office shows them."""
    register(actions)
    _reads.update(actions)


def actions() -> dict[str, str]:
    """Every registered code with its sentence."""
    return dict(_sentences)


def read_actions() -> frozenset[str]:
    return frozenset(_reads)


def actor_label(actor: Any) -> str:
    """How the actor is printed for ever: the person's name then, or ระบบ."""
    return SYSTEM.label if actor is SYSTEM else str(actor)


def record(
    *,
    actor: Any,
    action: str,
    target: Pointer,
    district_code: str,
    data: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> AuditEntry:
    """Write one entry in the caller's transaction. `actor` is a User or SYSTEM; `at` the moment of the act where the
    service was told it. ValueError for an unregistered action and for a missing actor: there is no act without
    someone who did it."""
    if action not in _sentences:
        raise ValueError(f"audit action {action} is not registered")
    if actor is not SYSTEM and getattr(actor, "pk", None) is None:
        raise ValueError(f"audit entry {action} has no actor")
    entry = AuditEntry(
        at=at or timezone.now(),
        actor=None if actor is SYSTEM else actor,
        actor_label=actor_label(actor)[:200],
        district_code=district_code,
        action=action,
        target_kind=target.kind,
        target_key=str(target.key),
        target_label=target.label[:300],
        data=dict(data or {}),
    )
    bulk.add(AuditEntry, [entry])
    return entry


def record_read(
    *, actor: Any, action: str, target: Pointer, district_code: str, data: Mapping[str, Any] | None = None
) -> AuditEntry:
    """Log that personal data was read or a file taken away; `action` must be registered as a read."""
    if action not in _reads:
        raise ValueError(f"{action} is not registered as a read")
    return record(actor=actor, action=action, target=target, district_code=district_code, data=data)


def sentence(entry: AuditEntry) -> str:
    """The entry in Thai. A code whose app is gone is shown as it is: the trace outlives the program."""
    words = _sentences.get(entry.action)
    return words.format_map(_Data(entry.data)).strip() if words else entry.action


def register_veil(kind: str, veil: Veil, *, about: Callable[[], Q]) -> None:
    """Words that were for everybody when the trace was written and are not today: of the entries of a page, `veil`
    gives by their key how their texts are said now. `about` gives the condition of all entries it may say otherwise
    (more are no harm), which a search looks through. Once per kind, in `apps.ready()`."""
    _veils[kind] = veil, about


def veiled(entries: Sequence[AuditEntry]) -> list[AuditEntry]:
    """The entries as they may be shown today: copies, for the trace is never rewritten."""
    shown = [copy(entry) for entry in entries]
    for veil, _ in _veils.values():
        said = veil(shown)
        for entry in shown:
            if (say := said.get(entry.pk)) is not None:
                entry.target_label = say(entry.target_label)
                entry.data = {key: say(one) if isinstance(one, str) else one for key, one in entry.data.items()}
    return shown


def containing(rows: QuerySet[AuditEntry], text: str) -> QuerySet[AuditEntry]:
    """Entries with each word of `text` in their actor or in their thing, as it is told today: what a veil hides finds
    nothing. The database finds; only what a veil may be over is said again here, so the queries are as many for every
    row more."""
    words = text.split()
    for word in words:
        rows = rows.filter(Q(actor_label__contains=word) | Q(target_label__contains=word))
    if not words or not _veils:
        return rows
    doubtful = veiled(list(rows.filter(reduce(or_, (about() for _, about in _veils.values()))).order_by()))
    return rows.exclude(pk__in=[entry.pk for entry in doubtful if not _says(entry, words)])


def _says(entry: AuditEntry, words: Sequence[str]) -> bool:
    return all(word in entry.actor_label or word in entry.target_label for word in words)
