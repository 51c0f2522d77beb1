"""Thai and Arabic digits in both directions.

A cabinet resolution of 2 May 2543 asks offices to promote Thai digits; addresses, e-mails and codes stay as they are,
because a converted one no longer works.
"""

import re

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

# What must survive as typed: web addresses, e-mails, host names, tokens mixing Latin letters and digits (hashes,
# document keys, file names), and runs of eight digits or more (school codes of 8 and 10 digits).
_KEEP = re.compile(
    r"""
    (?:[a-z][a-z0-9+.-]*://|www\.|pack:)[^\s<>"']+
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | [a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[^\s<>"']*)?
    | (?=[a-z0-9_./:#-]*[a-z])(?=[a-z0-9_./:#-]*[0-9])[a-z0-9][a-z0-9_./:#-]*
    | (?<![\d,.])\d{8,}(?![\d,.]*\d)
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w:-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>", re.DOTALL)
_ENTITY = re.compile(r"&#?\w+;")
_VERBATIM = {"style", "script", "code", "pre", "kbd", "samp"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def to_thai(value: object) -> str:
    """Text with Thai digits; web addresses, e-mails and codes are left alone."""
    text = str(value)
    if text.isascii() and text.isdigit() and len(text) < 8:
        return text.translate(_TO_THAI)
    parts: list[str] = []
    at = 0
    for kept in _KEEP.finditer(text):
        parts += (text[at : kept.start()].translate(_TO_THAI), kept.group())
        at = kept.end()
    parts.append(text[at:].translate(_TO_THAI))
    return "".join(parts)


def to_arabic(value: object) -> str:
    """Text with every Thai digit turned into an Arabic one."""
    return str(value).translate(_TO_ARABIC)


def html_to_thai(html: str) -> str:
    """HTML whose text nodes carry Thai digits; attributes, `<code>`-like elements and class "asis" are left alone."""
    out: list[str] = []
    skip: list[str] = []
    at = 0

    def text(piece: str) -> str:
        if skip or not piece:
            return piece
        bits: list[str] = []
        start = 0
        for entity in _ENTITY.finditer(piece):
            bits += (to_thai(piece[start : entity.start()]), entity.group())
            start = entity.end()
        bits.append(to_thai(piece[start:]))
        return "".join(bits)

    for tag in _TAG.finditer(html):
        out += (text(html[at : tag.start()]), tag.group())
        at = tag.end()
        closing, name, attributes = tag.group(1), (tag.group(2) or "").lower(), tag.group(3) or ""
        if not name or name in _VOID or attributes.rstrip().endswith("/"):
            continue
        if closing:
            if skip:
                skip.pop()
        elif skip or name in _VERBATIM or re.search(r"\bclass=([\"'])(?:[^\"']*\s)?asis(?:\s[^\"']*)?\1", attributes):
            skip.append(name)
    out.append(text(html[at:]))
    return "".join(out)
