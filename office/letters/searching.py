"""What a search of the register looks through: one text a letter, folded so that every three characters of it, blanks
and strokes included, are one trigram of the index."""

import re

from core.thai.numerals import to_arabic

SHORTEST = 3
_PLACES = 1_000_000
# A letter no Thai or English text has: pg_trgm cuts words at blanks and strokes, and "ธ 0" would find no trigram.
_JOINT = "ɸ"
_APART = re.compile(r"[^\w\u0e00-\u0e7f]|_")
_NUMBER = re.compile(r"(\d{1,6})\s*/\s*(\d{4})")


def place_of(year: int, number: int) -> int:
    """Year (พ.ศ.) and number of the register as the one figure it is ordered by."""
    return year * _PLACES + number


def number_at(place: int) -> tuple[int, int]:
    """(year, number) of a place."""
    return divmod(place, _PLACES)


def folded(text: str) -> str:
    """Text as it is kept and looked for: Arabic digits, small letters, every blank and sign one and the same mark."""
    return _APART.sub(_JOINT, to_arabic(" ".join(text.split())).lower())


def haystack_of(reference: str, own_number: str, sender: str, receiver: str, subject: str) -> str:
    """The text of one letter; the caller leaves out the subject of a secret one."""
    return folded(" ".join((reference, own_number, sender, receiver, subject)))


def phrases(text: str) -> list[str]:
    """What has to be found, folded: the words, or the whole text where a word is too short to be looked for alone."""
    words = text.split()
    return [folded(word) for word in words] if all(len(word) >= SHORTEST for word in words) else [folded(text)]


def place_typed(text: str) -> int | None:
    """The place of a number typed as 12/2569; None for anything else."""
    found = _NUMBER.fullmatch(to_arabic(text.strip()))
    return place_of(int(found[2]), int(found[1])) if found else None
