"""Thai and Arabic digits in both directions.

A cabinet resolution of 2 May 2543 asks offices to promote Thai digits; addresses, e-mails and codes stay as they are,
because a converted one no longer works.
"""

import re

from core.thai.markup import map_text

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
    return map_text(html, to_thai)
