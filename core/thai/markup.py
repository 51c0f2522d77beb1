"""Changing the text of HTML without touching its tags. Input is our own rendered, already escaped HTML."""

import re
from collections.abc import Callable

_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w:-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>", re.DOTALL)
_ENTITY = re.compile(r"&#?\w+;")
_AS_IS = re.compile(r"\bclass=([\"'])(?:[^\"']*\s)?asis(?:\s[^\"']*)?\1")
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
VERBATIM = frozenset({"style", "script", "code", "pre", "kbd", "samp", "title"})


def map_text(html: str, change: Callable[[str], str], *, verbatim: frozenset[str] = VERBATIM) -> str:
    """HTML with `change` applied to each text node; entities, `verbatim` elements and class "asis" are left alone."""
    out: list[str] = []
    skip = 0
    at = 0
    for tag in _TAG.finditer(html):
        if tag.start() > at:
            out.append(html[at : tag.start()] if skip else _outside_entities(html[at : tag.start()], change))
        out.append(tag.group())
        at = tag.end()
        closing, name, attributes = tag.group(1), (tag.group(2) or "").lower(), tag.group(3) or ""
        if not name or name in _VOID or attributes.rstrip().endswith("/"):
            continue
        if closing:
            skip = max(0, skip - 1)
        elif skip or name in verbatim or _AS_IS.search(attributes):
            skip += 1
    if at < len(html):
        out.append(html[at:] if skip else _outside_entities(html[at:], change))
    return "".join(out)


def _outside_entities(text: str, change: Callable[[str], str]) -> str:
    if "&" not in text:
        return change(text)
    bits: list[str] = []
    at = 0
    for entity in _ENTITY.finditer(text):
        bits += (change(text[at : entity.start()]), entity.group())
        at = entity.end()
    bits.append(change(text[at:]))
    return "".join(bits)
