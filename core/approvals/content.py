"""The content a decision is made on: its hash, and what changed between two snapshots, as rows for people."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

# A base sign with the vowels and tone marks standing on it, so a Thai letter is never cut in two.
_CLUSTER = re.compile(r"[฀-๿](?:[ัิ-ฺ็-๎])*|\s+|[A-Za-z0-9]+|.", re.DOTALL)
_ISLAND = 3
# Lists of rows in a snapshot are matched by these keys, in this order of preference; else by place.
IDENTITY = ("key", "id", "code")


def content_hash(content: Any) -> str:
    """SHA-256 of the content as canonical JSON: the same content gives the same 64 hex digits on every machine."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def plain(content: Any) -> Any:
    """The content as JSON would give it back: dates as ISO text, decimals as text without trailing zeros."""
    return json.loads(json.dumps(content, ensure_ascii=False, default=_plain))


def short_hash(digest: str) -> str:
    """How a hash is shown to people: 7c1f a90b 52de … 9e02."""
    return f"{digest[:4]} {digest[4:8]} {digest[8:12]} … {digest[-4:]}" if len(digest) == 64 else digest


def _plain(value: Any) -> str:
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        # 5, 5.0 and 5.00 are one target.
        return format(value.normalize(), "f")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot stand in a snapshot")


@dataclass(frozen=True)
class Segment:
    """A stretch of a text; `changed` ones are marked by sign and line, not by colour alone."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Change:
    """One place that differs. `act` is added, removed or changed; the texts are empty where there is nothing."""

    path: tuple[str, ...]
    label: str
    act: str
    before: str
    after: str
    before_parts: tuple[Segment, ...]
    after_parts: tuple[Segment, ...]


def diff(before: Any, after: Any, label: Callable[[tuple[str, ...]], str] | None = None) -> list[Change]:
    """What differs between two snapshots, in the order of the later one. `label(path)` gives the Thai name of a place;
    a path is the keys down to the value, rows of a list by their identity."""
    old, new = _leaves(before), _leaves(after)
    order = list(new) + [path for path in old if path not in new]
    name = label or _last
    changes = []
    for path in order:
        was, now = old.get(path), new.get(path)
        if was == now:
            continue
        act = "added" if was in (None, "") else "removed" if now in (None, "") else "changed"
        left, right = was or "", now or ""
        before_parts, after_parts = _segments(left, right)
        changes.append(Change(path, name(path), act, left, right, before_parts, after_parts))
    return changes


def _last(path: tuple[str, ...]) -> str:
    return path[-1] if path else ""


def _leaves(content: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    """Every value of a snapshot as text, by its path. An empty list or object is no value."""
    if isinstance(content, Mapping):
        found: dict[tuple[str, ...], str] = {}
        for key, value in content.items():
            found |= _leaves(value, (*path, str(key)))
        return found
    if isinstance(content, (list, tuple)):
        if all(not isinstance(item, (Mapping, list, tuple)) for item in content):
            return {path: ", ".join(_text(item) for item in content)} if content else {}
        found = {}
        for place, item in enumerate(content):
            key, rest = _identity(item, place)
            found |= _leaves(rest, (*path, key))
        return found
    text = _text(content)
    return {path: text} if text else {}


def _identity(item: Any, place: int) -> tuple[str, Any]:
    """What a row of a list is matched by, and what is left of the row to compare."""
    if isinstance(item, Mapping):
        for key in IDENTITY:
            if item.get(key) not in (None, ""):
                rest = {name: value for name, value in item.items() if name != key}
                return str(item[key]), rest or item
    return str(place + 1), item


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if isinstance(value, (str, int)):
        return str(value)
    if isinstance(value, float):
        return f"{value:g}"
    return _plain(value)


def _segments(before: str, after: str) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Both texts cut into kept and changed stretches; short kept islands between changes read as changed."""
    if not before or not after:
        return _whole(before), _whole(after)
    left, right = _CLUSTER.findall(before), _CLUSTER.findall(after)
    if len(left) * len(right) > 4_000_000:
        return _whole(before), _whole(after)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    old: list[Segment] = []
    new: list[Segment] = []
    blocks = matcher.get_opcodes()
    for place, (tag, a1, a2, b1, b2) in enumerate(blocks):
        inside = 0 < place < len(blocks) - 1
        same = tag == "equal" and not (inside and a2 - a1 < _ISLAND)
        _append(old, "".join(left[a1:a2]), changed=not same)
        _append(new, "".join(right[b1:b2]), changed=not same)
    return tuple(old), tuple(new)


def _whole(text: str) -> tuple[Segment, ...]:
    return (Segment(text, True),) if text else ()


def _append(parts: list[Segment], text: str, *, changed: bool) -> None:
    if not text:
        return
    if parts and parts[-1].changed == changed:
        parts[-1] = Segment(parts[-1].text + text, changed)
    else:
        parts.append(Segment(text, changed))
