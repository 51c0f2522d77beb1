"""Two texts side by side with what differs marked alike on both; for components/diff.html."""

import re
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Thai has no blanks between words: a written cluster (leading vowel, consonant, marks) is the smallest thing compared,
# Latin words and numbers stay whole.
_PIECE = re.compile(
    r"[A-Za-z0-9๐-๙]+|[\u0e40-\u0e44]?[\u0e01-\u0e2e][\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]*|\s|.", re.DOTALL
)
# Fewer equal pieces than this between two changes read as one change.
_ISLAND = 4
# Beyond this many pieces whole lines are compared: the finer comparison grows with the square.
_MOST = 4000


def side_by_side(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Both as safe HTML: <del> round what only `before` has, <ins> round what only `after` has."""
    a, b = _pieces(before), _pieces(after)
    if len(a) + len(b) > _MOST:
        a, b = before.splitlines(keepends=True), after.splitlines(keepends=True)
    left, right = [], []
    for same, i, j, k, m in _runs(a, b):
        old, new = "".join(a[i:j]), "".join(b[k:m])
        left.append(escape(old) if same or not old else f"<del>{escape(old)}</del>")
        right.append(escape(new) if same or not new else f"<ins>{escape(new)}</ins>")
    return mark_safe("".join(left)), mark_safe("".join(right))  # noqa: S308 - every piece is escaped above


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(text)


def _runs(a: list[str], b: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """(same, from and to in a, from and to in b), short equal runs between changes taken into them."""
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    found: list[tuple[bool, int, int, int, int]] = []
    for place, (tag, i, j, k, m) in enumerate(codes):
        inside = 0 < place < len(codes) - 1
        same = tag == "equal" and not (inside and j - i < _ISLAND)
        if found and not same and not found[-1][0]:
            _, i0, _, k0, _ = found[-1]
            found[-1] = (False, i0, j, k0, m)
        else:
            found.append((same, i, j, k, m))
    return found
